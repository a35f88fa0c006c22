import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseApiBookings } from '../../src/bookings/sources/api.ts';
import { refusedPointers } from './parse-with.ts';
import { apiBooking } from './payloads.ts';

const read = (body: unknown) => parseApiBookings(body).messages[0]!;
const pointers = (body: unknown) => refusedPointers(() => parseApiBookings(body));
/** The fields refused when this is laid over a good booking. */
const wrong = (fields: object, customer: object = {}) => pointers(apiBooking({ ...fields }, { ...customer }));

describe('the form of our own API', () => {
  it('takes guests, each once, and names those whose address is none', () => {
    const guests = [{ email: 'a@b.test', name: 'A' }, { email: 'A@B.test' }, { email: 'c@d.test' }];
    assert.deepEqual(read(apiBooking({ guests })).details.guests, [
      { email: 'a@b.test', name: 'A' },
      { email: 'c@d.test' },
    ]);
    assert.equal(read(apiBooking({ guests: [] })).details.guests, undefined);
    assert.deepEqual(wrong({ guests: [{ email: 'a@b.test' }, { email: 'nobody' }] }), ['/guests/1/email']);
    assert.deepEqual(wrong({ guests: 'a@b.test' }), ['/guests']);
    assert.deepEqual(wrong({ guests: Array.from({ length: 51 }, (_, n) => ({ email: `g${n}@b.test` })) }), ['/guests']);
  });

  it('gives the booking with all its fields', () => {
    assert.deepEqual(parseApiBookings(apiBooking({ reason: 'Moved', replaces: 'BKNG-0' })), {
      isArray: false,
      messages: [
        {
          externalId: 'BKNG-1',
          replaces: 'BKNG-0',
          status: 'scheduled',
          clock: '2026-11-02T10:00:00.000Z',
          details: {
            start: '2026-11-20T15:00:00.000Z',
            end: '2026-11-20T15:30:00.000Z',
            timeZone: 'America/New_York',
            subject: 'Live demo',
            page: { id: 'BP-1', name: 'Demo' },
            owner: { email: 'rep@acme.test', name: 'Rep' },
            customer: {
              email: 'kim@customer.test',
              firstName: 'Kim',
              lastName: 'van Dam',
              phone: '+1 202 555 0195',
              company: 'Dam',
            },
            location: '1 Main St',
            meetingUrl: 'https://meet.example.test/1',
            notes: 'Line one\nline two',
            reason: 'Moved',
            answers: [
              { question: 'Industry', answer: 'Software' },
              { question: 'Seats', answer: '40' },
              { question: 'Trial?', answer: 'true' },
              { question: 'Tools', answer: 'A; B' },
            ],
          },
        },
      ],
    });
  });

  it('needs nothing but id, status, three times and one of e-mail, phone and Salesforce id', () => {
    for (const customer of [{ email: "o'hara+x@a.test" }, { phone: '030 1234' }, { salesforceId: '00Q8d00000ABCDE' }]) {
      const least = { id: '1', status: 'requested', updatedAt: '2026-01-01T00:00:00Z', customer };
      const message = read({ ...least, start: '2026-01-02T00:00:00Z', end: '2026-01-02T01:00:00Z' });
      assert.deepEqual(message.details, {
        start: '2026-01-02T00:00:00.000Z',
        end: '2026-01-02T01:00:00.000Z',
        customer,
      });
    }
  });

  it('takes null and blank as absent, and ignores keys it does not know', () => {
    const message = read(
      apiBooking(
        { page: null, owner: {}, notes: '  ', answers: null, replaces: '', color: 'red' },
        { phone: null, x: 1 },
      ),
    );
    for (const field of ['page', 'owner', 'notes', 'answers']) assert.equal(field in message.details, false, field);
    assert.equal('replaces' in message, false);
  });

  it('tolerates the other spellings of a status', () => {
    const status = (word: string) => read(apiBooking({ status: word })).status;
    assert.deepEqual(['cancelled', 'no_show', 'noshow', 'No-Show', 'COMPLETED'].map(status), [
      'canceled',
      'no-show',
      'no-show',
      'no-show',
      'completed',
    ]);
    assert.deepEqual(wrong({ status: 'replaced' }), ['/status']);
    assert.deepEqual(wrong({ status: 'constructor' }), ['/status']);
  });

  it('ignores a booking that names itself as its predecessor', () => {
    assert.equal('replaces' in read(apiBooking({ replaces: 'BKNG-1' })), false);
  });

  it('brings times with an offset to UTC over a change to daylight saving', () => {
    const { details } = read(
      apiBooking({ start: '2026-03-29T01:30:00+01:00', end: '2026-03-29T03:30:00+02:00', timeZone: 'Europe/Berlin' }),
    );
    assert.deepEqual([details.start, details.end], ['2026-03-29T00:30:00.000Z', '2026-03-29T01:30:00.000Z']);
  });

  it('names every wrong field of every booking of an array by its place', () => {
    const body = [
      apiBooking(),
      apiBooking({ id: 7.5, start: 'soon', page: {} }, { email: 'a@b', salesforceId: '001000000000000' }),
      'nonsense',
      apiBooking({ end: '2026-11-20T09:00:00Z', customer: { name: 'Nobody' } }),
    ];
    assert.deepEqual(pointers(body), [
      '/1/start',
      '/1/page/id',
      '/1/customer/email',
      '/1/customer/salesforceId',
      '/2',
      '/3/customer',
      '/3/end',
    ]);
  });

  it('names the fields of a single booking without an index', () => {
    assert.deepEqual(wrong({}, { email: 'kim at customer' }), ['/customer/email']);
    assert.deepEqual(pointers({}), ['/id', '/status', '/updatedAt', '/start', '/end', '/customer']);
    for (const body of [null, 5, 'x', undefined]) assert.deepEqual(pointers(body), ['']);
  });

  it('takes arrays of 1 to 500, and several changes of one booking', () => {
    const many = Array.from({ length: 500 }, () => apiBooking());
    assert.equal(parseApiBookings(many).messages.length, 500);
    assert.equal(parseApiBookings([apiBooking()]).isArray, true);
    assert.deepEqual(pointers([...many, apiBooking()]), ['']);
    assert.deepEqual(pointers([]), ['']);
  });

  it('refuses times without an offset, outside 1700 to 4000, or that do not exist', () => {
    for (const start of [
      '2026-11-20T10:00:00',
      '2026-11-20',
      '1699-12-31T00:00:00Z',
      '4001-01-01T00:00:00Z',
      1,
      'now',
    ]) {
      assert.deepEqual(wrong({ start }), ['/start'], String(start));
    }
    assert.deepEqual(wrong({ updatedAt: '2026-02-30T00:00:00Z' }), ['/updatedAt']);
  });

  it('refuses an end that is not after the start, or more than 14 days after it', () => {
    assert.deepEqual(wrong({ end: '2026-11-20T10:00:00-05:00' }), ['/end']);
    assert.deepEqual(wrong({ end: '2026-12-04T10:00:01-05:00' }), ['/end']);
    assert.equal(read(apiBooking({ end: '2026-12-04T10:00:00-05:00' })).details.end, '2026-12-04T15:00:00.000Z');
  });

  it('refuses an unknown time zone, an address that is no link, and a phone number without digits', () => {
    assert.deepEqual(wrong({ timeZone: 'EST5EDT4EVER', meetingUrl: 'javascript:alert(1)' }, { phone: 'call me' }), [
      '/timeZone',
      '/customer/phone',
      '/meetingUrl',
    ]);
  });

  it('bounds every text', () => {
    const long = (length: number) => 'x'.repeat(length);
    assert.deepEqual(wrong({ id: long(256), subject: long(2_001), notes: long(32_001), replaces: long(256) }), [
      '/id',
      '/subject',
      '/notes',
      '/replaces',
    ]);
    assert.deepEqual(wrong({}, { email: `${long(250)}@a.test`, lastName: long(2_001), company: long(2_001) }), [
      '/customer/email',
      '/customer/lastName',
      '/customer/company',
    ]);
    assert.deepEqual(wrong({ answers: { a: long(32_001) } }), ['/answers/a']);
    assert.deepEqual(wrong({ answers: { [long(2_001)]: 'a' } }), ['/answers']);
    const questions = Object.fromEntries(Array.from({ length: 201 }, (_, index) => [`q${index}`, 'a']));
    assert.deepEqual(wrong({ answers: questions }), ['/answers']);
  });

  it('refuses answers that are no text, number, yes/no or list of texts, by their question', () => {
    assert.deepEqual(wrong({ answers: { 'a/b~c': { deep: 1 }, ok: 'x', list: [[1]] } }), [
      '/answers/a~1b~0c',
      '/answers/list',
    ]);
    assert.deepEqual(wrong({ answers: ['x'] }), ['/answers']);
  });

  it('refuses control characters and broken characters in ids, and cleans them out of texts', () => {
    assert.deepEqual(wrong({ id: 'a\u0000b' }), ['/id']);
    assert.deepEqual(wrong({ id: 'a\ud800b' }), ['/id']);
    const { details } = read(apiBooking({ subject: 'a\u0000b\nc', notes: 'x\ud800y\u0007' }));
    assert.deepEqual([details.subject, details.notes], ['a b c', 'x\ufffdy']);
  });

  it('is not moved by keys that JavaScript objects have anyway', () => {
    const body: unknown = JSON.parse(
      JSON.stringify(apiBooking()).replace(
        '"answers":{',
        '"__proto__":{"admin":true},"answers":{"__proto__":"proto","constructor":"con",',
      ),
    );
    const { details } = read(body);
    assert.deepEqual(details.answers?.slice(0, 2), [
      { question: '__proto__', answer: 'proto' },
      { question: 'constructor', answer: 'con' },
    ]);
    assert.equal(({} as Record<string, unknown>).admin, undefined);
  });

  it('does not break on JSON nested a hundred thousand levels deep', () => {
    const deep: unknown = JSON.parse('['.repeat(100_000) + ']'.repeat(100_000));
    assert.deepEqual(wrong({ notes: deep, answers: { a: deep } }), ['/notes', '/answers/a']);
    assert.deepEqual(pointers(deep), ['/0']);
  });
});
