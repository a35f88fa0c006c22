import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import type { Response } from 'express';
import type { ApiReply } from './request.ts';

/** Writes a reply with Salesforce's own spelling of the content type, which Express would change. */
export function writeReply(response: Response, reply: ApiReply, headers: Record<string, string> = {}): void {
  const all: Record<string, string | number> = { ...headers, ...reply.headers };
  if (reply.file) {
    const { type, begin, path, start, end } = reply.file;
    const length = Buffer.byteLength(begin) + end - start;
    response.writeHead(reply.status, { ...all, 'Content-Type': type, 'Content-Length': length });
    if (end === start) return void response.end(begin);
    response.write(begin);
    // Whoever goes away half-way ends both; a file that is gone meanwhile cuts the connection, as its length was told.
    pipeline(createReadStream(path, { start, end: end - 1 }), response, (error) => error && response.destroy());
    return;
  }
  if (reply.body === undefined || reply.body === null) {
    response.writeHead(reply.status, all).end();
    return;
  }
  const body = Buffer.from(JSON.stringify(reply.body));
  response
    .writeHead(reply.status, {
      'Content-Type': 'application/json;charset=UTF-8',
      'Content-Length': body.length,
      ...all,
    })
    .end(body);
}

/** Plain text, HTML and form-encoded bodies: the parts of Salesforce that do not speak JSON. */
export function writeText(response: Response, status: number, type: string, text: string): void {
  response.writeHead(status, { 'Content-Type': type, 'Content-Length': Buffer.byteLength(text) }).end(text);
}
