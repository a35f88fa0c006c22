import { hmacHex } from '../../server/src/bookings/sources/signature.ts';
import { callApex } from './call-apex.ts';
import { supportPage, throwawayDomain } from './sample-data.ts';

/** Where the samples go in, and by which keys. */
export interface SampleDoors {
  backendUrl: string;
  sandboxUrl: string;
  apiKey: string;
  calendly: { key: string; secret: string };
}

interface ListedBooking {
  id: string;
  state: string;
  source: { bookingId: string };
  failedAttempts: number;
}

const owner = { email: 'rep@acme.test', name: 'Riley Reyes' };
const demoPage = { id: 'demo', name: 'Product demo' };

/**
 * Bookings in every state, each by what really leads there and by the doors that everybody uses: the API, Calendly's
 * webhook, and the tab. Delivered for a stranger, a Contact, a Lead and a Case; rescheduled, replaced, canceled, missed and
 * completed ones; one that is held by a rule of the org, one that was put aside, and one that waits for a Lead that
 * somebody else is holding.
 */
export async function addSampleBookings(doors: SampleDoors): Promise<void> {
  await postBookings(doors, firstMessages());
  await postCalendly(doors, invitee('calendly-1', 2));
  const listed = await settled(doors, 1);
  await postBookings(doors, laterMessages());
  // Calendly tells of a reschedule twice: by a new invitee, and by the end of the old one.
  await postCalendly(doors, invitee('calendly-2', 5, { old_invitee: inviteeUrl('calendly-1') }));
  await postCalendly(doors, {
    ...invitee('calendly-1', 2, { rescheduled: true, new_invitee: inviteeUrl('calendly-2') }),
    event: 'invitee.canceled',
  });
  const unwanted = listed.find(({ source }) => source.bookingId === 'sample-dismissed');
  if (unwanted) await dismiss(doors, unwanted.id, 'A tester of our own form, not a customer.');
  await settled(doors, 2);
}

function at(days: number, hour: number, minutes = 0): string {
  const time = new Date(Date.now() + days * 86_400_000);
  time.setUTCHours(hour, minutes, 0, 0);
  return time.toISOString();
}

function booking(id: string, day: number, customer: object, more: object = {}): object {
  return {
    id: `sample-${id}`,
    status: 'scheduled',
    updatedAt: at(0, 0),
    start: at(day, 15),
    end: at(day, 15, 30),
    timeZone: 'America/New_York',
    subject: demoPage.name,
    page: demoPage,
    owner,
    customer,
    ...more,
  };
}

const rita = { name: 'Rita Rowe', email: 'rita@rowe.test', company: 'Rowe & Rowe' };
const carla = { name: 'Carla Cancel', email: 'carla@cancel.test', company: 'Cancel Culture Cafe' };

function firstMessages(): object[] {
  return [
    booking(
      'stranger',
      1,
      { name: 'Sam Stranger', email: 'sam@stranger.test', company: 'Stranger Things Ltd' },
      {
        answers: { Industry: 'Media', 'Office size': '30-50 people' },
        meetingUrl: 'https://meet.example.test/sam',
      },
    ),
    booking('contact', 2, { name: 'Nadia North', email: 'nadia@northwind.test', phone: '+1 202 555 0195' }),
    booking('lead', 3, { name: 'Lee Larsen', email: 'lee@larsen.test', phone: '+45 32 12 34 56' }),
    booking(
      'case',
      1,
      { name: 'Omar Okafor', email: 'omar@northwind.test' },
      { page: supportPage, subject: 'The export stops half-way', notes: 'It stops at 5,000 rows since Monday.' },
    ),
    booking('canceled', 4, carla),
    booking('rescheduled', 3, rita),
    booking('missed', -1, { name: 'Noah Nadel', email: 'noah@nadel.test', company: 'Nadel KG' }, { status: 'no-show' }),
    booking(
      'completed',
      -2,
      { name: 'Cora Cole', email: 'cora@cole.test', company: 'Cole Coal' },
      { status: 'completed' },
    ),
    booking('waiting', 2, { name: 'Lola Lockhart', email: 'lola@lockhart.test', phone: '+44 20 7946 0018' }),
    booking('held', 3, { name: 'Theo Throwaway', email: `theo@${throwawayDomain}`, company: 'Throwaway Inc' }),
    booking('dismissed', 2, { name: 'Tess Tester', email: `tess@${throwawayDomain}`, company: 'Tester GmbH' }),
  ];
}

