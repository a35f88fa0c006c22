import { randomUUID } from 'node:crypto';
import { createWriteStream, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { RequestHandler } from 'express';

/** 150 MB when encoded in base64 is what an upload of Bulk may be. */
const MOST_BYTES = 110 * 1024 * 1024;

/** A body that was put into a file. Whoever keeps it moves it away; else it is gone when the request is answered. */
export class UploadedFile {
  readonly path: string;
  constructor(path: string) {
    this.path = path;
  }
}

class TooLarge extends Error {
  readonly status = 413;
}

/** Puts the body of a request into a file as it comes, never into memory whole. */
export function uploads(folder: string): RequestHandler {
  return async (request, response, next) => {
    mkdirSync(folder, { recursive: true });
    const file = new UploadedFile(join(folder, randomUUID()));
    response.once('close', () => rmSync(file.path, { force: true }));
    const isZipped = /^(?:x-)?gzip$/i.test(request.headers['content-encoding'] ?? '');
    const source: Readable = isZipped ? request.pipe(createGunzip()) : request;
    try {
      await pipeline(source, limitTo(MOST_BYTES), createWriteStream(file.path));
    } catch (error) {
      if (error instanceof TooLarge) response.set('Connection', 'close');
      return next(error);
    }
    request.body = file;
    next();
  };
}

function limitTo(most: number): Transform {
  let bytes = 0;
  return new Transform({
    transform(slice: Buffer, _encoding, done) {
      bytes += slice.length;
      done(bytes > most ? new TooLarge(`An upload may have ${most} bytes.`) : null, slice);
    },
  });
}
