/** What is wrong with one file of a package, and where. Lines and columns count from 1. */
export interface MetadataProblem {
  message: string;
  line?: number;
  column?: number;
}

/** Thrown where reading cannot go on after the first problem. */
export class MetadataError extends Error {
  readonly line: number | undefined;
  readonly column: number | undefined;
  constructor({ message, line, column }: MetadataProblem) {
    super(message);
    this.name = 'MetadataError';
    this.line = line;
    this.column = column;
  }
}
