import { readConnection } from 'c/inletConnectionStore';
import { readInstallation, type Installation } from 'c/inletInstallationStore';
import { checkSettings, readFieldValidation, readSettings, type FieldValidation } from 'c/inletSettingsStore';
import { listSources, type Source } from 'c/inletSourceStore';
import { listUsers, type Users } from 'c/inletUserStore';

/** In the order of the path. */
export const phases = ['connection', 'installation', 'validation', 'mapping', 'rules', 'users', 'sources'] as const;
export type Phase = (typeof phases)[number];

export type PhaseState = 'done' | 'todo' | 'broken';
export type Progress = Partial<Record<Phase, PhaseState>>;

export function isPhase(name: string | undefined): name is Phase {
  return phases.some((phase) => phase === name);
}

/** The phase to go on with: the first that is not done. */
export function nextPhase(progress: Progress): Phase {
  return phases.find((phase) => progress[phase] !== 'done') ?? 'connection';
}

/** How far a paired org is set up. What could not be asked is left out; its phase itself says why. */
export async function readProgress(): Promise<Progress> {
  const connection = await answerOf(readConnection());
  if (!connection) return {};
  const isConnected = connection.state === 'connected';
  const isBroken = connection.state === 'broken' || connection.state === 'disconnected';
  const sources = answerOf(listSources());
  if (!isConnected) {
    const rest = Object.fromEntries(phases.map((phase) => [phase, 'todo' as const]));
    return { ...rest, connection: isBroken ? 'broken' : 'todo', ...withState('sources', sourcesState, await sources) };
  }
  const [installation, validation, settings, users] = await Promise.all([
    answerOf(readInstallation()),
    answerOf(readFieldValidation()),
    answerOf(settingsStates()),
    answerOf(listUsers()),
  ]);
  return {
    connection: 'done',
    ...withState('installation', installationState, installation),
    ...withState('validation', validationState, validation),
    ...settings,
    ...withState('users', usersState, users),
    ...withState('sources', sourcesState, await sources),
  };
}

export function installationState({ package: { installed }, access }: Installation): PhaseState {
  if (!installed) return 'todo';
  return access.every(({ has }) => has) ? 'done' : 'broken';
}

export function validationState({ objects }: FieldValidation): PhaseState {
  const fields = objects.flatMap((object) => object.fields);
  return fields.some(({ state }) => state === 'unsupported') ? 'broken' : 'done';
}

export function usersState({ owners, defaultOwner }: Users): PhaseState {
  if (defaultOwner?.isActive === false || owners.some(({ match }) => match?.isActive === false)) return 'broken';
  return defaultOwner !== null || owners.every(({ match }) => match !== null) ? 'done' : 'todo';
}

export function sourcesState(sources: Source[]): PhaseState {
  return sources.some(({ enabled, lastMessageAt }) => enabled && lastMessageAt !== null) ? 'done' : 'todo';
}

/** The number of the settings that nobody has saved. */
const builtIn = 1;

/** The built-in settings do until somebody looks at them; settings that the org no longer takes are broken. */
async function settingsStates(): Promise<Progress> {
  const { version, settings } = await readSettings();
  const { problems } = await checkSettings(settings);
  const stateOf = (part: string): PhaseState => {
    if (problems.some(({ path }) => path.startsWith(`${part}.`))) return 'broken';
    return version <= builtIn ? 'todo' : 'done';
  };
  return { mapping: stateOf('mapping'), rules: stateOf('rules') };
}

function withState<Answer>(
  phase: Phase,
  stateOf: (answer: Answer) => PhaseState,
  answer: Answer | undefined,
): Progress {
  return answer === undefined ? {} : { [phase]: stateOf(answer) };
}

/** The answer; undefined where there is none. */
async function answerOf<Answer>(asked: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await asked;
  } catch {
    return undefined;
  }
}
