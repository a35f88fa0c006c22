import { z } from 'zod';
import type { ApiOperation } from '../platform/http/api-operation.ts';

const readiness = z.object({ status: z.string() });
const get = (path: string, summary: string, answers: ApiOperation['answers']): ApiOperation => {
  return { method: 'get', path, tag: 'Operation', summary, auth: 'none', answers };
};

/** What tells of the backend itself, for the API's document. */
export const docsOperations: ApiOperation[] = [
  get('/healthz', 'Whether the process runs.', { 200: { description: 'It does.', schema: readiness } }),
  get('/readyz', 'Whether bookings can be stored.', {
    200: { description: 'They can.', schema: readiness },
    503: { description: 'The database does not answer.', schema: readiness },
  }),
  get('/docs', 'This API as a page.', {
    200: { description: 'HTML without a script.', schema: z.string(), mediaType: 'text/html' },
  }),
  get('/docs/style.css', 'The style sheet of that page.', {
    200: { description: 'CSS.', schema: z.string(), mediaType: 'text/css' },
  }),
  get('/docs/openapi.json', 'This API as an OpenAPI document.', {
    200: { description: 'OpenAPI 3.1.', schema: z.looseObject({ openapi: z.string() }) },
  }),
];
