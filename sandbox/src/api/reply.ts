import type { Response } from 'express';
import type { ApiReply } from './request.ts';

/** Writes a reply with Salesforce's own spelling of the content type, which Express would change. */
export function writeReply(response: Response, reply: ApiReply, headers: Record<string, string> = {}): void {
  const all: Record<string, string | number> = { ...headers, ...reply.headers };
  if (reply.text) {
    const { type, content } = reply.text;
    response
      .writeHead(reply.status, { ...all, 'Content-Type': type, 'Content-Length': Buffer.byteLength(content) })
      .end(content);
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
