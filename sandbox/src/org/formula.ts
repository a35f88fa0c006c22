import { createRequire } from 'node:module';

/** A value of the formula engine, or its complaint. */
export type Literal =
  | { type: 'literal'; dataType: string; value: unknown; options: { length?: number; scale?: number } }
  | { type: 'error'; errorType: string; message: string };

type Node = Literal | { type: 'callExpression'; id: string; arguments: Node[] } | { type: 'identifier'; name: string };

/** What a formula's names mean for one record. */
export interface FormulaScope {
  isNew: boolean;
  now: Date;
  /** `Email`, `Account.Name`, `$User.Email`; undefined when there is no such field. */
  value(name: string): Literal | undefined;
  priorValue(name: string): Literal | undefined;
  isChanged(name: string): boolean;
}

interface Formulon {
  ast(formula: string): Node;
  parse(formula: string, substitutions: Record<string, Literal>): Literal;
}
// CommonJS without types of its own.
const formulon = createRequire(import.meta.url)('formulon') as Formulon;

export const NULL: Literal = { type: 'literal', dataType: 'null', value: null, options: {} };
const TRUE: Literal = { type: 'literal', dataType: 'checkbox', value: true, options: {} };
const FALSE: Literal = { type: 'literal', dataType: 'checkbox', value: false, options: {} };

const OPERATORS: Record<string, string> = {
  equal: '=',
  unequal: '<>',
  lessThan: '<',
  lessThanOrEqual: '<=',
  greaterThan: '>',
  greaterThanOrEqual: '>=',
  add: '+',
  subtract: '-',
  multiply: '*',
  divide: '/',
  exponentiate: '^',
};
const COMPARISONS = ['lessThan', 'lessThanOrEqual', 'greaterThan', 'greaterThanOrEqual'];
/** These say themselves what a blank argument means; any other function of a blank is blank. */
const TAKES_BLANK = ['isblank', 'isnull', 'blankvalue', 'nullvalue', 'case', 'ispickval', 'isnumber'];

/**
 * Evaluates a formula for a record. `formulon` parses it and computes each function; this walks its tree, so that
 * arguments are computed only when needed, and answers what the engine lacks: ISNEW, ISCHANGED, PRIORVALUE, ISCLONE,
 * ISNUMBER, the org's own clock, blanks. Limits (formulon's): no comments, no unary minus before a name, no
 * `Owner:User.` paths, no VLOOKUP, and `&` binds as weakly as `=`.
 */
export function evaluateFormula(formula: string, scope: FormulaScope): Literal {
  return evaluate(formulon.ast(formula), scope);
}

/** What is wrong with a formula of a rule; undefined when nothing is. Every name and function is looked at. */
export function checkFormula(formula: string, scope: FormulaScope): string | undefined {
  if (formula.trim() === '') return 'it is empty';
  return problemIn(formulon.ast(formula), scope);
}

