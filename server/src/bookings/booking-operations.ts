import { z } from 'zod';
import type { ApiOperation } from '../platform/http/api-operation.ts';
import {
  acceptedAnswer,
  bookingDetailAnswer,
  bookingFiltersAnswer,
  bookingListAnswer,
  removedRecordsAnswer,
} from './booking-answers.ts';
import { bookingListParameters } from './booking-list-query.ts';
import { byCause, dismissal } from './booking-routes.ts';
import { apiBookings } from './sources/api.ts';

const id = 'Inlet’s id of the booking: bk_….';
const noBooking = { 404: 'The org has no such booking.' };
const state = (value: string) => z.object({ id: z.string(), state: z.literal(value) });
const intakeRefusals = { 403: 'The source is switched off; nothing was stored.' };
const ignored = z.object({ ignored: z.string().describe('Why the event is of no use to Inlet.') });

/** What the flow of bookings offers, for the API's document. */
export const bookingOperations: ApiOperation[] = [
  {
    method: 'post',
    path: '/v1/bookings',
    tag: 'Intake',
    summary: 'Takes in bookings of your own system: one, or an array of 1 to 500.',
    description: 'Stored and committed when the answer comes; a repeat of the same message stores nothing.',
    auth: 'source',
    body: { schema: apiBookings, required: true },
    answers: {
      202: {
        description: 'Accepted. One booking is answered by itself, an array by results in its order.',
        schema: z.union([acceptedAnswer, z.object({ results: z.array(acceptedAnswer) })]),
      },
    },
    refusals: intakeRefusals,
  },
  {
    method: 'post',
    path: '/v1/hooks/{key}',
    tag: 'Intake',
    summary: 'Takes in a webhook of a scheduling product.',
    auth: 'hook',
    parameters: { key: 'The key of the source, as in the address that Setup › Sources shows once.' },
    body: {
      schema: z.union([z.looseObject({}).describe('As the product sends it; see docs/sources.md.'), apiBookings]),
      required: true,
    },
    answers: {
      200: { description: 'An event that Inlet does not use. Nothing was stored.', schema: ignored },
      202: {
        description: 'Accepted.',
        schema: z.union([acceptedAnswer, z.object({ results: z.array(acceptedAnswer) })]),
      },
    },
    refusals: intakeRefusals,
  },
  {
    method: 'get',
    path: '/v1/org/bookings',
    tag: 'Bookings',
    summary: 'A page of the bookings, filtered and sorted.',
    auth: 'org',
    query: bookingListParameters,
    answers: { 200: { description: 'The page.', schema: bookingListAnswer } },
  },
  {
    method: 'get',
    path: '/v1/org/bookings/filters',
    tag: 'Bookings',
    summary: 'What the list can be narrowed to.',
    auth: 'org',
    answers: { 200: { description: 'The values that the bookings have.', schema: bookingFiltersAnswer } },
  },
  {
    method: 'get',
    path: '/v1/org/bookings/{id}',
    tag: 'Bookings',
    summary: 'One booking with everything that is known of it.',
    auth: 'org',
    parameters: { id },
    answers: { 200: { description: 'The booking.', schema: bookingDetailAnswer } },
    refusals: noBooking,
  },
  {
    method: 'post',
    path: '/v1/org/bookings/retry',
    tag: 'Bookings',
    summary: 'Tries all bookings of a cause again.',
    auth: 'org',
    body: { schema: byCause, required: true },
    answers: { 202: { description: 'They are due.', schema: z.object({ retried: z.int() }) } },
  },
  {
    method: 'post',
    path: '/v1/org/bookings/{id}/retry',
    tag: 'Bookings',
    summary: 'Tries a booking again at once.',
    auth: 'org',
    parameters: { id },
    answers: { 202: { description: 'It is due.', schema: state('waiting') } },
    refusals: { ...noBooking, 409: 'There is nothing to retry.' },
  },
  {
    method: 'post',
    path: '/v1/org/bookings/{id}/dismiss',
    tag: 'Bookings',
    summary: 'Puts a booking aside that is not in Salesforce.',
    auth: 'org',
    parameters: { id },
    body: { schema: dismissal, required: true },
    answers: { 200: { description: 'It is dismissed.', schema: state('dismissed') } },
    refusals: { ...noBooking, 409: 'There is nothing to dismiss.' },
  },
  {
    method: 'post',
    path: '/v1/org/bookings/{id}/reopen',
    tag: 'Bookings',
    summary: 'Undoes a dismissal.',
    auth: 'org',
    parameters: { id },
    answers: {
      200: {
        description: 'It is as it was before.',
        schema: z.object({ id: z.string(), state: z.enum(['waiting', 'held']) }),
      },
    },
    refusals: { ...noBooking, 409: 'It is not dismissed.' },
  },
  {
    method: 'delete',
    path: '/v1/org/bookings/{id}/records',
    tag: 'Bookings',
    summary: 'Takes away what a test booking made in Salesforce.',
    description: 'Event and Case; Lead or Contact if this booking made it and no other has it. It is dismissed then.',
    auth: 'org',
    parameters: { id },
    answers: { 200: { description: 'What was removed, and what stays.', schema: removedRecordsAnswer } },
    refusals: {
      ...noBooking,
      409: 'It is no test, is on its way, or has no records; or Salesforce refuses.',
      503: 'Salesforce does not answer now.',
    },
  },
];
