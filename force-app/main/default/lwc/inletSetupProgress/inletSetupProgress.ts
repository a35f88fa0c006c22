import { readConnection, type Connection } from 'c/inletConnectionStore';
import { readInstallation, type Installation } from 'c/inletInstallationStore';
import type { SettingsPart } from 'c/inletSettings';
import { checkSettings, readFieldValidation, readSettings } from 'c/inletSettingsStore';
import type { FieldValidation, SavedSettings } from 'c/inletSettingsStore';
import { listSources, type Source } from 'c/inletSourceStore';
import { listUsers, type Users } from 'c/inletUserStore';

/** In the order of the path. */
export const phases = ['connection', 'installation', 'validation', 'mapping', 'rules', 'users', 'sources'] as const;
export type Phase = (typeof phases)[number];

export type PhaseState = 'done' | 'todo' | 'broken';
export type Progress = Partial<Record<Phase, PhaseState>>;

/** What the backend says of a paired org. What could not be asked is left out. */
export interface SetupAnswers {
  connection?: Connection | undefined;
  installation?: Installation | undefined;
  validation?: FieldValidation | undefined;
  settings?: Pick<SavedSettings, 'settled'> | undefined;
  /** Where in the current settings something is wrong: `mapping.all.Lead[2].from`. */
  problems?: { path: string }[] | undefined;
  users?: Users | undefined;
  sources?: Source[] | undefined;
}

export function isPhase(name: string | undefined): name is Phase {
  return phases.some((phase) => phase === name);
}

/** The phase to go on with: the first that is not done. */
export function nextPhase(progress: Progress): Phase {
  return phases.find((phase) => progress[phase] !== 'done') ?? 'connection';
}

/** How far a paired org is set up. */
export async function readProgress(): Promise<Progress> {
  const [connection, sources, settings] = await Promise.all([
    answerOf(readConnection()),
    answerOf(listSources()),
    answerOf(readSettings()),
  ]);
  const known = { connection, sources, settings };
  // All else is asked of the org.
  if (connection?.state !== 'connected') return progressOf(known);
  const [installation, validation, check, users] = await Promise.all([
    answerOf(readInstallation()),
    answerOf(readFieldValidation()),
    settings && answerOf(checkSettings(settings.settings)),
    answerOf(listUsers()),
  ]);
  return progressOf({ ...known, installation, validation, problems: check?.problems, users });
}

/** How each phase stands by what is known; a phase of which too little is known has no state. */
export function progressOf(answers: SetupAnswers): Progress {
  if (!answers.connection) return {};
  const states = phases.map((phase) => [phase, stateOf[phase](answers)] as const);
  return Object.fromEntries(states.filter(([, state]) => state !== undefined));
}

const stateOf: Record<Phase, (answers: SetupAnswers) => PhaseState | undefined> = {
  connection({ connection }) {
    switch (connection?.state) {
      case 'connected':
        return 'done';
      case 'broken':
      case 'disconnected':
        return 'broken';
      default:
        return 'todo';
    }
  },
  installation({ installation, ...answers }) {
    if (!installation) return unasked(answers);
    if (!installation.package.installed) return 'todo';
    return installation.access.every(({ has }) => has) ? 'done' : 'broken';
  },
  validation({ validation, ...answers }) {
    if (!validation) return unasked(answers);
    return unfillable(validation).length > 0 ? 'broken' : 'done';
  },
  mapping: (answers) => settingsState('mapping', answers),
  rules: (answers) => settingsState('rules', answers),
  users(answers) {
    if (!answers.users) return unasked(answers);
    const { owners, defaultOwner } = answers.users;
    const isInactive = defaultOwner?.isActive === false || owners.some(({ match }) => match?.isActive === false);
    if (isInactive || hasProblem('users', answers)) return 'broken';
    if (defaultOwner) return 'done';
    // Without a booking yet there is nobody to match: then it is the admin who says that this is right.
    if (owners.length === 0) return answers.settings?.settled.includes('users') ? 'done' : 'todo';
    return owners.every(({ match }) => match !== null) ? 'done' : 'todo';
  },
  sources({ sources }) {
    if (!sources) return undefined;
    return sources.some(({ enabled, lastMessageAt }) => enabled && lastMessageAt !== null) ? 'done' : 'todo';
  },
};

/** Done when an admin has saved it or confirmed the built-in settings, and the org takes it. */
function settingsState(part: SettingsPart, answers: SetupAnswers): PhaseState | undefined {
  if (!answers.settings) return undefined;
  if (hasProblem(part, answers)) return 'broken';
  return answers.settings.settled.includes(part) ? 'done' : 'todo';
}

function hasProblem(part: SettingsPart, { problems = [], validation }: SetupAnswers): boolean {
  // A required field without a value is named by its object alone; that is for the phase that lists such fields.
  const elsewhere = validation ? unfillable(validation).map((object) => `.${object}`) : [];
  return problems.some(({ path }) => path.startsWith(`${part}.`) && !elsewhere.some((end) => path.endsWith(end)));
}

/** The objects with a required field that nothing can fill. */
function unfillable({ objects }: FieldValidation): string[] {
  return objects.filter(({ fields }) => fields.some(({ state }) => state === 'unsupported')).map(({ name }) => name);
}

/** What is asked of the org waits for the connection; an org that gave no answer says nothing. */
function unasked({ connection }: SetupAnswers): PhaseState | undefined {
  return connection?.state === 'connected' ? undefined : 'todo';
}

/** The answer; undefined where there is none. */
async function answerOf<Answer>(asked: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await asked;
  } catch {
    return undefined;
  }
}
