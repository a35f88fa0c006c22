import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Org } from '../../src/org/org.ts';
import { readField } from '../../src/metadata/read-field.ts';
import { parseXml } from '../../src/metadata/xml-element.ts';

/** The field that a deploy of this `fields` element makes on an object. */
function deployed(object: string, type: string, more: string, org = new Org()) {
  org.addField(
    object,
    readField(parseXml(`<fields><fullName>A__c</fullName><label>A</label><type>${type}</type>${more}</fields>`)),
  );
  const field = org.object(object)?.fields.find(({ name }) => name === 'A__c');
  assert.ok(field);
  return field;
}

test('an auto-number, rich text, encrypted text and a geolocation come by deploy', () => {
  const number = deployed('Lead', 'AutoNumber', '<displayFormat>L-{0000}</displayFormat>');
  assert.deepEqual([number.type, number.autoNumber, number.createable], ['string', true, false]);
  const rich = deployed('Lead', 'Html', '<length>32768</length><visibleLines>10</visibleLines>');
  assert.deepEqual(
    [rich.type, rich.htmlFormatted, rich.extraTypeInfo, rich.filterable],
    ['textarea', true, 'richtextarea', false],
  );
  const secret = deployed('Lead', 'EncryptedText', '<length>20</length><maskChar>X</maskChar><maskType>all</maskType>');
  assert.deepEqual([secret.type, secret.encrypted, secret.filterable], ['encryptedstring', true, false]);
  const place = deployed(
    'Lead',
    'Location',
    '<scale>5</scale><displayLocationInDecimal>true</displayLocationInDecimal>',
  );
  assert.equal(place.type, 'location');
});

test('a formula, a roll-up and a master come by deploy', () => {
  const formula = deployed(
    'Lead',
    'Text',
    '<formula>Company &amp; "!"</formula><formulaTreatBlanksAs>BlankAsBlank</formulaTreatBlanksAs>',
  );
  assert.deepEqual([formula.calculatedFormula, formula.formulaTreatNullNumberAsZero], ['Company & "!"', false]);
  const summary =
    '<summarizedField>Opportunity.Amount</summarizedField><summaryForeignKey>Opportunity.AccountId</summaryForeignKey><summaryOperation>sum</summaryOperation>';
  const rollUp = deployed('Account', 'Summary', summary);
  assert.deepEqual([rollUp.calculated, rollUp.calculatedFormula, rollUp.updateable], [true, null, false]);
  const org = new Org();
  org.addObject({ name: 'Visit__c' });
  const master = deployed(
    'Visit__c',
    'MasterDetail',
    '<referenceTo>Account</referenceTo><relationshipName>Visits</relationshipName>',
    org,
  );
  assert.deepEqual([master.nillable, master.cascadeDelete, master.relationshipOrder], [false, true, 0]);
});

test('a lookup keeps its filter and a picklist the values that are active', () => {
  const filter = (more: string) =>
    `<referenceTo>Account</referenceTo><lookupFilter>${more}<filterItems><field>Account.Type</field><operation>equals</operation><value>Prospect</value></filterItems><isOptional>false</isOptional></lookupFilter>`;
  const lookup = deployed(
    'Lead',
    'Lookup',
    filter('<active>true</active><errorMessage>Prospects only.</errorMessage>'),
  );
  assert.deepEqual(lookup.filteredLookupInfo, { controllingFields: [], dependent: false, optionalFilter: false });
  assert.equal(deployed('Lead', 'Lookup', filter('<active>false</active>')).filteredLookupInfo, null);
  const value = (name: string, more = '') =>
    `<value><fullName>${name}</fullName><default>false</default><label>${name}</label>${more}</value>`;
  const picklist = deployed(
    'Lead',
    'Picklist',
    `<valueSet><restricted>true</restricted><valueSetDefinition><sorted>false</sorted>${value('S')}${value('M', '<isActive>false</isActive>')}</valueSetDefinition></valueSet>`,
  );
  assert.deepEqual(
    picklist.picklistValues.map((one) => one.value),
    ['S'],
  );
});

test('a deploy is rehearsed on an org with the same objects and features', () => {
  const org = new Org();
  org.addObject({ name: 'Visit__c' });
  org.setFeatures({ personAccounts: true });
  org.addField('Lead', { name: 'Visit__c', type: 'reference', referenceTo: ['Visit__c'] });
  const rehearsal = new Org({ setup: org.setupDocuments() });
  assert.ok(rehearsal.object('Visit__c'));
  assert.ok(rehearsal.object('Lead')?.fields.some(({ name }) => name === 'Visit__c'));
  assert.ok(rehearsal.object('Account')?.fields.some(({ name }) => name === 'IsPersonAccount'));
});
