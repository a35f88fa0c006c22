import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Customer } from '../../src/bookings/booking.ts';
import { customerId } from '../../src/bookings/customer-id.ts';
import { chooseMatch } from '../../src/bookings/match/choose-match.ts';
import { longestUrl, lookupRequests, phoneSpellings } from '../../src/bookings/match/lookups.ts';
import type { FoundRecord, LookupRows } from '../../src/bookings/match/match.ts';
import { orgSchema } from '../support/schema.ts';
import { english, text } from '../../src/texts/text.ts';

const orgId = 'org_1';

function queries(customers: Customer[], owners: string[] = [], schema = orgSchema()): Record<string, string> {
  const bookings = customers.map((customer) => ({ orgId, details: { customer } }));
  const requests = lookupRequests(bookings, { emails: owners, ids: [] }, schema);
  return Object.fromEntries(
    requests.map(({ referenceId, url }) => [referenceId, decodeURIComponent(url.replace('/query?q=', ''))]),
  );
}

/** The literals of SOQL's strings, read back. */
function literals(soql: string): string[] {
  return [...soql.matchAll(/'((?:\\.|[^'\\])*)'/g)].map(([, text]) => text!.replace(/\\(.)/g, '$1'));
}

describe('the look-ups of a batch', () => {
  it('are one query an object, and none where nobody is to be found', () => {
    const customers = [{ email: 'a@x.test' }, { email: 'B@x.test' }, { phone: '+1 202 555 0195' }];
    assert.deepEqual(Object.keys(queries(customers, ['rep@acme.test'])), [
      'contacts',
      'leads',
      'convertedContacts',
      'users',
    ]);
    assert.deepEqual(queries([]), {});
    assert.deepEqual(Object.keys(queries([], ['rep@acme.test'])), ['users']);
  });

  it('are at most five, whoever books', () => {
    const customer = fc.record(
      {
        email: fc.emailAddress(),
        phone: fc.string(),
        salesforceId: fc.constantFrom('00Q000000000001', '003000000000001'),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.array(customer), fc.array(fc.emailAddress()), (customers, owners) => {
        assert.ok(Object.keys(queries(customers, owners)).length <= 5);
      }),
    );
  });

  it('ask for a phone number only where no e-mail address was given, in the spellings it is likely to have', () => {
    assert.ok(!queries([{ email: 'a@x.test', phone: '+12025550195' }])['contacts']!.includes('Phone IN'));
    const { contacts } = queries([{ phone: '+1 202 555 0195' }]);
    for (const spelling of ['+1 202 555 0195', '+12025550195', '12025550195', '(202) 555-0195', '202-555-0195']) {
      assert.ok(contacts!.includes(`'${spelling}'`), spelling);
    }
  });

  it('ask for a record id of its own object only', () => {
    const { contacts, leads } = queries([
      { salesforceId: '00Q000000000001AAA' },
      { salesforceId: '003000000000002AAA' },
    ]);
    assert.deepEqual(literals(contacts!), ['003000000000002']);
    assert.deepEqual(literals(leads!), ['00Q000000000001']);
  });

  it('ask for a Lead by our id of the customer too, so that a lost answer or a changed address finds it', () => {
    const { leads } = queries([{ email: 'a@x.test' }]);
    assert.ok(literals(leads!).includes(customerId(orgId, { email: 'a@x.test' })!));
    assert.match(leads!, /^SELECT [^(]*\bInlet_Customer_Id__c\b/);
  });

  it('say apostrophes, quotes and backslashes so that the literal is what was given', () => {
    const emails = ["o'hara@x.test", 'a\\b@x.test', "\\'@x.test", '"q"@x.test'];
    const { contacts } = queries(emails.map((email) => ({ email })));
    assert.deepEqual(literals(contacts!), emails);
  });

  it('never let a customer’s text out of its literal', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("'", '\\', '"', '\n', 'a', ')', ' ') }), (phone) => {
        const { contacts } = queries([{ phone: `1${phone}` }]);
        if (contacts === undefined) return;
        const outside = contacts.replace(/'(?:\\.|[^'\\])*'/g, '').replace(/^.* WHERE/s, '');
        assert.match(outside, /^[\sA-Za-z(),]*$/);
      }),
    );
  });

  it('leave out values that are longer than the field: no record can hold them', () => {
    const long = `${'x'.repeat(90)}@x.test`;
    const asked = queries([{ email: long }, { email: 'a@x.test' }, { phone: '1'.repeat(41) }]);
    assert.deepEqual(literals(asked['contacts']!), ['a@x.test']);
    assert.equal(queries([{ phone: '1'.repeat(41) }])['contacts'], undefined);
  });

  it('fit into an address for 75 people whose e-mail addresses fill the field', () => {
    const domain = 'department-of-something.example.test';
    const customers = Array.from({ length: 75 }, (_, n) => ({ email: `${`person${n}-`.padEnd(43, 'x')}@${domain}` }));
    assert.equal(customers[0]!.email.length, 80);
    const requests = lookupRequests(
      customers.map((customer) => ({ orgId, details: { customer } })),
      { emails: [], ids: [] },
      orgSchema(),
    );
    for (const { url } of requests) assert.ok(url.length < longestUrl, `${url.length}`);
  });

  it('do not ask for objects and fields that the API User cannot see', () => {
    assert.deepEqual(Object.keys(queries([{ email: 'a@x.test' }], [], orgSchema({ without: ['Contact'] }))), ['leads']);
    const schema = orgSchema();
    schema.objects.get('Contact')!.fields.delete('MobilePhone');
    assert.ok(!queries([{ phone: '123456' }], [], schema)['contacts']!.includes('MobilePhone'));
    assert.ok(queries([{ phone: '123456' }], [], schema)['leads']!.includes('MobilePhone IN'));
  });

  it('spell a number without country in its own way only', () => {
    assert.deepEqual(phoneSpellings({ phone: '030 1234' }), ['030 1234', '0301234']);
    assert.deepEqual(phoneSpellings({}), []);
  });
});

