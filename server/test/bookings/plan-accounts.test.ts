import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { companyDomain } from '../../src/bookings/company.ts';
import type { PageRules } from '../../src/bookings/creation-rules.ts';
import { planPerson } from '../../src/bookings/plan/plan-person.ts';
import { splitAccount } from '../../src/salesforce/person-account.ts';
import type { OrgSchema, RecordTypeSchema } from '../../src/salesforce/types.ts';
import { english, text } from '../../src/texts/text.ts';
import { bookingToPlan, planContext, someDetails } from '../support/planning.ts';
import { field, objectSchema, orgSchema, required } from '../support/schema.ts';

const key = field('Inlet_Customer_Id__c', 'string', { externalId: true });
const described = [
  ...[field('Name'), field('Website', 'url'), field('LastName'), field('FirstName'), field('PersonEmail', 'email')],
  ...[field('RecordTypeId', 'reference'), field('IsPersonAccount', 'boolean'), field('Hobby__pc'), key],
  field('PersonContactId', 'reference', { createable: false, updateable: false }),
];
const persons: RecordTypeSchema = { id: '012000000000001AAA', name: 'Person', isDefault: true };
const companies: RecordTypeSchema = { id: '012000000000002AAA', name: 'Company', isDefault: false };

/** An org with Person Accounts, as its describe tells; `without` fields are hidden. */
function org({ types = [persons, companies], without = [] as string[], hobbyRequired = false } = {}): OrgSchema {
  const hobby = field('Hobby__c', 'string', hobbyRequired ? required : {});
  const schema = orgSchema({ fields: { Contact: [hobby, field('AccountId', 'reference')] } });
  const account = objectSchema(
    'Account',
    described.filter(({ name }) => !without.includes(name)),
  );
  const split = splitAccount({ ...account, recordTypes: types }, schema.objects.get('Contact'), new Set([persons.id]));
  schema.objects.set('Account', split.business).set('PersonAccount', split.person);
  return schema;
}
const plan = (rules: Partial<PageRules>, schema: OrgSchema, more: Parameters<typeof bookingToPlan>[0] = {}) => {
  const { plan: made, unplannable } = planPerson([bookingToPlan({ ...more, rules })], planContext(schema));
  const of = (object: string) => made.operations.find((operation) => operation.object === object);
  return { of, unplannable, notes: made.bookings.flatMap(({ notes }) => notes.map(english)) };
};

describe('Account, where the org has Person Accounts', () => {
  it('is two objects: each has its own name, required fields and record types', () => {
    const { objects } = org({ hobbyRequired: true });
    const names = (object: string) => [...objects.get(object)!.fields.keys()];
    const needed = (object: string) =>
      [...objects.get(object)!.fields.values()].filter(({ nillable }) => !nillable).map(({ name }) => name);
    assert.deepEqual(names('Account'), ['Name', 'Website', 'RecordTypeId', 'Inlet_Customer_Id__c']);
    assert.ok(!names('PersonAccount').includes('Name'));
    assert.deepEqual([needed('Account'), needed('PersonAccount')], [['Name'], ['LastName', 'Hobby__pc']]);
    assert.deepEqual(objects.get('PersonAccount')!.recordTypes, [persons]);
    assert.deepEqual(objects.get('Account')!.recordTypes, [companies]);
  });
});

describe('a new Person Account', () => {
  it('is saved by our key, with the API User’s record type of persons, and its Contact is read back', () => {
    const { of } = plan({ stranger: 'personAccount' }, org());
    const made = of('PersonAccount')!;
    assert.deepEqual(made.target, { field: 'Inlet_Customer_Id__c', value: 'c_1' });
    assert.deepEqual(made.values, {
      ...{ FirstName: 'Ana', LastName: 'Jones', PersonEmail: 'ana@example.test', RecordTypeId: persons.id },
    });
    assert.equal(made.readBack, 'PersonContactId');
    assert.deepEqual(of('Event')!.values['WhoId'], { reference: 'bk_1_who', field: 'PersonContactId' });
  });

  it('whose Contact cannot be seen is what the Event relates to, and the plan says why', () => {
    const { of, notes } = plan({ stranger: 'personAccount' }, org({ without: ['PersonContactId'] }));
    const { WhoId, WhatId } = of('Event')!.values;
    assert.deepEqual([WhoId, WhatId], [undefined, { reference: 'bk_1_who' }]);
    assert.ok(notes.some((note) => note.startsWith('The Event relates to the new Person Account')));
  });

  it('that no record type can make holds the booking, with what to do', () => {
    const { unplannable } = plan({ stranger: 'personAccount' }, org({ types: [companies] }));
    assert.equal(unplannable[0]!.diagnosis.code, 'NO_PERSON_RECORD_TYPE');
    assert.match(english(unplannable[0]!.diagnosis.fix), /Assign a record type of persons/);
  });
});

describe('a known person', () => {
  it('whose Account the API User may not see gets the Event and is left alone', () => {
    const record = { Id: '003000000000001AAA', IsPersonAccount: true, AccountId: '001000000000001AAA' };
    const match = { kind: 'known' as const, object: 'Contact' as const, record, reason: text('match.email') };
    const { of, notes } = plan({}, orgSchema(), { match });
    assert.equal(of('Event')!.values['WhoId'], record.Id);
    assert.equal(of('PersonAccount') ?? of('Contact'), undefined);
    assert.ok(notes.some((note) => note.includes('may not see as an Account')));
  });
});

describe('a new Account', () => {
  it('of a company gets a record type of companies where the API User’s default makes persons', () => {
    const rules = { stranger: 'contactInAccount', strangerWithoutAccount: 'newAccount' } as const;
    const company = { id: 'd_1', domain: 'example.test' };
    const { of } = plan(rules, org(), { company });
    assert.equal(of('Account')!.values['RecordTypeId'], companies.id);
    assert.deepEqual(of('Contact')!.values['AccountId'], { reference: 'bk_1_account' });
  });
});

describe('the domain of a company', () => {
  const domainOf = (email: string) => companyDomain({ ...someDetails, customer: { email } });

  it('is the address’s, but for those of mail providers', () => {
    assert.equal(domainOf('Ana@WWW.Acme.test'), 'acme.test');
    for (const provider of [
      'gmail.com',
      'googlemail.com',
      'gmx.de',
      'web.de',
      't-online.de',
      'outlook.com',
      'icloud.com',
    ]) {
      assert.equal(domainOf(`ana@${provider}`), undefined, provider);
    }
    assert.equal(companyDomain({ ...someDetails, customer: { phone: '1' } }), undefined);
  });
});
