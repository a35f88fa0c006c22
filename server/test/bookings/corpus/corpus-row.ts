import type { DataKind } from '../../../src/salesforce/errors.ts';
import type { Answer } from './diagnose-body.ts';

/** An answer to a write, and what the admin is told of it. */
export interface CorpusRow extends Answer {
  name: string;
  expected: {
    /** `halted`: it has no fault of its own. */
    cause: 'data' | 'transient' | 'limit' | 'connection' | 'halted';
    kind?: DataKind;
    /** API name. */
    field?: string;
    value?: string;
    /** The org's rules behind it. */
    rules?: string[];
    /** The page of Setup, below the org's address. */
    setup?: string;
    sentence: string;
    /** How the fix begins. */
    fix?: string;
  };
}
