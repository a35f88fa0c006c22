import type { BookingDetails, BookingStatus } from '../booking.ts';

/** What a mapping or a template can take from a booking, beside the answers to single questions. */
export const bookingFields = [
  'customer.firstName',
  'customer.lastName',
  'customer.name',
  'customer.email',
  'customer.phone',
  'customer.mobilePhone',
  'customer.company',
  'subject',
  'start',
  'end',
  'timeZone',
  'page.id',
  'page.name',
  'owner.name',
  'owner.email',
  'location',
  'meetingUrl',
  'notes',
  'reason',
  'status',
  'source',
  'answers',
] as const;
export type BookingField = (typeof bookingFields)[number];

/** A booking as far as its fields are taken from it. */
export interface BookingFacts {
  status: BookingStatus;
  details: BookingDetails;
  /** The kind of source that it came by. */
  source: string;
}

/** The value of a booking's field, as text; undefined where the booking does not tell it. */
export function bookingFieldValue({ status, details, source }: BookingFacts, field: BookingField): string | undefined {
  const { customer = {}, page, owner } = details;
  switch (field) {
    case 'customer.firstName':
      return customer.firstName;
    case 'customer.lastName':
      return customer.lastName;
    case 'customer.name':
      return [customer.firstName, customer.lastName].filter(Boolean).join(' ') || undefined;
    case 'customer.email':
      return customer.email;
    case 'customer.phone':
      return customer.phone;
    case 'customer.mobilePhone':
      return customer.mobilePhone;
    case 'customer.company':
      return customer.company;
    case 'page.id':
      return page?.id;
    case 'page.name':
      return page?.name;
    case 'owner.name':
      return owner?.name;
    case 'owner.email':
      return owner?.email;
    case 'status':
      return status;
    case 'source':
      return source;
    case 'answers':
      return details.answers?.map(({ question, answer }) => `${question}: ${answer}`).join('\n') || undefined;
    default:
      return details[field];
  }
}

/** The answer to a question, however it is written: "Office size", "office_size" and "OfficeSize" are one question. */
export function answerTo({ details }: BookingFacts, question: string): string | undefined {
  const key = comparable(question);
  if (key === '') return undefined;
  return details.answers?.find(({ question: asked, answer }) => comparable(asked) === key && answer !== '')?.answer;
}

/** The form of a question or a label for comparing. */
export function comparable(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
