import { sourceWords } from 'c/inletMappingWords';
import { ruleGroups } from 'c/inletRuleWords';
import type { MappingSource } from 'c/inletSettings';
import { phaseTitle } from 'c/inletSetupWords';
import { fill } from 'c/inletFormat';
import change from '@salesforce/label/c.Inlet_Versions_Change';
import defaultOwner from '@salesforce/label/c.Inlet_Users_Default';
import noValue from '@salesforce/label/c.Inlet_Versions_NoValue';

/** How much of a value is shown. */
const longest = 80;
const rules = ruleGroups.flatMap((group) => group.rules);

/** What differs between two versions, in words: `Field mapping › Lead › Industry: nothing → Answer to “Industry”`. */
export function changeWords(path: string, before: unknown, after: unknown): string {
  const [part = '', ...rest] = path.split('.');
  if (part !== 'rules' && part !== 'mapping' && part !== 'users')
    return fill(change, path, shown(before), shown(after));
  if (part === 'users') {
    // An e-mail address holds full stops of its own.
    const who = rest[0] === 'owners' ? rest.slice(1).join('.') : defaultOwner;
    return fill(change, `${phaseTitle(part)} › ${who}`, shown(before), shown(after));
  }
  const trail = rest.filter((step) => step !== 'all' && step !== 'pages');
  const rule = part === 'rules' ? rules.find(({ name }) => name === rest.at(-1)) : undefined;
  const named = rule ? [...trail.slice(0, -1), rule.label] : trail;
  const words = (value: unknown) =>
    rule?.options?.find((option) => option.value === String(value))?.label ?? shown(value);
  return fill(change, [phaseTitle(part), ...named].join(' › '), words(before), words(after));
}

function shown(value: unknown): string {
  if (value === undefined || value === null) return noValue;
  const { from } = value as { from?: MappingSource };
  const text = from ? sourceWords(from) : typeof value === 'object' ? partsOf(value) : String(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

/** A queue, or a campaign with its member status: what is set of it. */
function partsOf(value: object): string {
  return Object.values(value)
    .filter((part) => part !== null)
    .map(String)
    .join(', ');
}
