import type { Text } from '../../texts/text.ts';

/** broken: bookings do not arrive because of it. unknown: it could not be answered, and `finding` says why. */
export type CheckState = 'ok' | 'warning' | 'broken' | 'unknown';

/** In the order of the troubleshooting article: what concerns everybody, then what concerns some. */
export const everybodyIds = [
  'backend.reachable',
  'connection',
  'apiUser.active',
  'apiUser.licence',
  'apiUser.profile',
  'apiUser.apiEnabled',
  'apiUser.permissionSet',
  'apiUser.access',
  'apiUser.events',
  'package.version',
  'usage.daily',
  'usage.concurrent',
  'storage',
  'backlog',
  'platform.maintenance',
  'platform.apiVersion',
] as const;
export const someIds = [
  'fields.required',
  'fields.unsupported',
  'fields.access',
  'fields.picklist',
  'fields.length',
  'rules.validation',
  'rules.duplicate',
  'automation',
  'recordTypes',
  'users',
  'otherCalendars',
  'pages.failing',
] as const;
export const checkIds = [...everybodyIds, ...someIds] as const;
export type CheckId = (typeof checkIds)[number];

export const checkGroups = [
  'backend',
  'connection',
  'apiUser',
  'limits',
  'backlog',
  'platform',
  'fields',
  'rules',
  'users',
  'pages',
] as const;
export type CheckGroup = (typeof checkGroups)[number];

/** Phases of the tab Setup. */
export const setupPhases = [
  'connection',
  'installation',
  'validation',
  'mapping',
  'rules',
  'users',
  'sources',
] as const;
export type SetupPhase = (typeof setupPhases)[number];

/** One field, rule, user … of a check. */
export interface CheckItem {
  state: CheckState;
  /** As Salesforce or the source calls it. */
  label: string;
  finding: Text;
  fix: Text | null;
  setupUrl: string | null;
  /** Bookings that are held because of it; null where none can be. */
  bookings: number | null;
}

export type CellPages = string[] | 'all' | 'plain';

/** What a check says of cells of the matrix booking page × object. */
export interface CellCause {
  object: string;
  /** API name of the field, where it is one: joins what is told with what bookings are held for. */
  field: string | null;
  /** Ids of booking pages; all: every page that makes records of the object; plain: those without settings of their own. */
  pages: CellPages;
  state: 'warning' | 'broken';
  sentence: Text;
  fix: Text | null;
  setupUrl: string | null;
}

/** What a check came to. Pure: nothing in it is of when, or at which cost. */
export interface CheckAnswer {
  state: CheckState;
  finding: Text;
  /** What it means for bookings, and what to do; null where nothing is to be done. */
  meaning: Text | null;
  fix: Text | null;
  /** Absolute address in Salesforce Setup. */
  setupUrl: string | null;
  /** Phase of our own tab where it is repaired. */
  page: SetupPhase | null;
  items: CheckItem[];
  /** Bookings that are held because of it; null where none can be. */
  blocked: number | null;
  cells: CellCause[];
}

/** A check's answer, as it is kept. */
export interface AnsweredCheck extends CheckAnswer {
  id: CheckId;
  checkedAt: Date | null;
  apiCalls: number;
}

type Said = Partial<Omit<CheckAnswer, 'state' | 'finding'>>;

const nothing: Omit<CheckAnswer, 'state' | 'finding'> = {
  ...{ meaning: null, fix: null, setupUrl: null, page: null, items: [], blocked: null, cells: [] },
};

export const ok = (finding: Text, said: Said = {}): CheckAnswer => ({ ...nothing, ...said, state: 'ok', finding });

/** `why` names the reason, and the permission that would help. */
export const unknown = (why: Text, said: Said = {}): CheckAnswer => ({
  ...nothing,
  ...said,
  state: 'unknown',
  finding: why,
});

type Trouble = Said & { meaning: Text; fix: Text };

export const broken = (finding: Text, said: Trouble): CheckAnswer => ({
  ...nothing,
  ...said,
  state: 'broken',
  finding,
});

export const warning = (finding: Text, said: Trouble): CheckAnswer => ({
  ...nothing,
  ...said,
  state: 'warning',
  finding,
});

const ranks: CheckState[] = ['ok', 'unknown', 'warning', 'broken'];

/** The worst of them; ok where there is none. */
export function worst(states: CheckState[]): CheckState {
  return ranks[Math.max(0, ...states.map((state) => ranks.indexOf(state)))]!;
}
