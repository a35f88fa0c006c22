import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { after, before, beforeEach, describe, it } from 'node:test';
import { BookingWorld, isDelivered, stranger, type Row } from '../support/booking-world.ts';
import { engines } from '../support/test-database.ts';
import { calcomEvent, calendlyEvent, inviteeA, inviteeB, meetingEnded, oncehubEvent } from './payloads.ts';

/** Samples of the vendors, which are no part of this repository. */
const folder = new URL('../../../../shared/webhooks/', import.meta.url);
const sample = (file: string): Row => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Row;

type Kind = 'oncehub' | 'calendly' | 'calcom';

const eventFields =
  'Subject, StartDateTime, EndDateTime, Location, Description, ShowAs, Who.Type, Who.Name, Owner.Name, ' +
  'Inlet_Booking_Status__c, Inlet_Booking_Reason__c, Inlet_Booking_Page__c, Inlet_Meeting_Link__c';
const leadFields = 'FirstName, LastName, Email, Phone, MobilePhone, Company, Title, Industry, NumberOfEmployees';

/** The named fields of a row, of parents too (`Who.Name`). */
function pick(row: Row, expected: Row): Row {
  const value = (path: string) => path.split('.').reduce<Row | null>((part, key) => (part?.[key] as Row) ?? null, row);
  return Object.fromEntries(Object.keys(expected).map((path) => [path, value(path)]));
}

