import { evaluate, isKnownFunction } from './formula.ts';
import type { FormulaScope } from './formula.ts';
import { formulon, parseFormula } from './formula-syntax.ts';
import type { Node } from './formula-syntax.ts';

/** Functions and names that Salesforce has and this org has not: said so, where it would otherwise seem a typing error. */
const NOT_HERE =
  'ASCII CHR CURRENCYRATE DAYOFYEAR FORMATDURATION FROMUNIXTIME GETRECORDIDS GETSESSIONID HTMLENCODE IMAGEPROXYURL ' +
  'INITCAP ISOWEEK ISOYEAR JSENCODE JSINHTMLENCODE LINKTO PARENTGROUPVAL PI PICKLISTCOUNT PREDICT PREVGROUPVAL ' +
  'REGEXREPLACE REQUIRESCRIPT REVERSE SIN TAN TRUNC UNIXTIMESTAMP URLENCODE URLFOR VLOOKUP';
const FUNCTIONS_NOT_HERE = new Set(NOT_HERE.toLowerCase().split(' '));
const GLOBALS_NOT_HERE = /^\$(Permission|Setup|CustomMetadata|Label|System|Api|UserRole|RecordType|ObjectType)\b/i;

/**
 * What is wrong with a formula of a rule; undefined when nothing is. Every name and function is looked at, and every
 * call is tried with values of the right types, so that what could never run is refused when the rule is made.
 */
export function checkFormula(
  formula: string,
  samples: FormulaScope,
  expected: { types: readonly string[]; name: string } = { types: ['checkbox'], name: 'true or false' },
): string | undefined {
  if (formula.trim() === '') return 'it is empty';
  const tree = parseFormula(formula);
  const problem = problemIn(tree, samples);
  if (problem !== undefined) return problem;
  const result = evaluate(tree, samples);
  if (result.type === 'error' || [...expected.types, 'null'].includes(result.dataType)) return undefined;
  return `Formula result is data type (${capitalised(result.dataType)}), incompatible with expected data type (${expected.name}).`;
}

function problemIn(node: Node, samples: FormulaScope): string | undefined {
  if (node.type === 'error') return node.message;
  if (node.type === 'literal') return undefined;
  if (node.type === 'identifier') return samples.value(node.name) ? undefined : unknownName(node.name);
  if (!isKnownFunction(node.id)) {
    if (FUNCTIONS_NOT_HERE.has(node.id)) return `The sandbox org does not have the function ${node.id.toUpperCase()}.`;
    const tried = formulon.parse(`${node.id}()`, {});
    if (tried.type === 'error' && tried.errorType === 'NoFunctionError') return tried.message;
    if (tried.type === 'error' && tried.errorType === 'NotImplementedError') {
      return `The sandbox org does not have the function ${node.id.toUpperCase()}.`;
    }
  }
  for (const argument of node.arguments) {
    const problem = problemIn(argument, samples);
    if (problem !== undefined) return problem;
  }
  const tried = evaluate(node, samples);
  // A sample may be a bad value for a function, DATEVALUE of any text for one; wrong types and counts are certain.
  const isCertain =
    tried.type === 'error' && /^Incorrect (parameter type|number of parameters)|^REGEX:/.test(tried.message);
  return isCertain ? tried.message : undefined;
}

function unknownName(name: string): string {
  const missing = GLOBALS_NOT_HERE.exec(name)?.[0];
  return missing ? `The sandbox org does not have ${missing}.` : `Field ${name} does not exist. Check spelling.`;
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
