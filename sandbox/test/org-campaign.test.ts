import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessBench, may, permissionSet, profiles } from './access-bench.ts';
import { testSandbox } from './api-support.ts';
import { bench, errorsOf } from './org-bench.ts';

const columns = ({ attributes: _, ...row }: object & { attributes?: unknown }) => row;

test('a new campaign has the statuses Sent, the default one, and Responded', () => {
  const { made, rows } = bench();
  const campaign = made('Campaign', { Name: 'Webinar', IsActive: true });
  const soql = `SELECT Label, IsDefault, HasResponded, SortOrder FROM CampaignMemberStatus WHERE CampaignId = '${campaign}'`;
  assert.deepEqual(rows(soql).map(columns), [
    { Label: 'Sent', IsDefault: true, HasResponded: false, SortOrder: 1 },
    { Label: 'Responded', IsDefault: false, HasResponded: true, SortOrder: 2 },
  ]);
});

test('a Lead or a Contact belongs to a campaign once, with a status of the campaign', () => {
  const { made, create, lead, read, update } = bench();
  const campaign = made('Campaign', { Name: 'Webinar' });
  made('CampaignMemberStatus', { CampaignId: campaign, Label: 'Attended', HasResponded: true, IsDefault: true });
  const person = lead({ Email: 'ng@acme.test', HasOptedOutOfEmail: true });
  const member = made('CampaignMember', { CampaignId: campaign, LeadId: person, Status: 'sent' });
  const seen = read('CampaignMember', member);
  assert.deepEqual([seen['Status'], seen['HasResponded'], seen['FirstRespondedDate']], ['Sent', false, null]);
  assert.deepEqual(
    [seen['Email'], seen['Type'], seen['CompanyOrAccount'], seen['HasOptedOutOfEmail'], seen['LeadOrContactId']],
    ['ng@acme.test', 'Lead', 'Acme', true, person],
  );
  update('CampaignMember', member, { Status: 'Attended' });
  assert.equal(read('CampaignMember', member)['HasResponded'], true);
  assert.deepEqual(errorsOf(create('CampaignMember', { CampaignId: campaign, LeadId: person })), [
    { statusCode: 'DUPLICATE_VALUE', message: 'Already a campaign member.', fields: [] },
  ]);
  const contact = made('Contact', { LastName: 'Ng' });
  const other = made('CampaignMember', { CampaignId: campaign, ContactId: contact, Status: 'Of another campaign' });
  assert.equal(read('CampaignMember', other)['Status'], 'Attended', 'the default one stands in');
  assert.equal(
    errorsOf(update('CampaignMember', other, { LeadId: person }))[0]?.statusCode,
    'INVALID_FIELD_FOR_INSERT_UPDATE',
  );
  const counted = read('Campaign', campaign);
  assert.deepEqual([counted['NumberOfLeads'], counted['NumberOfContacts'], counted['NumberOfResponses']], [1, 1, 2]);
});

test('a member without a person, with two, and a status that is there already are refused', () => {
  const { made, create, lead } = bench();
  const campaign = made('Campaign', { Name: 'Webinar' });
  const code = (object: string, values: object) =>
    errorsOf(create(object, { CampaignId: campaign, ...values }))[0]?.statusCode;
  assert.equal(code('CampaignMember', {}), 'REQUIRED_FIELD_MISSING');
  const both = { LeadId: lead(), ContactId: made('Contact', { LastName: 'Ng' }) };
  assert.equal(code('CampaignMember', both), 'FIELD_INTEGRITY_EXCEPTION');
  assert.equal(code('CampaignMember', { LeadId: campaign }), 'FIELD_INTEGRITY_EXCEPTION');
  assert.equal(code('CampaignMemberStatus', { Label: 'SENT' }), 'DUPLICATE_VALUE');
});

