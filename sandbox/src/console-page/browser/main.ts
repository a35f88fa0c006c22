import { Refused } from './console-api.ts';
import { element } from './element.ts';
import { readOrg } from './org-state.ts';
import { showSection } from './section.ts';
import type { Section, ShownSection } from './section.ts';
import { accessSection } from './sections/access.ts';
import { appSection } from './sections/apps.ts';
import { auditSection } from './sections/audit-trail.ts';
import { automationSection } from './sections/automation.ts';
import { breakSection } from './sections/break-it.ts';
import { callSection } from './sections/calls.ts';
import { clockSection } from './sections/clock.ts';
import { limitSection } from './sections/limits.ts';
import { lookupFilterSection } from './sections/lookup-filters.ts';
import { loginSection } from './sections/logins.ts';
import { faultSection } from './sections/faults.ts';
import { featureSection } from './sections/features.ts';
import { fieldSection } from './sections/fields.ts';
import { optionSection } from './sections/options.ts';
import { otherEventSection } from './sections/other-events.ts';
import { packageSection } from './sections/package.ts';
import { queueSection } from './sections/queues.ts';
import { recordTypeSection } from './sections/record-types.ts';
import { chosenObject, recordSection } from './sections/records.ts';
import { resetSection } from './sections/reset.ts';
import { assignmentSection, duplicateSection } from './sections/rules.ts';
import { sharingSection } from './sections/sharing.ts';
import { usageSection } from './sections/usage.ts';
import { validationSection } from './sections/validation-rules.ts';

/** The org changes by itself as well: calls are counted, faults run out, records come. */
const LOOK_AGAIN_MILLISECONDS = 2000;

const sections: readonly Section[] = [
  breakSection,
  usageSection,
  limitSection,
  callSection,
  fieldSection,
  recordTypeSection,
  validationSection,
  lookupFilterSection,
  assignmentSection,
  duplicateSection,
  automationSection,
  queueSection,
  accessSection,
  appSection,
  loginSection,
  sharingSection,
  otherEventSection,
  featureSection,
  packageSection,
  faultSection,
  clockSection,
  optionSection,
  auditSection,
  recordSection,
  resetSection,
];

const main = document.querySelector('#main') as HTMLElement;
const silence = element('p', { class: 'console-problem console-silence', role: 'alert' });
let shown: ShownSection[] = [];
let asked = 0;

async function readAnew(): Promise<void> {
  asked += 1;
  const mine = asked;
  try {
    const state = await readOrg(chosenObject());
    // Something was done meanwhile: its own look shows it, this one is old.
    if (mine !== asked) return;
    silence.textContent = '';
    if (shown.length === 0) begin();
    for (const section of shown) section.update(state);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    silence.textContent = error.message;
    if (shown.length === 0) main.replaceChildren(silence);
  }
}

function begin(): void {
  shown = sections.map((section) => showSection(section, readAnew));
  main.replaceChildren(silence, ...shown.map(({ node }) => node));
  const links = sections.map(({ id, title }) => element('li', {}, element('a', { href: `#${id}` }, title)));
  document.querySelector('#sections')?.replaceChildren(element('ul', {}, ...links));
  // The section did not exist when the browser looked for it.
  if (location.hash) document.querySelector(location.hash)?.scrollIntoView();
}

await readAnew();
setInterval(() => {
  if (!document.hidden) void readAnew();
}, LOOK_AGAIN_MILLISECONDS);
