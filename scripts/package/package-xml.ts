/** One line of package.xml: a component by type and full name. */
export interface Member {
  type: string;
  name: string;
}

/** The manifest that names each component of the zip, types and members sorted. */
export function packageXml(members: readonly Member[], apiVersion: string): string {
  const byType = Map.groupBy(members, ({ type }) => type);
  const types = [...byType].sort(([a], [b]) => (a < b ? -1 : 1));
  const blocks = types.map(([type, own]) => {
    const names = [...new Set(own.map(({ name }) => name))].sort();
    const lines = names.map((name) => `        <members>${name}</members>`).join('\n');
    return `    <types>\n${lines}\n        <name>${type}</name>\n    </types>\n`;
  });
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n<Package xmlns="http://soap.sforce.com/2006/04/metadata">\n' +
    `${blocks.join('')}    <version>${apiVersion}</version>\n</Package>\n`
  );
}