/** What became of two of them after they were delivered. */
function laterMessages(): object[] {
  const updatedAt = at(0, 0, 1);
  return [
    booking('canceled', 4, carla, { status: 'canceled', reason: 'Change of plans', updatedAt }),
    booking('rescheduled', 6, rita, { status: 'rescheduled', reason: 'Away on Thursday', updatedAt }),
  ];
}

function inviteeUrl(id: string): string {
  return `https://api.calendly.com/scheduled_events/sample-event/invitees/sample-${id}`;
}

function invitee(id: string, day: number, more: object = {}): object {
  const now = new Date().toISOString();
  return {
    event: 'invitee.created',
    created_at: now,
    payload: {
      uri: inviteeUrl(id),
      name: 'Petra Paul',
      email: 'petra@paul.test',
      timezone: 'Europe/Berlin',
      updated_at: now,
      rescheduled: false,
      scheduled_event: {
        name: 'Discovery call',
        event_type: 'https://api.calendly.com/event_types/discovery',
        start_time: at(day, 9),
        end_time: at(day, 9, 45),
        event_memberships: [{ user_email: owner.email, user_name: owner.name }],
        location: { type: 'zoom_conference', join_url: 'https://zoom.example.test/j/4711' },
      },
      ...more,
    },
  };
}

async function postBookings({ backendUrl, apiKey }: SampleDoors, bookings: object[]): Promise<void> {
  await post(`${backendUrl}/v1/bookings`, JSON.stringify(bookings), { authorization: `Bearer ${apiKey}` });
}

async function postCalendly({ backendUrl, calendly }: SampleDoors, message: object): Promise<void> {
  const body = JSON.stringify(message);
  const seconds = Math.floor(Date.now() / 1000);
  const signature = `t=${seconds},v1=${hmacHex(calendly.secret, `${seconds}.`, body)}`;
  await post(`${backendUrl}/v1/hooks/${calendly.key}`, body, { 'calendly-webhook-signature': signature });
}

async function post(url: string, body: string, headers: Record<string, string>): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  if (!response.ok) throw new Error(`The sample bookings were refused: ${await response.text()}`);
}

/** As the tab does for the administrator: through the package's relay. */
async function dismiss({ sandboxUrl }: SampleDoors, id: string, reason: string): Promise<void> {
  const path = `/v1/org/bookings/${encodeURIComponent(id)}/dismiss`;
  const answer = await callApex(sandboxUrl, 'InletRelay', 'send', {
    ...{ method: 'POST', path, body: JSON.stringify({ reason }) },
  });
  const { status, body } = answer as { status: number; body: string };
  if (status !== 200) throw new Error(`The sample booking was not put aside: ${body}`);
}

/**
 * The bookings, once none waits but the one that cannot come. That one was tried so many times: after the second, none of
 * its attempts is due for two seconds, and whoever starts counting API calls then counts only their own.
 */
async function settled({ backendUrl, apiKey }: SampleDoors, attempts: number): Promise<ListedBooking[]> {
  for (let tries = 0; tries < 100; tries++) {
    const response = await fetch(`${backendUrl}/v1/org/bookings?limit=200`, {
      headers: { authorization: `Bearer ${apiKey}` },
    });
    const { bookings } = (await response.json()) as { bookings: ListedBooking[] };
    const waiting = bookings.filter(({ state }) => state === 'waiting');
    if (
      waiting.every(({ source, failedAttempts }) => source.bookingId === 'sample-waiting' && failedAttempts >= attempts)
    ) {
      return bookings;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('The sample bookings did not reach the sandbox org. See the messages above.');
}
