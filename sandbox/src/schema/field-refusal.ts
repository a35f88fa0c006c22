import type { NewField } from './types.ts';

/** What an admin asked of a field and cannot have; `part` is the setting that is to blame. */
export class FieldRefusal extends Error {
  readonly part: keyof NewField;
  constructor(part: keyof NewField, message: string) {
    super(message);
    this.name = 'FieldRefusal';
    this.part = part;
  }
}
