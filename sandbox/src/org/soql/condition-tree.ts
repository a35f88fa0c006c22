import type { Condition, HavingClause, ValueQueryCondition, WhereClause } from '@jetstreamapp/soql-parser-js';
import { malformed } from './soql-errors.ts';

export type Leaf = Exclude<Condition, { openParen: number }> | Condition | ValueQueryCondition;

export type ConditionTree =
  { kind: 'leaf'; condition: Leaf } | { kind: 'not'; of: ConditionTree } | { kind: 'and' | 'or'; of: ConditionTree[] };

type Token = '(' | ')' | 'NOT' | 'AND' | 'OR' | { condition: Leaf };

/**
 * The parser answers a chain of conditions with counted parentheses; this puts the tree back together. AND and OR side
 * by side without parentheses are refused, as in Salesforce.
 */
export function conditionTree(clause: WhereClause | HavingClause): ConditionTree {
  const tokens = [...tokensOf(clause)];
  const tree = expression(tokens);
  if (tokens.length > 0) throw malformed("unexpected token: ')'");
  return tree;
}

function* tokensOf(clause: WhereClause | HavingClause | undefined): Generator<Token> {
  for (let at = clause as Link | undefined; at; at = at.right) {
    for (let i = 0; i < (at.left?.openParen ?? 0); i++) yield '(';
    if (at.left && 'operator' in at.left) yield { condition: at.left as Leaf };
    for (let i = 0; i < (at.left?.closeParen ?? 0); i++) yield ')';
    if (at.operator) yield at.operator;
  }
}

interface Link {
  left: ({ openParen?: number; closeParen?: number } & object) | null;
  operator?: 'AND' | 'OR' | 'NOT';
  right?: Link;
}

function expression(tokens: Token[]): ConditionTree {
  const first = term(tokens);
  const operator = tokens[0];
  if (operator !== 'AND' && operator !== 'OR') return first;
  const of = [first];
  while (tokens[0] === operator) {
    tokens.shift();
    of.push(term(tokens));
  }
  if (tokens[0] === 'AND' || tokens[0] === 'OR') throw malformed(`unexpected token: '${tokens[0]}'`);
  return { kind: operator === 'AND' ? 'and' : 'or', of };
}

function term(tokens: Token[]): ConditionTree {
  const token = tokens.shift();
  if (token === 'NOT') return { kind: 'not', of: term(tokens) };
  if (token === '(') {
    const inner = expression(tokens);
    if (tokens.shift() !== ')') throw malformed("unexpected token: '<EOF>'");
    return inner;
  }
  if (typeof token === 'object') return { kind: 'leaf', condition: token.condition };
  throw malformed(`unexpected token: '${token ?? '<EOF>'}'`);
}
