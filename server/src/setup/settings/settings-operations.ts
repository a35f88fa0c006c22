import { z } from 'zod';
import { fallbackReportAnswer } from '../../bookings/booking-answers.ts';
import { scenarios } from '../../bookings/settings/preview.ts';
import { time, type ApiOperation } from '../../platform/http/api-operation.ts';
import { fallbackQuery } from './fallback-routes.ts';
import { settingsParts } from './settings-store.ts';
import { checkBody, importBody, previewBody, putBody, restoreBody } from './settings-routes.ts';

const author = z.object({ id: z.string(), name: z.string() });
const finding = z.object({
  path: z.string().describe('Where in the settings: mapping.all.Lead[2].from.'),
  message: z.string(),
});
const saved = {
  200: {
    description: 'The version that it became, and what an admin should look at.',
    schema: z.object({ version: z.int(), warnings: z.array(finding) }),
  },
};
const refusals = {
  409: 'Somebody else saved meanwhile (kind changedMeanwhile), or the org is not connected.',
  503: 'Salesforce does not answer now.',
};
const asks = { 409: 'The org is not connected.', 503: 'Salesforce does not answer now.' };
const field = z.looseObject({
  name: z.string(),
  label: z.string(),
  type: z.string(),
  required: z.boolean(),
  support: z.enum(['supported', 'unsupported']),
  why: z.string().nullable(),
});
const schemaAnswer = z.object({
  readAt: time,
  personAccounts: z.boolean(),
  objects: z.array(
    z.object({
      name: z.string(),
      label: z.string(),
      canCreate: z.boolean(),
      canUpdate: z.boolean(),
      recordTypes: z.array(z.object({ id: z.string(), name: z.string(), isDefault: z.boolean() })),
      fields: z.array(field),
    }),
  ),
});
const settingsAnswer = z.looseObject({ rules: z.unknown(), mapping: z.unknown(), users: z.unknown() });

