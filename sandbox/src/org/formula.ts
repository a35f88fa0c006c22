import { formulon, parseFormula, text } from './formula-syntax.ts';
import type { Literal, Node } from './formula-syntax.ts';

/** What a formula's names mean for one record. */
export interface FormulaScope {
  isNew: boolean;
  now: Date;
  /** `Email`, `Account.Name`, `$User.Email`; undefined when there is no such field. */
  value(name: string): Literal | undefined;
  priorValue(name: string): Literal | undefined;
  isChanged(name: string): boolean;
}

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
 * Evaluates a formula for a record. `formulon` computes each function; this walks the tree, so that arguments are
 * computed only when needed, and answers what the engine lacks: ISNEW, ISCHANGED, PRIORVALUE, ISCLONE, ISNUMBER, the
 * org's own clock, blanks.
 */
export function evaluateFormula(formula: string, scope: FormulaScope): Literal {
  return evaluate(parseFormula(formula), scope);
}

/** Evaluates a part of a formula. */
export function evaluate(node: Node, scope: FormulaScope): Literal {
  if (node.type === 'identifier') {
    const message = `Field ${node.name} does not exist. Check spelling.`;
    return scope.value(node.name) ?? { type: 'error', errorType: 'ReferenceError', message };
  }
  if (node.type !== 'callExpression') return node;
  return OWN_FUNCTIONS[node.id]?.(node.arguments, scope) ?? compute(node.id, node.arguments, scope);
}

/** Whether it needs no look into the engine: an operator, or a function answered here. */
export function isKnownFunction(id: string): boolean {
  return Object.hasOwn(OWN_FUNCTIONS, id) || Object.hasOwn(OPERATORS, id);
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
    if (['isblank', 'isnull', 'blankvalue', 'nullvalue'].includes(id)) {
      if (value.dataType === 'picklist') return { ...value, dataType: 'text' };
      if (value.dataType === 'multipicklist') return text((value.value as string[]).join(';'));
    }
    if (id === 'regex' && position === 1) return text(pattern(String(value.value)));
    return value;
  });
}

/** The engine anchors a pattern without a group, which breaks alternatives; Java's `(?i)` is a group in JavaScript. */
function pattern(written: string): string {
  const flags = /^\(\?([ims]+)\)/.exec(written);
  return flags ? `(?${flags[1]}:${written.slice(flags[0].length)})` : `(?:${written})`;
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
