import { Readable } from 'node:stream';
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

/** How much of an upload is parsed in one go: the rest of the org waits meanwhile. */
const SLICE = 64 * 1024;

/** The rows of an upload, one after the other, header first. Throws InvalidBatch. */
export async function* csvRows(csv: string, format: CsvFormat): AsyncGenerator<string[]> {
  checkLineEnding(csv, format);
  const parser = Readable.from(slices(csv)).pipe(
    parse({
      bom: true,
      delimiter: COLUMN_DELIMITERS[format.columnDelimiter],
      recordDelimiter: LINE_ENDINGS[format.lineEnding],
      skipEmptyLines: true,
      relaxColumnCount: true,
    }),
  );
  try {
    for await (const row of parser) yield row as string[];
  } catch (error) {
    throw new InvalidBatch(`Failed to parse CSV: ${(error as Error).message}`);
  }
}

/** Everything quoted, as results come from Salesforce. */
export function printCsv(header: readonly string[], rows: readonly string[][], format: CsvFormat): string {
  return stringify([[...header], ...rows], {
    quoted: true,
    quoted_empty: true,
    delimiter: COLUMN_DELIMITERS[format.columnDelimiter],
    record_delimiter: LINE_ENDINGS[format.lineEnding],
  });
}

/** By the end of the header, which holds no line break. */
function checkLineEnding(csv: string, { lineEnding }: CsvFormat): void {
  const end = csv.indexOf('\n');
  if (end === -1) return;
  const used = csv[end - 1] === '\r' ? 'CRLF' : 'LF';
  if (used === lineEnding) return;
  throw new InvalidBatch(`LineEnding is invalid on user data. Current LineEnding setting is ${lineEnding}`);
}

function* slices(text: string): Generator<string> {
  for (let start = 0; start < text.length; start += SLICE) yield text.slice(start, start + SLICE);
}
