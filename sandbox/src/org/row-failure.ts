import type { RowError, SaveResult } from './types.ts';

/** Ends the saving of one row; `savingRow` turns it into a failed SaveResult. */
export class RowFailure extends Error {
  readonly errors: RowError[];
  readonly httpStatus: number;

  constructor(errors: RowError[], httpStatus = 400) {
    super(errors.map((error) => `${error.statusCode}: ${error.message}`).join('; '));
    this.name = 'RowFailure';
    this.errors = errors;
    this.httpStatus = httpStatus;
  }
}

/** A failure with a single error. `fields` undefined leaves the key out of the body, as Salesforce does. */
export function rowFailure(statusCode: string, message: string, fields?: string[], httpStatus = 400): RowFailure {
  return new RowFailure([fields === undefined ? { statusCode, message } : { statusCode, message, fields }], httpStatus);
}

/** Runs the saving of one row and turns a RowFailure into its result. The id is that of an existing record. */
export function savingRow(id: string | undefined, save: () => SaveResult): SaveResult {
  try {
    return save();
  } catch (error) {
    if (!(error instanceof RowFailure)) throw error;
    const failed = { success: false as const, errors: error.errors, httpStatus: error.httpStatus };
    return id === undefined ? failed : { ...failed, id };
  }
}