function problemIn(node: Node, scope: FormulaScope): string | undefined {
  if (node.type === 'error') return node.message;
  if (node.type === 'literal') return undefined;
  if (node.type === 'identifier') {
    return scope.value(node.name) ? undefined : `Field ${node.name} does not exist. Check spelling.`;
  }
  if (!isOwnFunction(node.id) && !OPERATORS[node.id]) {
    const tried = formulon.parse(`${node.id}()`, {});
    if (tried.type === 'error' && tried.errorType === 'NoFunctionError') return tried.message;
  }
  for (const argument of node.arguments) {
    const problem = problemIn(argument, scope);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function evaluate(node: Node, scope: FormulaScope): Literal {
  if (node.type === 'identifier') {
    const message = `Field ${node.name} does not exist. Check spelling.`;
    return scope.value(node.name) ?? { type: 'error', errorType: 'ReferenceError', message };
  }
  if (node.type !== 'callExpression') return node;
  return OWN_FUNCTIONS[node.id]?.(node.arguments, scope) ?? compute(node.id, node.arguments, scope);
}

function isOwnFunction(id: string): boolean {
  return id in OWN_FUNCTIONS;
}

const OWN_FUNCTIONS: Record<string, (args: Node[], scope: FormulaScope) => Literal> = {
  isnew: (_, scope) => checkbox(scope.isNew),
  isclone: () => FALSE,
  ischanged: ([field], scope) => checkbox(field?.type === 'identifier' && scope.isChanged(field.name)),
  priorvalue: ([field], scope) => (field?.type === 'identifier' ? scope.priorValue(field.name) : undefined) ?? NULL,
  now: (_, scope) => ({ type: 'literal', dataType: 'datetime', value: scope.now, options: {} }),
  today: (_, scope) => {
    const midnight = new Date(scope.now.toISOString().slice(0, 10));
    return { type: 'literal', dataType: 'date', value: midnight, options: {} };
  },
  isnumber: ([text], scope) => {
    const value = text && valueOf(evaluate(text, scope));
    return checkbox(typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value)));
  },
  and: (args, scope) => connect(args, scope, false),
  or: (args, scope) => connect(args, scope, true),
  not: ([arg], scope) => {
    const value = evaluate(arg ?? NULL, scope);
    return value.type === 'error' ? value : checkbox(value.value !== true);
  },
  if: ([test, then, otherwise], scope) => {
    const value = evaluate(test ?? NULL, scope);
    if (value.type === 'error') return value;
    return evaluate((value.value === true ? then : otherwise) ?? NULL, scope);
  },
};

/** AND and OR, from the left, as far as needed. A blank counts as false. */
function connect(args: Node[], scope: FormulaScope, until: boolean): Literal {
  for (const arg of args) {
    const value = evaluate(arg, scope);
    if (value.type === 'error' || (value.value === true) === until)
      return value.type === 'error' ? value : checkbox(until);
  }
  return checkbox(!until);
}

function compute(id: string, args: Node[], scope: FormulaScope): Literal {
  const values = args.map((arg) => evaluate(arg, scope));
  const failed = values.find((value) => value.type === 'error');
  if (failed) return failed;
  const [left, right] = values;
  if (left && right && (id === 'equal' || id === 'unequal')) {
    const blanks = [left, right].filter(isBlank).length;
    if (blanks > 0) return checkbox((blanks === 2) === (id === 'equal'));
  }
  if (values.some((value) => value.type === 'literal' && value.dataType === 'null') && !TAKES_BLANK.includes(id)) {
    return COMPARISONS.includes(id) ? FALSE : NULL;
  }
  return call(id, prepare(id, values));
}

function prepare(id: string, values: Literal[]): Literal[] {
  return values.map((value, position) => {
    if (value.type === 'error') return value;
    // The engine knows these for text only, Salesforce for picklists as well.
    const asText = ['isblank', 'isnull', 'blankvalue', 'nullvalue'].includes(id) && value.dataType === 'picklist';
    if (asText) return { ...value, dataType: 'text' };
    // The engine anchors the pattern without a group, which breaks alternatives.
    if (id === 'regex' && position === 1) return text(`(?:${String(value.value)})`);
    return value;
  });
}

function call(id: string, values: Literal[]): Literal {
  const names = values.map((_, position) => `v${position}`);
  const operator = OPERATORS[id];
  const formula = operator ? names.join(` ${operator} `) : `${id}(${names.join(', ')})`;
  try {
    return formulon.parse(formula, Object.fromEntries(names.map((name, i) => [name, values[i] ?? NULL])));
  } catch (error) {
    // The engine throws plain errors for values that its functions do not expect.
    return { type: 'error', errorType: 'EvaluationError', message: `${id.toUpperCase()}: ${(error as Error).message}` };
  }
}

function isBlank(value: Literal): boolean {
  return value.type === 'literal' && (value.dataType === 'null' || value.value === '');
}

function valueOf(value: Literal): unknown {
  return value.type === 'literal' ? value.value : undefined;
}

function checkbox(value: boolean): Literal {
  return value ? TRUE : FALSE;
}

export function text(value: string): Literal {
  return { type: 'literal', dataType: 'text', value, options: { length: value.length } };
}