for (const engine of await engines()) {
  describe(`webhooks become Salesforce records on ${engine.name}`, () => {
    let world: BookingWorld;
    before(async () => (world = await BookingWorld.open(engine)));
    after(() => world?.close());
    beforeEach(() => world.begin());

    /** Sends a webhook that must be accepted; gives our id of the booking. */
    const send = async (kind: Kind, body: Row): Promise<string> => {
      const answer = await world.backend.hook(kind, body);
      assert.equal(answer.status, 202, JSON.stringify(answer.body));
      return answer.body.id;
    };
    const assertRecords = async (id: string, email: string, lead: Row, event: Row) => {
      await world.until(id, isDelivered);
      assert.deepEqual(pick(await world.lead(email, leadFields), lead), lead);
      const found = await world.event(id, eventFields);
      assert.deepEqual(pick(found, event), event);
      return String(found['Description']);
    };

    describe("the vendors' own samples", { skip: !existsSync(folder) && 'the samples are not on this machine' }, () => {
      it('OnceHub: a Lead with the answers that name its fields, and an Event at the time in UTC', async () => {
        const id = await send('oncehub', sample('oncehub-booking.scheduled.json'));
        const description = await assertRecords(
          id,
          'so.carrie.customer@gmail.com',
          {
            FirstName: 'Carrie',
            LastName: 'Customer',
            Phone: null,
            MobilePhone: '1-2025550195',
            Company: 'Unspecified',
            Title: 'Executive Assistant',
            Industry: 'Lawnscaping services',
          },
          {
            Subject: 'Live demo',
            StartDateTime: '2020-03-22T04:30:00.000+0000',
            EndDateTime: '2020-03-22T05:30:00.000+0000',
            Location: '123 Office Street',
            ShowAs: 'Busy',
            'Who.Type': 'Lead',
            'Who.Name': 'Carrie Customer',
            Inlet_Booking_Status__c: 'Scheduled',
            Inlet_Booking_Reason__c: null,
            Inlet_Booking_Page__c: 'BP-3F7JAWT4UA',
            Inlet_Meeting_Link__c: 'https://meet.google.com/izv-daci-fyi',
          },
        );
        for (const text of ['Office size: 30-50 people', 'Title: Executive Assistant', 'whether your product can work'])
          assert.ok(description.includes(text), description);
        const { plan } = await world.backend.get(id);
        assert.deepEqual(plan!.fallbacks, [
          { object: 'Lead', field: 'Company', label: 'Company', value: 'Unspecified' },
        ]);
      });

      it('Calendly: the Event belongs to the host, and the canceled sample is a canceled Event of the same Lead', async () => {
        const created = await send('calendly', sample('calendly-invitee-created.json'));
        const canceled = await send('calendly', sample('calendly-invitee-canceled.json'));
        const lead = { FirstName: 'Lena', LastName: 'Novak', Company: 'Unspecified' };
        const event = {
          Subject: 'RYP Academy - Mental Game 1:1',
          StartDateTime: '2026-10-14T21:00:00.000+0000',
          EndDateTime: '2026-10-14T21:30:00.000+0000',
          Location: 'RYP Academy',
          'Who.Name': 'Lena Novak',
          'Owner.Name': 'Yannick Moreau',
          Inlet_Booking_Status__c: 'Scheduled',
        };
        const description = await assertRecords(created, 'nina@example.test', lead, event);
        for (const text of ['Athlete name: Lena Novak', 'Parent email: nina@example.test', '2026-10-14 16:00'])
          assert.ok(description.includes(text), description);
        await assertRecords(canceled, 'nina@example.test', lead, {
          ...event,
          Subject: 'Canceled: RYP Academy - Mental Game 1:1',
          StartDateTime: '2026-10-16T21:30:00.000+0000',
          EndDateTime: '2026-10-16T22:00:00.000+0000',
          ShowAs: 'Free',
          Inlet_Booking_Status__c: 'Canceled',
        });
      });

      it('Cal.com: Lead, Event and owner', async () => {
        const id = await send('calcom', sample('calcom-BOOKING_CREATED.json'));
        await assertRecords(
          id,
          'john.doe@example.com',
          { FirstName: 'John', LastName: 'Doe' },
          {
            Subject: '60min between Pro Example and John Doe',
            StartDateTime: '2023-05-25T09:30:00.000+0000',
            EndDateTime: '2023-05-25T10:30:00.000+0000',
            Location: 'Calcom HQ',
            'Owner.Name': 'Olivia Owens',
            Inlet_Booking_Status__c: 'Scheduled',
          },
        );
      });
    });

    it('OnceHub: answers go to the Lead fields that their questions name, all of them to the description', async () => {
      const custom_fields = [
        { name: 'Number of employees', value: '40' },
        { name: 'title', value: 'Head of Sales' },
        { name: 'Lead Status', value: 'Closed - Converted' },
        { name: 'Team size', value: '11-50' },
      ];
      const form = oncehubEvent() as { data: { form_submission: Row } };
      const id = await send(
        'oncehub',
        oncehubEvent(undefined, { form_submission: { ...form.data.form_submission, custom_fields } }),
      );
      const description = await assertRecords(
        id,
        "joana.o'hara+demo@customer.test",
        {
          FirstName: "Joana d'Arc",
          LastName: 'Pereira',
          MobilePhone: '+351 912 345 678',
          Company: 'Pereira Lda',
          Title: 'Head of Sales',
          NumberOfEmployees: 40,
        },
        {
          Subject: 'Product tour',
          StartDateTime: '2026-11-20T15:00:00.000+0000',
          EndDateTime: '2026-11-20T15:45:00.000+0000',
          'Who.Type': 'Lead',
          Inlet_Booking_Page__c: 'Tours',
          Inlet_Meeting_Link__c: 'https://meet.example.test/tour',
        },
      );
      const answers = custom_fields.map(({ name, value }) => `${name}: ${value}`).join('\n');
      assert.ok(description.includes(answers), description);
      assert.ok(description.startsWith('Two of us will come.'), description);
      assert.equal((await world.lead("joana.o'hara+demo@customer.test", 'Status'))['Status'], 'Open - Not Contacted');
    });

    it('Calendly and Cal.com: names, phones, answers, times', async () => {
      const calendly = await send('calendly', calendlyEvent());
      const calcom = await send('calcom', calcomEvent());
      const first = await assertRecords(
        calendly,
        'omar@customer.test',
        { FirstName: 'Omar', LastName: 'Al Farouk', Phone: '+1 415 555 0100' },
        {
          StartDateTime: '2026-11-20T15:00:00.000+0000',
          EndDateTime: '2026-11-20T15:30:00.000+0000',
          'Owner.Name': 'Riley Reyes',
          Inlet_Booking_Page__c: 'Discovery call',
          Inlet_Meeting_Link__c: 'https://zoom.example.test/j/1',
        },
      );
      assert.match(first, /Which product\?: Inlet\s+and friends/);
      const second = await assertRecords(
        calcom,
        'mei@customer.test',
        { FirstName: 'Mei', LastName: 'Tanaka', Phone: '+81 3 1234 5678' },
        {
          StartDateTime: '2026-11-20T15:00:00.000+0000',
          EndDateTime: '2026-11-20T15:30:00.000+0000',
          'Owner.Name': 'Riley Reyes',
          Inlet_Meeting_Link__c: 'https://app.example.test/video/uid-new',
        },
      );
      assert.match(second, /Topics: CRM; Reports/);
      assert.match(second, /2026-11-21 00:00 \(Asia\/Tokyo\)/);
    });

    it('an id of a Lead that no org ever made holds up neither its booking nor the others of the batch', async () => {
      const tracking = { salesforce_uuid: '00QzzzzzzzzzzzzAAA' };
      const { body } = await world.backend.hook('calendly', calendlyEvent(undefined, { tracking }));
      const others = await world.postAll([stranger(), stranger()]);
      for (const id of [body.id, ...others]) await world.until(id, isDelivered);
      await world.lead('omar@customer.test');
    });

    describe('a Calendly reschedule', () => {
      const times = { start_time: '2026-11-23T16:00:00.000000Z', end_time: '2026-11-23T16:30:00.000000Z' };
      const updated_at = '2026-11-02T11:00:00.000000Z';
      const original = calendlyEvent();
      const newHalf = calendlyEvent('invitee.created', { uri: inviteeB, old_invitee: inviteeA, updated_at }, times);
      const oldHalf = calendlyEvent('invitee.canceled', {
        rescheduled: true,
        new_invitee: inviteeB,
        status: 'canceled',
        updated_at,
      });
      const orders: [string, Row[]][] = [
        ['the new half first', [original, newHalf, oldHalf]],
        ['the canceled half first', [original, oldHalf, newHalf]],
        ['the canceled half before everything', [oldHalf, original, newHalf]],
        ['the new half before everything', [newHalf, oldHalf, original]],
        ['both halves twice', [original, oldHalf, newHalf, newHalf, oldHalf]],
        ['everything again at the end', [original, newHalf, oldHalf, original, newHalf, oldHalf]],
      ];
      for (const pace of ['each delivered before the next comes', 'all at once'] as const) {
        for (const [order, messages] of orders) {
          it(`${order}, ${pace}, with equal timestamps: one Lead, one Event at the new time, not canceled`, async () => {
            const ids: string[] = [];
            for (const message of messages) {
              ids.push(await send('calendly', message));
              if (pace !== 'all at once') await world.backend.app.deliverer.idle();
            }
            const id = ids.at(-1)!;
            assert.equal(new Set(ids).size, 1, 'all messages are one booking');
            const booking = await world.until(id, isDelivered);
            assert.equal(booking.status, 'rescheduled');
            const expected = {
              StartDateTime: '2026-11-23T16:00:00.000+0000',
              EndDateTime: '2026-11-23T16:30:00.000+0000',
              Subject: 'Discovery call',
              ShowAs: 'Busy',
              Inlet_Booking_Status__c: 'Rescheduled',
            };
            await assertRecords(id, 'omar@customer.test', { LastName: 'Al Farouk' }, expected);
            assert.equal((await world.query("SELECT Id FROM Event WHERE Who.Name = 'Omar Al Farouk'")).length, 1);
          });
        }
      }

      it('whose canceled half alone has come: the old meeting stands until the other half is there', async () => {
        const id = await send('calendly', original);
        await world.until(id, isDelivered);
        assert.equal(await send('calendly', oldHalf), id);
        await world.settled();
        const stands = { ShowAs: 'Busy', StartDateTime: '2026-11-20T15:00:00.000+0000' };
        assert.deepEqual(pick(await world.event(id, eventFields), stands), stands);
      });

      it('whose canceled half comes without anything else waits and says for what', async () => {
        const { state, diagnosis } = await world.backend.get(await send('calendly', oldHalf));
        assert.deepEqual([state, diagnosis!.code], ['waiting', 'INCOMPLETE_BOOKING']);
        assert.match(diagnosis!.sentence, /canceled half of a reschedule.*waits for/);
      });
    });

    describe("a booking's later states", () => {
      const later = { last_updated_time: '2026-11-03T10:00:00Z' };
      const createdAt = '2026-11-03T10:00:00.000Z';
      const noShow = {
        ...calendlyEvent('invitee_no_show.created', { no_show: { created_at: '2026-11-20T15:10:00Z' } }),
      };
      const reason = { reason: 'Caught a cold', actioned_by: 'customer' };
      const yannick = { name: 'Yannick', email: 'yannick@example.test' };
      const cases: [string, Kind, Row, Row, Row][] = [
        [
          'OnceHub, canceled: the Event stays, marked, with the reason, and blocks no time',
          'oncehub',
          oncehubEvent(),
          oncehubEvent('booking.canceled', { ...later, cancel_reschedule_information: reason }),
          {
            Subject: 'Canceled: Product tour',
            ShowAs: 'Free',
            Inlet_Booking_Status__c: 'Canceled',
            Inlet_Booking_Reason__c: 'Caught a cold',
          },
        ],
        [
          'OnceHub, reassigned: the Event goes to the new owner',
          'oncehub',
          oncehubEvent(),
          oncehubEvent('booking.reassigned', { ...later, owner: { object: 'user', ...yannick } }),
          { 'Owner.Name': 'Yannick Moreau', ShowAs: 'Busy', Inlet_Booking_Status__c: 'Reassigned' },
        ],
        [
          'OnceHub, rescheduled: new times',
          'oncehub',
          oncehubEvent(),
          oncehubEvent('booking.rescheduled', {
            ...later,
            starting_time: '2026-11-24T08:00:00Z',
            duration_minutes: 30,
          }),
          {
            StartDateTime: '2026-11-24T08:00:00.000+0000',
            EndDateTime: '2026-11-24T08:30:00.000+0000',
            Inlet_Booking_Status__c: 'Rescheduled',
          },
        ],
        [
          'OnceHub, completed',
          'oncehub',
          oncehubEvent(),
          oncehubEvent('booking.completed', later),
          { Subject: 'Product tour', ShowAs: 'Busy', Inlet_Booking_Status__c: 'Completed' },
        ],
        [
          'OnceHub, no-show',
          'oncehub',
          oncehubEvent(),
          oncehubEvent('booking.no_show', later),
          { Subject: 'No-show: Product tour', Inlet_Booking_Status__c: 'No-show' },
        ],
        [
          'Calendly, no-show',
          'calendly',
          calendlyEvent(),
          noShow,
          { Subject: 'No-show: Discovery call', ShowAs: 'Free', Inlet_Booking_Status__c: 'No-show' },
        ],
        [
          'Cal.com, canceled',
          'calcom',
          calcomEvent(),
          calcomEvent('BOOKING_CANCELLED', { cancellationReason: 'No time' }, { createdAt }),
          { ShowAs: 'Free', Inlet_Booking_Status__c: 'Canceled', Inlet_Booking_Reason__c: 'No time' },
        ],
        [
          'Cal.com, ended, though its message is a snapshot from before',
          'calcom',
          calcomEvent(),
          meetingEnded(),
          { Inlet_Booking_Status__c: 'Completed', StartDateTime: '2026-11-20T15:00:00.000+0000' },
        ],
        [
          'Cal.com, requested and then confirmed: the time is blocked',
          'calcom',
          calcomEvent('BOOKING_REQUESTED', { status: 'PENDING' }),
          calcomEvent('BOOKING_CREATED', {}, { createdAt }),
          { ShowAs: 'Busy', Inlet_Booking_Status__c: 'Scheduled' },
        ],
        [
          'Cal.com, requested and then rejected',
          'calcom',
          calcomEvent('BOOKING_REQUESTED', { status: 'PENDING' }),
          calcomEvent('BOOKING_REJECTED', { status: 'REJECTED', rejectionReason: 'Fully booked' }, { createdAt }),
          { ShowAs: 'Free', Inlet_Booking_Status__c: 'Rejected', Inlet_Booking_Reason__c: 'Fully booked' },
        ],
        [
          'Cal.com, rescheduled: the new uid takes the place of the old one',
          'calcom',
          calcomEvent('BOOKING_CREATED', { uid: 'uid-old' }),
          calcomEvent(
            'BOOKING_RESCHEDULED',
            { rescheduleUid: 'uid-old', startTime: '2026-11-25T15:00:00Z', endTime: '2026-11-25T15:30:00Z' },
            { createdAt },
          ),
          { StartDateTime: '2026-11-25T15:00:00.000+0000', Inlet_Booking_Status__c: 'Rescheduled' },
        ],
      ];
      for (const [promise, kind, before_, after_, expected] of cases) {
        it(promise, async () => {
          const id = await send(kind, before_);
          await world.until(id, isDelivered);
          const { total } = await world.callsOf(async () => {
            assert.equal(await send(kind, after_), id);
            await world.until(id, (booking) => isDelivered(booking) && booking.deliveredRevision === 2);
          });
          assert.ok(total <= 2, 'one call, and one for an owner seen for the first time');
          assert.deepEqual(pick(await world.event(id, eventFields), expected), expected);
          // The older message once more, late: nothing changes.
          assert.equal(await send(kind, before_), id);
          assert.equal((await world.callsOf(() => world.settled())).total, 0);
          assert.deepEqual(pick(await world.event(id, eventFields), expected), expected);
        });
      }
    });

    describe('what is not taken', () => {
      const bookings = () => world.backend.counts();
      const postRaw = (path: string, body: string | Buffer<ArrayBuffer>, headers: Record<string, string> = {}) =>
        fetch(`${world.backend.url}${path}`, { method: 'POST', headers, body });

      it('an event of a kind that is not used is answered 200 with a sentence, and nothing is stored', async () => {
        const before_ = await bookings();
        const unused: [Kind, Row][] = [
          ['oncehub', oncehubEvent('conversation.started')],
          ['calendly', calendlyEvent('routing_form_submission.created')],
          ['calcom', calcomEvent('RECORDING_READY')],
        ];
        for (const [kind, body] of unused) {
          const answer = await world.backend.hook(kind, body);
          assert.equal(answer.status, 200);
          assert.match(answer.body.ignored, /does not use .*"(conversation|routing|RECORDING)/);
        }
        assert.deepEqual(await bookings(), before_);
      });

      it('a signature that does not fit the body, none, and an unknown key are answered 401', async () => {
        const before_ = await bookings();
        for (const kind of ['oncehub', 'calendly', 'calcom'] as const) {
          const { key } = world.backend.org.sources[kind];
          const body = JSON.stringify(
            kind === 'oncehub' ? oncehubEvent() : kind === 'calendly' ? calendlyEvent() : calcomEvent(),
          );
          const time = Math.floor(Date.now() / 1000);
          const forged = 'a'.repeat(64);
          const headers = {
            oncehub: { 'oncehub-signature': `t=${time},s=${forged}` },
            calendly: { 'calendly-webhook-signature': `t=${time},v1=${forged}` },
            calcom: { 'x-cal-signature-256': forged },
          }[kind] as Record<string, string>;
          for (const answer of [
            await postRaw(`/v1/hooks/${key}`, body, headers),
            await postRaw(`/v1/hooks/${key}`, body),
            await postRaw(`/v1/hooks/${key}x`, body, headers),
          ]) {
            assert.equal(answer.status, 401);
            assert.equal(answer.headers.get('content-type')?.split(';')[0], 'application/problem+json');
          }
        }
        assert.deepEqual(await bookings(), before_);
      });

      it('a malformed message is answered 400 and names each field by its place in the body', async () => {
        const before_ = await bookings();
        const malformed: [Kind, Row, string[]][] = [
          ['oncehub', oncehubEvent(undefined, { starting_time: 'tomorrow' }), ['/data/starting_time']],
          [
            'calendly',
            calendlyEvent(undefined, { email: 'not an address' }, { end_time: 'later' }),
            ['/payload/email', '/payload/scheduled_event/end_time'],
          ],
          ['calcom', calcomEvent(undefined, { uid: undefined }), ['/payload/uid']],
        ];
        for (const [kind, body, pointers] of malformed) {
          const answer = await world.backend.hook(kind, body);
          assert.equal(answer.status, 400);
          const named = answer.body.errors.map(({ pointer }: { pointer: string }) => pointer);
          assert.deepEqual(named, pointers);
          assert.equal(answer.body.status, 400);
        }
        assert.deepEqual(await bookings(), before_);
      });

      it('a body over 1 MB is answered 413', async () => {
        const { key } = world.backend.org.sources.oncehub;
        const answer = await postRaw(`/v1/hooks/${key}`, Buffer.alloc(1_100_000, ' '));
        assert.equal(answer.status, 413);
        assert.equal(((await answer.json()) as Row)['status'], 413);
      });
    });
  });
}
