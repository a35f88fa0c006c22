import { calcom } from './calcom.ts';
import { calendly } from './calendly.ts';
import { oncehub } from './oncehub.ts';
import type { Source, SourceKind } from './source.ts';

/** The adapters of the scheduling products, by kind. Our own form is `api.ts`. */
export const sources: Record<Exclude<SourceKind, 'api'>, Source> = { oncehub, calendly, calcom };
