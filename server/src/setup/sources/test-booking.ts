import { v7 as uuidv7 } from 'uuid';
import type { TestBooking } from '../../bookings/sources/test-booking.ts';
import type { ConnectedSource } from './source-store.ts';
import type { TestRequest } from './source-schemas.ts';

const day = 24 * 60 * 60_000;
const minute = 60_000;

/**
 * The test booking that an admin asked for: half an hour on the next full hour a day ahead. A customer whom nobody named
 * has a new address each time, so that the test makes records of its own: at the owner's company, which no stranger
 * reads; else at example.com, which nobody does.
 */
export function testBooking(source: Pick<ConnectedSource, 'name'>, wanted: TestRequest, now: Date): TestBooking {
  const id = `inlet-test-${uuidv7({ msecs: now.getTime() })}`;
  const start = Math.ceil((now.getTime() + day) / (60 * minute)) * 60 * minute;
  const domain = wanted.ownerEmail?.split('@')[1] ?? 'example.com';
  return {
    id,
    subject: 'Inlet test booking',
    customer: {
      email: wanted.customerEmail ?? `${id}@${domain}`,
      name: wanted.customerName ?? 'Inlet Test',
      company: 'Inlet test',
    },
    owner: wanted.ownerEmail === undefined ? undefined : { email: wanted.ownerEmail },
    page: { id: wanted.pageId ?? 'inlet-test', name: wanted.pageName ?? wanted.pageId ?? 'Inlet test' },
    start: new Date(start).toISOString(),
    end: new Date(start + 30 * minute).toISOString(),
    answers: wanted.answers,
    notes: `A test of the source "${source.name}" in Inlet. It may be deleted.`,
  };
}
