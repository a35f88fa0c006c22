import { createReadStream } from 'node:fs';
import { pipeline, Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { stringify } from 'csv-stringify/sync';
import { COLUMN_DELIMITERS, LINE_ENDINGS } from './bulk-job.ts';
import type { CsvFormat } from './bulk-job.ts';

/** The CSV as a whole cannot be taken: the job becomes `Failed`. [K] the texts behind `InvalidBatch`. */
export class InvalidBatch extends Error {
  constructor(reason: string) {
    super(`InvalidBatch : ${reason}`);
  }
}

/** How much of an upload is read and parsed in one go: the rest of the org waits meanwhile. */
const SLICE = 64 * 1024;

/** The rows of an uploaded file, one after the other, header first; the file is never in memory whole. Throws InvalidBatch. */
export async function* csvRows(file: string, format: CsvFormat): AsyncGenerator<string[]> {
  const parser = parse({
    bom: true,
    delimiter: COLUMN_DELIMITERS[format.columnDelimiter],
    recordDelimiter: LINE_ENDINGS[format.lineEnding],
    skipEmptyLines: true,
    relaxColumnCount: true,
  });
  // What breaks is thrown by the loop below.
  pipeline(Readable.from(checkedSlices(file, format)), parser, () => undefined);
  try {
    for await (const row of parser) yield row as string[];
  } catch (error) {
    if (error instanceof InvalidBatch) throw error;
    throw new InvalidBatch(`Failed to parse CSV: ${(error as Error).message}`);
  }
}

/** Everything quoted, as results come from Salesforce. */
export function printRows(rows: readonly (readonly string[])[], format: CsvFormat): string {
  return stringify(rows as string[][], {
    quoted: true,
    quoted_empty: true,
    delimiter: COLUMN_DELIMITERS[format.columnDelimiter],
    record_delimiter: LINE_ENDINGS[format.lineEnding],
  });
}

/** The line ending is checked by the end of the header, which holds no line break. */
async function* checkedSlices(file: string, { lineEnding }: CsvFormat): AsyncGenerator<string> {
  let isChecked = false;
  let last = '';
  const slices: AsyncIterable<string> = createReadStream(file, { encoding: 'utf8', highWaterMark: SLICE });
  for await (const slice of slices) {
    const end = isChecked ? -1 : slice.indexOf('\n');
    if (end !== -1) {
      isChecked = true;
      const used = (end === 0 ? last : slice[end - 1]) === '\r' ? 'CRLF' : 'LF';
      if (used !== lineEnding) {
        throw new InvalidBatch(`LineEnding is invalid on user data. Current LineEnding setting is ${lineEnding}`);
      }
    }
    last = slice.at(-1) ?? last;
    yield slice;
  }
}
