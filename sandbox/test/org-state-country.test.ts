import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fixture } from './api-fixture.ts';
import { bench, errorsOf } from './org-bench.ts';

const person = { LastName: 'Ng', Company: 'Acme' };

function picklists() {
  const made = bench();
  made.org.setFeatures({ stateAndCountryPicklists: true });
  return made;
}

test('an address names its country and state by label or by code, and each follows the other', () => {
  const { made, read, update, rows } = picklists();
  const id = made('Lead', { ...person, Country: 'united states', StateCode: 'CA' });
  const address = () => ['Country', 'CountryCode', 'State', 'StateCode'].map((name) => read('Lead', id)[name]);
  assert.deepEqual(address(), ['United States', 'US', 'California', 'CA']);
  assert.equal((read('Lead', id)['Address'] as { stateCode: string }).stateCode, 'CA');
  update('Lead', id, { State: null, CountryCode: 'NO' });
  assert.deepEqual(address(), ['Norway', 'NO', null, null]);
  assert.equal(rows("SELECT Id FROM Lead WHERE CountryCode = 'NO'").length, 1);
  const contact = made('Contact', { LastName: 'Ng', MailingCountry: 'Canada', MailingState: 'Ontario' });
  assert.equal(read('Contact', contact)['MailingStateCode'], 'ON');
});

test('a state without its country, and names that are on no list, are refused as captured', () => {
  const { create, made, update } = picklists();
  const error = (values: object) => {
    const [{ statusCode, ...rest } = { statusCode: '' }] = errorsOf(create('Lead', { ...person, ...values }));
    return { ...rest, errorCode: statusCode };
  };
  const [captured] = fixture<object[]>('errors/400_field_integrity_state_country.json') ?? [
    {
      errorCode: 'FIELD_INTEGRITY_EXCEPTION',
      fields: ['State'],
      message: 'A country/territory must be specified before specifying a state value for field: State/Province',
    },
  ];
  assert.deepEqual(error({ State: 'California' }), captured);
  assert.deepEqual(error({ Country: 'Untied States' }), {
    errorCode: 'FIELD_INTEGRITY_EXCEPTION',
    fields: ['Country'],
    message:
      "There's a problem with this country, even though it may appear correct. Please select a country/territory from the list of valid countries.: Country",
  });
  assert.deepEqual(error({ Country: 'Norway', State: 'California' }).fields, ['State']);
  assert.equal(error({ CountryCode: 'XX' }).errorCode, 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST');
  const id = made('Lead', { ...person, CountryCode: 'US', State: 'California' });
  assert.deepEqual(errorsOf(update('Lead', id, { Country: 'Canada' }))[0]?.fields, ['State'], 'the state stays behind');
  assert.ok(update('Lead', id, { City: 'Fresno' }).success);
});

test('the codes are described as choices that depend on each other, and only where the feature is on', () => {
  const { org } = picklists();
  const field = (object: string, name: string) => org.object(object)?.fields.find((one) => one.name === name);
  const state = field('Lead', 'StateCode');
  assert.deepEqual(
    [state?.type, state?.restrictedPicklist, state?.dependentPicklist, state?.controllerName, state?.compoundFieldName],
    ['picklist', true, true, 'CountryCode', 'Address'],
  );
  const codes = field('Lead', 'CountryCode')?.picklistValues.map(({ value }) => value) ?? [];
  const california = state?.picklistValues.find(({ label }) => label === 'California');
  const bits = Buffer.from(String(california?.validFor), 'base64');
  const validFor = codes.filter((_, i) => ((bits[i >> 3] ?? 0) & (0x80 >> (i % 8))) !== 0);
  assert.deepEqual(validFor, ['US']);
  org.setFeatures({ personAccounts: true });
  assert.ok(field('Account', 'PersonMailingStateCode'));
  org.setFeatures({ stateAndCountryPicklists: false });
  assert.equal(field('Lead', 'StateCode'), undefined);
  assert.equal(field('Account', 'PersonMailingStateCode'), undefined);
  assert.equal(field('Account', 'PersonMailingState')?.type, 'string');
});
