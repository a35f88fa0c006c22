import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkReferences } from '../../src/metadata/checks/check-references.ts';
import { parseXml } from '../../src/metadata/xml-element.ts';

const known = { has: (type: string, name: string) => `${type}/${name}` === 'LightningComponentBundle/shoes' };

function problemsOf(type: string, ...lines: string[]): string[] {
  const metadata = parseXml([`<${type}>`, ...lines, `</${type}>`].join('\n'));
  const component = { type, fullName: 'X', file: 'x', files: new Map<string, Buffer>(), metadata, problems: [] };
  return checkReferences(component, known).map(({ line, message }) => `${line} ${message}`);
}

describe('what a component names has to be there', () => {
  const shows = (name: string) =>
    `<flexiPageRegions><itemInstances><componentInstance><componentName>${name}</componentName></componentInstance></itemInstances></flexiPageRegions>`;

  it("a page's components: its own with or without the namespace, not those of the platform", () => {
    const lines = ['c:shoes', 'shoes', 'force:detailPanel', 'c:boots', 'boots'].map(shows);
    assert.deepEqual(problemsOf('FlexiPage', ...lines), [
      '5 In field: componentName - no LightningComponentBundle named c:boots found',
      '6 In field: componentName - no LightningComponentBundle named boots found',
    ]);
  });

  it('what a translation translates: label, tab, app', () => {
    const names = ['customLabels', 'customTabs', 'customApplications'];
    assert.deepEqual(problemsOf('Translations', ...names.map((one) => `<${one}><name>Gone</name></${one}>`)), [
      '2 In field: name - no CustomLabel named Gone found',
      '3 In field: name - no CustomTab named Gone found',
      '4 In field: name - no CustomApplication named Gone found',
    ]);
  });
});