/** What an admin sets about bookings, and what it is made by, for the API's document. */
export const settingsOperations: ApiOperation[] = [
  {
    method: 'get',
    path: '/v1/org/settings',
    tag: 'Settings',
    summary: 'The settings of the org as they are now.',
    auth: 'org',
    answers: {
      200: {
        description: 'Their version, and who saved it.',
        schema: z.object({
          version: z.int(),
          settings: settingsAnswer,
          settled: z.array(z.enum(settingsParts)).describe('The parts that an admin has saved or confirmed.'),
          savedBy: author,
          savedAt: time,
          note: z.string().nullable(),
        }),
      },
    },
  },
  {
    method: 'put',
    path: '/v1/org/settings',
    tag: 'Settings',
    summary: 'Saves settings as a new version, checked against the org as the API User sees it.',
    description: 'What would make bookings fail is refused, each problem at its field; nothing is stored then.',
    auth: 'org',
    body: { schema: putBody, required: true },
    answers: saved,
    refusals,
  },
  {
    method: 'post',
    path: '/v1/org/settings/check',
    tag: 'Settings',
    summary: 'Checks settings as a save would, and stores nothing.',
    auth: 'org',
    body: { schema: checkBody, required: true },
    answers: {
      200: {
        description: 'What a save would refuse, and what it would point out.',
        schema: z.object({ problems: z.array(finding), warnings: z.array(finding) }),
      },
    },
    refusals: asks,
  },
  {
    method: 'post',
    path: '/v1/org/settings/preview',
    tag: 'Settings',
    summary: 'What a booking would write by these settings. Nothing is sent, nobody is looked up.',
    description: `The newest booking, or the one that is named. Scenarios: ${scenarios.join(', ')}.`,
    auth: 'org',
    body: { schema: previewBody, required: true },
    answers: {
      200: {
        description: 'The plan, by the planner that delivery uses.',
        schema: z.object({
          booking: z.object({ id: z.string().nullable(), customer: z.unknown(), page: z.unknown() }),
          operations: z.array(
            z.object({
              object: z.string(),
              action: z.string(),
              reason: z.string(),
              values: z.array(z.looseObject({ field: z.string(), label: z.string() })),
            }),
          ),
          notes: z.array(z.string()),
          fallbacks: z.array(z.looseObject({ object: z.string(), field: z.string() })),
          diagnosis: z.looseObject({ sentence: z.string(), fix: z.string() }).nullable(),
        }),
      },
    },
    refusals: { 404: 'The org has no such booking.', ...asks },
  },
  {
    method: 'get',
    path: '/v1/org/settings/versions',
    tag: 'Settings',
    summary: 'Who changed what and when, the newest first.',
    auth: 'org',
    query: z.object({ before: z.coerce.number().int().optional().describe('The next of the page before.') }),
    answers: {
      200: {
        description: 'Twenty versions.',
        schema: z.object({
          versions: z.array(
            z.object({
              version: z.int(),
              savedBy: author,
              savedAt: time,
              note: z.string().nullable(),
              changes: z.array(z.looseObject({ path: z.string() })),
            }),
          ),
          next: z.int().nullable(),
        }),
      },
    },
  },
  {
    method: 'post',
    path: '/v1/org/settings/versions/{version}/restore',
    tag: 'Settings',
    summary: 'Saves an earlier version anew.',
    auth: 'org',
    parameters: { version: 'The number of the version.' },
    body: { schema: restoreBody, required: true },
    answers: saved,
    refusals: { 404: 'There is no such version.', ...refusals },
  },
  {
    method: 'get',
    path: '/v1/org/settings/export',
    tag: 'Settings',
    summary: 'The settings as a document, to move them to another org.',
    auth: 'org',
    answers: {
      200: {
        description: 'The document.',
        schema: z.looseObject({ inlet: z.literal('settings'), format: z.literal(1), settings: settingsAnswer }),
      },
    },
  },
  {
    method: 'post',
    path: '/v1/org/settings/import',
    tag: 'Settings',
    summary: 'Saves the settings of an exported document.',
    description: 'Users, queues, record types and campaigns that this org lacks are named.',
    auth: 'org',
    body: { schema: importBody, required: true },
    answers: saved,
    refusals,
  },
  {
    method: 'get',
    path: '/v1/org/schema',
    tag: 'Settings',
    summary: 'Objects and fields as the API User sees them.',
    auth: 'org',
    answers: { 200: { description: 'At most an hour old.', schema: schemaAnswer } },
    refusals: asks,
  },
  {
    method: 'post',
    path: '/v1/org/schema/refresh',
    tag: 'Settings',
    summary: 'Reads objects and fields anew.',
    auth: 'org',
    answers: { 200: { description: 'As they are now.', schema: schemaAnswer } },
    refusals: asks,
  },
  {
    method: 'get',
    path: '/v1/org/field-validation',
    tag: 'Settings',
    summary: 'Required fields, and where each gets its value from.',
    auth: 'org',
    query: z.object({ page: z.string().optional().describe('Id of a booking page.') }),
    answers: {
      200: {
        description: 'By object.',
        schema: z.object({
          objects: z.array(
            z.looseObject({
              name: z.string(),
              label: z.string(),
              fields: z.array(
                z.looseObject({
                  field: z.string(),
                  label: z.string(),
                  state: z.enum(['mapped', 'fixed', 'fallback', 'unsupported']),
                  fallback: z.union([z.string(), z.number()]).nullable().describe('The stand-in, as it is told.'),
                  about: z.string().nullable().describe('What the field is: one coordinate of a geolocation.'),
                  why: z.string(),
                  fix: z.string().nullable(),
                  setupUrl: z.string(),
                }),
              ),
            }),
          ),
        }),
      },
    },
    refusals: asks,
  },
  {
    method: 'get',
    path: '/v1/org/booking-fields',
    tag: 'Settings',
    summary: 'What recent bookings hold: fields, questions, pages, each with a sample.',
    auth: 'org',
    answers: {
      200: {
        description: 'Of recent bookings.',
        schema: z.object({
          fields: z.array(z.looseObject({ field: z.string(), label: z.string() })),
          questions: z.array(z.looseObject({ question: z.string() })),
          pages: z.array(z.looseObject({ id: z.string() })),
        }),
      },
    },
  },
  {
    method: 'get',
    path: '/v1/org/fallbacks',
    tag: 'Settings',
    summary: 'Bookings whose records hold a value that nobody gave.',
    auth: 'org',
    query: fallbackQuery,
    answers: {
      200: { description: 'Fifty bookings, the newest first, and how many there are.', schema: fallbackReportAnswer },
    },
  },
];
