import { z } from 'zod';
import { apiTags, problemSchema, type ApiOperation } from '../platform/http/api-operation.ts';

/** As much of an OpenAPI 3.1 document as the page reads. */
export interface ApiDocument {
  openapi: string;
  info: { title: string; version: string; description: string };
  tags: { name: string; description: string }[];
  paths: Record<string, Record<string, DocumentOperation>>;
  components: object;
}

export interface DocumentOperation {
  operationId: string;
  summary: string;
  description?: string;
  tags: string[];
  security: Record<string, string[]>[];
  parameters: { name: string; in: string; required: boolean; description?: string; schema: JsonSchema }[];
  requestBody?: { required: boolean; content: Record<string, { schema: JsonSchema }> };
  responses: Record<string, { description: string; content?: Record<string, { schema: JsonSchema }> }>;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- JSON Schema is as deep as it is
export type JsonSchema = Record<string, any>;

const description =
  'Bookings go in by the addresses of Intake; all else is one org’s, opened by its API key. Times are ISO 8601. ' +
  'Refusals are application/problem+json and say what to do. Texts come in English, or in German for Accept-Language: de.';

const security: Record<ApiOperation['auth'], Record<string, string[]>[]> = {
  none: [],
  // The key in the address, and the signature of the product.
  hook: [{ webhookSignature: [] }],
  source: [{ apiKey: [] }, { standardWebhooks: [] }],
  org: [{ apiKey: [] }],
};

const refusalsOf: Record<ApiOperation['auth'], ApiOperation['refusals']> = {
  none: {},
  hook: { 401: 'The key is not known, or the signature is not right.' },
  source: { 401: 'The key is not known, or the signature is not right.' },
  org: {
    401: 'No key, or one that opens no org.',
    403: 'The key is for another Salesforce org than Inlet-Org-Id names.',
  },
};

/** The OpenAPI 3.1 document of these operations. JSON Schema is zod's own, which OpenAPI 3.1 takes as it is. */
export function apiDocument(operations: ApiOperation[], version: string): ApiDocument {
  const paths: ApiDocument['paths'] = {};
  for (const operation of operations) {
    (paths[operation.path] ??= {})[operation.method] = documented(operation);
  }
  const tags = Object.entries(apiTags).map(([name, about]) => ({ name, description: about }));
  return {
    openapi: '3.1.1',
    info: { title: 'Inlet', version, description },
    tags,
    paths,
    components: {
      schemas: { Problem: jsonSchema(problemSchema, 'output') },
      securitySchemes: {
        apiKey: {
          type: 'http',
          scheme: 'bearer',
          description:
            'The API key of an org; for POST /v1/bookings also the key of a source. The Salesforce package names its org in Inlet-Org-Id.',
        },
        webhookSignature: {
          type: 'apiKey',
          in: 'header',
          name: 'Oncehub-Signature, Calendly-Webhook-Signature, X-Cal-Signature-256 or webhook-signature',
          description: 'As the product signs its webhooks with the secret of the source; see docs/sources.md.',
        },
        standardWebhooks: {
          type: 'apiKey',
          in: 'header',
          name: 'webhook-signature',
          description: 'Standard Webhooks with the secret of the source, which Inlet-Source names by its id.',
        },
      },
    },
  };
}

function documented(operation: ApiOperation): DocumentOperation {
  const { method, path, tag, summary, auth, query, body, answers } = operation;
  const refusals: Record<string, string> = {
    ...(body || query ? { 400: 'A field of the body, or a parameter, is wrong; each is named.' } : {}),
    ...(body ? { 413: 'The body is over 1 MB.' } : {}),
    ...refusalsOf[auth],
    ...operation.refusals,
  };
  const words = path.replace(/[{}]/g, '').split('/').filter(Boolean);
  return {
    operationId: [method, ...words].map((word) => word.replaceAll('.', '-')).join('-'),
    summary,
    ...(operation.description ? { description: operation.description } : {}),
    tags: [tag],
    security: security[auth],
    parameters: [...pathParameters(operation), ...queryParameters(query), ...(auth === 'org' ? orgHeaders : [])],
    ...(body && {
      requestBody: {
        required: body.required,
        content: { 'application/json': { schema: jsonSchema(body.schema, 'input') } },
      },
    }),
    responses: Object.fromEntries([
      ...Object.entries(answers).map(([status, answer]) => [status, answered(answer)] as const),
      ...Object.entries(refusals).map(([status, about]) => [status, problem(about)] as const),
    ]),
  };
}

function answered({ description: about, schema, mediaType }: ApiOperation['answers'][number]) {
  if (!schema) return { description: about };
  return {
    description: about,
    content: { [mediaType ?? 'application/json']: { schema: jsonSchema(schema, 'output') } },
  };
}

function problem(about: string) {
  return {
    description: about,
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  };
}

function pathParameters({ path, parameters = {} }: ApiOperation): DocumentOperation['parameters'] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name: name!,
    in: 'path',
    required: true,
    ...(parameters[name!] ? { description: parameters[name!]! } : {}),
    schema: { type: 'string' },
  }));
}

function queryParameters(query: z.ZodObject | undefined): DocumentOperation['parameters'] {
  if (!query) return [];
  const { properties = {}, required = [] } = jsonSchema(query, 'input');
  return Object.entries(properties as Record<string, JsonSchema>).map(([name, { description: about, ...schema }]) => ({
    name,
    in: 'query',
    required: (required as string[]).includes(name),
    ...(about ? { description: String(about) } : {}),
    schema,
  }));
}

const orgHeaders: DocumentOperation['parameters'] = [
  {
    name: 'Inlet-Org-Id',
    in: 'header',
    required: false,
    description: 'Id of the Salesforce org; the key must be for it. The Salesforce package has to name it.',
    schema: { type: 'string', pattern: '^00D\\w{12}(\\w{3})?$' },
  },
  {
    name: 'Accept-Language',
    in: 'header',
    required: false,
    description: 'en or de.',
    schema: { type: 'string' },
  },
];

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const { $schema: _dialect, ...json } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as JsonSchema;
  return json;
}