const email = "Ana.O'Hara@Example.test";
const ours = 'c_1';
const contact: FoundRecord = { Id: '003000000000001AAA', CreatedDate: '2026-02-01', Email: "ana.o'hara@example.TEST" };
const lead: FoundRecord = { Id: '00Q000000000001AAA', CreatedDate: '2026-02-01', Email: email, IsConverted: false };
const converted = { ...lead, IsConverted: true, ConvertedContactId: '003000000000007AAA' };
const became: FoundRecord = { Id: '003000000000007AAA', CreatedDate: '2026-01-01', Email: 'new@example.test' };

function choose(customer: Customer, rows: Partial<LookupRows>) {
  const wanted = { customer, customerId: ours, customerIdField: 'Inlet_Customer_Id__c' };
  const match = chooseMatch(wanted, { contacts: [], leads: [], convertedContacts: [], ...rows });
  return { id: match.kind === 'known' ? match.record.Id : undefined, ...match };
}

describe('whom a booking belongs to', () => {
  it('is the record whose id it brought, before anything else, in 15 or 18 characters', () => {
    const named = { ...lead, Id: '00Q000000000009AAA', Email: 'other@example.test' };
    const rows = { contacts: [contact], leads: [lead, named] };
    for (const salesforceId of ['00Q000000000009AAA', '00Q000000000009']) {
      const match = choose({ email, salesforceId }, rows);
      assert.equal(match.id, named.Id);
      assert.equal(english(match.reason), 'the booking brought its id');
    }
    // Case matters in the first 15 characters.
    assert.notEqual(choose({ email, salesforceId: '00q000000000009' }, rows).id, named.Id);
  });

  it('is a Contact with the address, then an open Lead, whatever the case of the letters', () => {
    assert.equal(choose({ email }, { contacts: [contact], leads: [lead] }).id, contact.Id);
    const match = choose({ email: email.toUpperCase() }, { leads: [lead] });
    assert.equal(match.id, lead.Id);
    assert.equal(english(match.reason), 'it has the customer’s e-mail address');
  });

  it('is the Lead that an earlier booking made, though somebody changed its address', () => {
    const changed = { ...lead, Email: 'corrected@example.test', Inlet_Customer_Id__c: ours };
    const match = choose({ email }, { leads: [changed] });
    assert.equal(match.id, lead.Id);
    assert.equal(english(match.reason), 'an earlier booking of this e-mail address made it');
  });

  it('is the Contact that a Lead with the address was converted to, but an open Lead comes first', () => {
    const rows = { leads: [converted], convertedContacts: [became] };
    const match = choose({ email }, rows);
    assert.equal(match.id, became.Id);
    assert.equal(english(match.reason), 'a Lead with the customer’s e-mail address was converted to it');
    const open = { ...lead, Id: '00Q000000000002AAA' };
    assert.equal(choose({ email }, { ...rows, leads: [converted, open] }).id, open.Id);
  });

  it('is the Contact that the named Lead was converted to', () => {
    const rows = { leads: [{ ...converted, Email: null }], convertedContacts: [became] };
    const match = choose({ salesforceId: converted.Id }, rows);
    assert.equal(match.id, became.Id);
    assert.equal(english(match.reason), 'the Lead whose id the booking brought was converted to it');
  });

  it('is nobody where the Contact of a converted Lead is gone; our id of that Lead is used up', () => {
    const match = choose({ email }, { leads: [{ ...converted, Inlet_Customer_Id__c: ours }] });
    assert.equal(match.kind, 'stranger');
    assert.equal(match.kind === 'stranger' && match.convertedLeadId, converted.Id);
    assert.deepEqual(choose({ email }, { leads: [converted] }), {
      id: undefined,
      kind: 'stranger',
      reason: text('match.noEmail'),
    });
  });

  it('goes by the phone only for a booking without an e-mail address', () => {
    const phone = '+1 (202) 555-0195';
    const caller = { ...lead, Email: null, MobilePhone: '202-555-0195' };
    assert.equal(choose({ phone }, { leads: [caller] }).id, lead.Id);
    assert.equal(choose({ email, phone }, { leads: [caller] }).kind, 'stranger');
    const contactToo = { ...contact, Phone: '12025550195' };
    assert.equal(choose({ mobilePhone: phone }, { contacts: [contactToo], leads: [caller] }).id, contact.Id);
    assert.equal(choose({ phone: '+49 202 5550195' }, { leads: [caller] }).kind, 'stranger');
    assert.equal(choose({ phone: 'none' }, { leads: [{ ...caller, Phone: 'none' }] }).kind, 'stranger');
  });

  it('finds by phone the Contact of a converted Lead too', () => {
    const rows = { leads: [{ ...converted, Email: null, Phone: '030 1234' }], convertedContacts: [became] };
    assert.equal(choose({ phone: '0301234' }, rows).id, became.Id);
  });

  it('is nobody when nothing matches, for the reason that fits', () => {
    const other = { ...contact, Email: 'other@example.test' };
    assert.equal(choose({ email }, { contacts: [other] }).kind, 'stranger');
    assert.equal(
      english(choose({ phone: '123' }, {}).reason),
      'no Contact and no open Lead has the customer’s phone number',
    );
    assert.equal(
      english(choose({ salesforceId: '00Q000000000009' }, {}).reason),
      'the record that the booking named was not found',
    );
  });

  it('is of several the one created first, then the lowest id, in whatever order they came, and the choice is told', () => {
    const older = { ...contact, Id: '003000000000009AAA', CreatedDate: '2026-01-01T00:00:00.000+0000' };
    const twin = { ...older, Id: '003000000000008AAA' };
    fc.assert(
      fc.property(fc.shuffledSubarray([contact, older, twin, twin], { minLength: 4 }), (contacts) => {
        const match = choose({ email }, { contacts });
        assert.equal(match.id, twin.Id);
        assert.equal(
          english(match.reason),
          'it has the customer’s e-mail address; of 3 that match it was created first',
        );
      }),
    );
  });
});
