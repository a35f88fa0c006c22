import type { Settings, SettingsPart } from 'c/inletSettings';

/** Settings that somebody has changed and not saved, and the version that they were made from. */
export interface Draft {
  basedOn: number;
  settings: Settings;
  /** The phases that it was changed in. */
  parts: SettingsPart[];
}

/** Kept while the page lives: whoever looks at another tab in between finds it again. */
let kept: Draft | undefined;

export function keepDraft(draft: Draft): void {
  kept = draft;
}

export function keptDraft(): Draft | undefined {
  return kept;
}

export function forgetDraft(): void {
  kept = undefined;
}
