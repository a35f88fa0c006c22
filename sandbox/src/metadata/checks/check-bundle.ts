import path from 'node:path';
import { transformSync } from '@lwc/compiler';
import { parseAst } from 'rollup/parseAst';
import type { Component } from '../component.ts';

/** What a component may import from the org: whether there is such a thing. */
export interface Known {
  has(type: string, fullName: string): boolean;
}

type Problem = Component['problems'][number];

/** Compiles each file of a Lightning web component as the platform does, and looks for what it imports. */
export function checkBundle(component: Component, known: Known): Problem[] {
  return [...component.files].flatMap(([file, bytes]) => {
    if (!/\.(?:js|html|css)$/.test(file)) return [];
    const source = bytes.toString();
    try {
      const { code } = transformSync(source, file, { name: component.fullName, namespace: 'c' });
      return file.endsWith('.js') ? importProblems(source, code, known).map((one) => ({ ...one, file })) : [];
    } catch (error) {
      return [{ ...compileProblem(error as CompilerError, file), file }];
    }
  });
}

type CompilerError = Error & { location?: { line?: number; column?: number } };

function compileProblem({ message, location }: CompilerError, file: string): Problem {
  // The compiler adds an excerpt below the sentence, and names the file with its path on this machine.
  const sentence = message.split('\n')[0]!.replaceAll(path.resolve(file), file);
  return {
    message: sentence,
    ...(location?.line === undefined ? {} : { line: location.line }),
    ...(location?.column === undefined ? {} : { column: location.column }),
  };
}

/** `@salesforce/label/c.X` and the like, by the type of what is imported. */
const imported: [RegExp, type: string, what: string][] = [
  [/^@salesforce\/label\/c\.(\w+)$/, 'CustomLabel', 'custom label'],
  [/^@salesforce\/apex\/(\w+)\.\w+$/, 'ApexClass', 'Apex class'],
  [/^@salesforce\/customPermission\/(\w+)$/, 'CustomPermission', 'custom permission'],
  [/^@salesforce\/resourceUrl\/(\w+)$/, 'StaticResource', 'static resource'],
  [/^c\/(\w+)$/, 'LightningComponentBundle', 'Lightning web component'],
];

/** What a component's script imports from the org. Nothing of a script that does not compile. */
export function importsOfSource(source: string, file: string): { type: string; fullName: string }[] {
  try {
    const [, name = 'x'] = file.split('/');
    return importsOf(transformSync(source, file, { name, namespace: 'c' }).code).flatMap(orgImports);
  } catch {
    return [];
  }
}

function orgImports(name: string): { type: string; fullName: string; what: string }[] {
  return imported.flatMap(([pattern, type, what]) => {
    const fullName = pattern.exec(name)?.[1];
    return fullName === undefined ? [] : [{ type, fullName, what }];
  });
}

function importProblems(source: string, compiled: string, known: Known): Problem[] {
  return importsOf(compiled).flatMap((name) =>
    orgImports(name).flatMap(({ type, fullName, what }) => {
      if (known.has(type, fullName)) return [];
      const before = source.slice(0, Math.max(source.indexOf(name), 0));
      const message = `Invalid reference ${fullName} of type ${type}: there is no such ${what}`;
      return [{ message, line: before.split('\n').length, column: before.length - before.lastIndexOf('\n') }];
    }),
  );
}

/** What compiled code imports: plain JavaScript, unlike its source with decorators. */
function importsOf(compiled: string): string[] {
  return parseAst(compiled).body.flatMap((statement) =>
    'source' in statement && typeof statement.source?.value === 'string' ? [statement.source.value] : [],
  );
}
