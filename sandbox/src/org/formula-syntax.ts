import { createRequire } from 'node:module';

/** A value of the formula engine, or its complaint. */
export type Literal =
  | { type: 'literal'; dataType: string; value: unknown; options: { length?: number; scale?: number } }
  | { type: 'error'; errorType: string; message: string };

export type Node =
  Literal | { type: 'callExpression'; id: string; arguments: Node[] } | { type: 'identifier'; name: string };

interface Formulon {
  ast(formula: string): Node;
  parse(formula: string, substitutions: Record<string, Literal>): Literal;
}
// CommonJS without types of its own.
export const formulon = createRequire(import.meta.url)('formulon') as Formulon;

/** Stands before the number of a text that was taken out: a character for private use. */
const MARK = '\uE000';
const TEXT_OR_COMMENT = /"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|\/\*[\s\S]*?\*\//g;
const ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t', '\\': '\\', '"': '"', "'": "'" };

/**
 * A formula's tree. `formulon` parses it; what it cannot read is put into its words before: escapes in texts (a
 * pattern's `\\d`), comments, `Owner:User.Name`, a minus before a name, and `&`, which Salesforce binds closer than `=`.
 */
export function parseFormula(formula: string): Node {
  const texts: string[] = [];
  let problem: string | undefined;
  const bare = formula.replace(TEXT_OR_COMMENT, (_whole, double?: string, single?: string) => {
    const written = double ?? single;
    if (written === undefined) return ' ';
    const wrong = /\\[^nrt\\"']/.exec(written.replaceAll('\\\\', ''))?.[0];
    // Assumption: Salesforce's own answer to a lone backslash was not seen; its help doubles them.
    if (wrong !== undefined) problem ??= `"${wrong}" is not an escape sequence: write a backslash twice, "\\${wrong}"`;
    texts.push(written.replace(/\\(.)/g, (_, character: string) => ESCAPES[character] ?? character));
    return `"${MARK}${texts.length - 1}"`;
  });
  if (problem !== undefined) return { type: 'error', errorType: 'SyntaxError', message: problem };
  const readable = bare
    .replace(/(?<!&)&(?!&)/g, '+')
    .replace(/\b(\w+):\w+\./g, '$1.')
    .replace(/(^|[(,=<>+*/^|&!-])(\s*)-\s*(?=[A-Za-z_$(])/g, '$1$2-1*');
  return restoreTexts(formulon.ast(readable), texts);
}

function restoreTexts(node: Node, texts: string[]): Node {
  if (node.type === 'callExpression') {
    return { ...node, arguments: node.arguments.map((argument) => restoreTexts(argument, texts)) };
  }
  if (node.type !== 'literal' || typeof node.value !== 'string' || !node.value.startsWith(MARK)) return node;
  return text(texts[Number(node.value.slice(1))] ?? '');
}

export function text(value: string): Literal {
  return { type: 'literal', dataType: 'text', value, options: { length: value.length } };
}
