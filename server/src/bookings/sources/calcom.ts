import { z } from 'zod';
import { InvalidRequest } from '../../platform/problem.ts';
import type { BookingMessage, BookingStatus, Instant } from '../booking.ts';
import {
  anything,
  essential,
  essentialObject,
  identifier,
  instant,
  line,
  optional,
  parseBody,
  tolerantList,
} from './fields.ts';
import { bookingFields, detailsOf } from './calcom-booking.ts';
import { toMessage } from './message.ts';
import { header, hmacHex, refuseSignature, sameSignature } from './signature.ts';
import type { Parsed, Source } from './source.ts';

// cal.com/docs, "Webhooks", payload version 2021-10-20.
const statusOfTrigger: Partial<Record<string, BookingStatus>> = {
  BOOKING_CREATED: 'scheduled',
  BOOKING_REQUESTED: 'requested',
  BOOKING_RESCHEDULED: 'rescheduled',
  BOOKING_REASSIGNED: 'reassigned',
  BOOKING_CANCELLED: 'canceled',
  BOOKING_REJECTED: 'rejected',
};

const envelope = essentialObject({ triggerEvent: essential(line) });

const booking = z.object({ createdAt: essential(instant), payload: essentialObject(bookingFields) });

/** MEETING_ENDED has the booking's fields at the top level; older and newer versions wrap them in `payload`. */
const endedMeeting = z.object(bookingFields);

const noShow = z.object({
  createdAt: essential(instant),
  payload: essentialObject({
    bookingUid: essential(identifier),
    startTime: optional(instant),
    endTime: optional(instant),
    attendees: tolerantList({ noShow: anything }, 10_000),
  }),
});

const message = (read: BookingMessage): Parsed => ({ kind: 'message', message: read });

function parseBooking(body: unknown, status: BookingStatus): Parsed {
  const { createdAt, payload } = parseBody(booking, body);
  const isMeeting = status !== 'canceled' && status !== 'rejected';
  const missing = [
    { pointer: '/payload/uid', isMissing: payload.uid === undefined },
    { pointer: '/payload/startTime', isMissing: isMeeting && payload.startTime === undefined },
    { pointer: '/payload/endTime', isMissing: isMeeting && payload.endTime === undefined },
  ].filter((field) => field.isMissing);
  if (payload.uid === undefined || missing.length > 0) {
    throw new InvalidRequest(missing.map(({ pointer }) => ({ pointer, detail: 'is missing' })));
  }
  return message(
    toMessage(
      {
        externalId: payload.uid,
        replaces: payload.rescheduleUid ?? payload.fromReschedule,
        status,
        clock: createdAt,
        details: detailsOf(payload, status),
      },
      '/payload/endTime',
    ),
  );
}

/**
 * MEETING_ENDED is a snapshot taken when the meeting was booked, sent at its scheduled end. Its `createdAt` is the
 * booking's, not the event's: its clock is the meeting's end, whenever it arrives.
 */
function parseEndedMeeting(body: unknown): Parsed {
  const wrapped = z.object({ payload: anything }).safeParse(body).data?.payload;
  const isWrapped = typeof wrapped === 'object' && wrapped !== null;
  const at = isWrapped ? ['payload'] : [];
  const payload = parseBody(endedMeeting, isWrapped ? wrapped : body, at);
  const status = payload.status?.toUpperCase();
  if (status !== undefined && status !== 'ACCEPTED') {
    return { kind: 'ignored', reason: `The meeting that ended was ${status.toLowerCase()}: nothing took place.` };
  }
  if (payload.uid === undefined || payload.endTime === undefined) {
    throw new InvalidRequest(
      (['uid', 'endTime'] as const)
        .filter((field) => payload[field] === undefined)
        .map((field) => ({ pointer: `/${[...at, field].join('/')}`, detail: 'is missing' })),
    );
  }
  return message(
    toMessage(
      {
        externalId: payload.uid,
        replaces: payload.rescheduleUid ?? payload.fromReschedule,
        status: 'completed',
        clock: payload.endTime,
        details: detailsOf(payload, 'completed'),
      },
      `/${[...at, 'endTime'].join('/')}`,
    ),
  );
}

/**
 * A no-show, set by hand (BOOKING_NO_SHOW_UPDATED, offered for past bookings only) or found by Cal Video. One marked
 * attendee makes it a no-show; when the mark is taken from all of them the meeting counts as completed. The attendees
 * may be guests, so nothing is learnt about the customer.
 */
function parseNoShow(body: unknown, isFoundByVideo: boolean): Parsed {
  const { createdAt, payload } = parseBody(noShow, body);
  const { startTime: start, endTime: end, attendees } = payload;
  const isNoShow = isFoundByVideo || attendees.some((attendee) => attendee.noShow === true);
  // Cal Video finds it minutes after the start: with the end as its clock it wins the tie against MEETING_ENDED.
  const clock: Instant = isFoundByVideo && end !== undefined && end > createdAt ? end : createdAt;
  return message(
    toMessage(
      {
        externalId: payload.bookingUid,
        status: isNoShow ? 'no-show' : 'completed',
        clock,
        details: start && end ? { start, end } : {},
      },
      '/payload/endTime',
    ),
  );
}

/** A message of Cal.com's webhook. Clock: the envelope's `createdAt`, but for MEETING_ENDED and no-shows (see there). */
export const calcom: Source = {
  kind: 'calcom',

  // cal.com/docs, "Verifying the authenticity of the received payload". The scheme has no time.
  verify(request, secrets) {
    const given = header(request, 'x-cal-signature-256')?.trim().toLowerCase();
    if (given === undefined) refuseSignature();
    if (!secrets.some((secret) => sameSignature(given, hmacHex(secret, request.rawBody)))) refuseSignature();
  },

  parse(body) {
    const { triggerEvent } = parseBody(envelope, body);
    if (Object.hasOwn(statusOfTrigger, triggerEvent)) return parseBooking(body, statusOfTrigger[triggerEvent]!);
    switch (triggerEvent) {
      case 'MEETING_ENDED':
        return parseEndedMeeting(body);
      case 'BOOKING_NO_SHOW_UPDATED':
        return parseNoShow(body, false);
      case 'AFTER_GUESTS_CAL_VIDEO_NO_SHOW':
        return parseNoShow(body, true);
      default:
        return { kind: 'ignored', reason: `Inlet does not use Cal.com's event "${triggerEvent}".` };
    }
  },
};