test('the members of a converted Lead are those of its Contact; those of a deleted one go with it', () => {
  const { org, made, lead, rows, remove, read } = bench();
  const campaign = made('Campaign', { Name: 'Webinar' });
  const [first, second] = [lead(), lead()];
  const kept = made('CampaignMember', { CampaignId: campaign, LeadId: first });
  made('CampaignMember', { CampaignId: campaign, LeadId: second });
  const { contactId } = org.convertLead({ userId: org.organizationId }, first);
  assert.equal(read('CampaignMember', kept)['LeadOrContactId'], contactId);
  remove('Lead', second);
  assert.deepEqual(
    rows('SELECT Id FROM CampaignMember').map(({ Id }) => Id),
    [kept],
  );
});

test('who may not edit a campaign makes no member of it, and who does not read it sees none', () => {
  const { org, user, made, lead, createAs, rowsAs, fieldAs } = accessBench();
  const campaign = made('Campaign', { Name: 'Webinar' });
  made('CampaignMember', { CampaignId: campaign, LeadId: lead() });
  const objects = (verbs: string) => [may('Lead', 'create read edit'), may('Campaign', verbs)];
  const editor = user(profiles.minimum, permissionSet({ name: 'Edits', objectPermissions: objects('read edit') }));
  const reader = user(profiles.minimum, permissionSet({ name: 'Reads', objectPermissions: objects('read') }));
  const stranger = user(profiles.minimum, permissionSet({ name: 'Leads', objectPermissions: [may('Lead', 'read')] }));
  const values = { CampaignId: campaign, LeadId: lead() };
  assert.equal(
    errorsOf(createAs(reader, 'CampaignMember', values))[0]?.statusCode,
    'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
  );
  assert.throws(
    () => rowsAs(stranger, 'SELECT Id FROM CampaignMember'),
    /sObject type 'CampaignMember' is not supported/,
  );
  assert.ok(createAs(editor, 'CampaignMember', values).success);
  assert.equal(rowsAs(reader, 'SELECT Id FROM CampaignMember').length, 2);
  assert.equal(fieldAs(editor, 'CampaignMember', 'Status')?.updateable, true);

  org.setSharing('Campaign', 'private');
  assert.equal(rowsAs(reader, 'SELECT Id FROM CampaignMember').length, 0);
  const refused = errorsOf(createAs(editor, 'CampaignMember', { ...values, LeadId: lead() }))[0];
  assert.equal(refused?.statusCode, 'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY');
  org.setSharing('Campaign', 'read');
  const readOnly = errorsOf(createAs(editor, 'CampaignMember', { ...values, LeadId: lead() }))[0];
  assert.equal(readOnly?.statusCode, 'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY');
});

test('one graph makes a Lead, its event and its place in a campaign', async () => {
  const { api } = await testSandbox();
  const campaign = (await api('POST', '/sobjects/Campaign', { Name: 'Webinar' })).body.id;
  const base = '/services/data/v64.0/sobjects';
  const node = (object: string, referenceId: string, body: object) => ({
    ...{ method: 'POST', url: `${base}/${object}`, referenceId, body },
  });
  const graph = {
    graphId: '1',
    compositeRequest: [
      node('Lead', 'lead', { LastName: 'Ng', Company: 'Acme' }),
      node('Event', 'event', { WhoId: '@{lead.id}', StartDateTime: '2026-11-20T10:00:00Z', DurationInMinutes: 30 }),
      node('CampaignMember', 'member', { CampaignId: campaign, LeadId: '@{lead.id}', Status: 'Responded' }),
    ],
  };
  const { body } = await api('POST', '/composite/graph', { graphs: [graph] });
  assert.equal(body.graphs[0].isSuccessful, true, JSON.stringify(body));
  const soql = 'SELECT Name, Campaign.Name, Lead.Company, HasResponded FROM CampaignMember';
  const [row] = (await api('GET', `/query?q=${encodeURIComponent(soql)}`)).body.records;
  assert.deepEqual([row.Name, row.Campaign.Name, row.Lead.Company, row.HasResponded], ['Ng', 'Webinar', 'Acme', true]);
  const again = await api('POST', '/composite/sobjects', {
    allOrNone: false,
    records: [
      {
        attributes: { type: 'CampaignMember' },
        CampaignId: campaign,
        LeadId: body.graphs[0].graphResponse.compositeResponse[0].body.id,
      },
    ],
  });
  assert.equal(again.body[0].errors[0].statusCode, 'DUPLICATE_VALUE');
});
