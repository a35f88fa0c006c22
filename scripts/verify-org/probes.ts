import { errorCode, type RealOrg } from './real-org.ts';

/** Something that Inlet relies on and that was not read in Salesforce's documentation or in a recorded answer. */
export interface Probe {
  claim: string;
  /** True: confirmed. Text: refuted, and what came instead. */
  check: (org: RealOrg, unique: string) => Promise<true | string>;
}

const start = new Date(Date.now() + 86_400_000).toISOString();
const end = new Date(Date.now() + 88_200_000).toISOString();
const event = { Subject: 'Inlet probe', StartDateTime: start, EndDateTime: end };
const key = 'Inlet_Booking_Id__c';

export const probes: Probe[] = [
  {
    claim: 'EntityDefinition tells by query whether activities are private',
    check: async (org) => {
      const soql =
        "SELECT QualifiedApiName, InternalSharingModel FROM EntityDefinition WHERE QualifiedApiName IN ('Event', 'Activity')";
      const { status, body } = await org.call('GET', `/query?q=${encodeURIComponent(soql)}`);
      const models = (body as { records?: { InternalSharingModel: string }[] }).records?.map(
        (row) => row.InternalSharingModel,
      );
      const known = models?.some((model) => ['Private', 'ControlledByParent'].includes(model));
      return known || `${status} ${JSON.stringify(models)}`;
    },
  },
  {
    claim: 'An Activity field can be an external id and unique, and is one on Event',
    check: async (org) => {
      const { body } = await org.call('GET', '/sobjects/Event/describe');
      const field = (body as { fields: { name: string; externalId: boolean; unique: boolean }[] }).fields.find(
        ({ name }) => name === key,
      );
      return (field?.externalId && field.unique) || `describe says ${JSON.stringify(field)}`;
    },
  },
  {
    claim: 'A repeated upsert by the external id of an Event changes the one and makes no second',
    check: async (org, unique) => {
      const path = `/sobjects/Event/${key}/${unique}`;
      const first = await org.call('PATCH', path, event);
      const second = await org.call('PATCH', path, event);
      const statuses = `${first.status}, then ${second.status}`;
      return (first.status === 201 && [200, 204].includes(second.status)) || statuses;
    },
  },
  {
    claim: 'A change to a deleted Event answers 404 ENTITY_IS_DELETED',
    check: async (org) => {
      const id = await org.create('Event', event);
      await org.call('DELETE', `/sobjects/Event/${id}`);
      const answer = await org.call('PATCH', `/sobjects/Event/${id}`, { Subject: 'x' });
      return (
        (answer.status === 404 && errorCode(answer) === 'ENTITY_IS_DELETED') || `${answer.status} ${errorCode(answer)}`
      );
    },
  },
  {
    claim: 'A second record with the same unique value answers DUPLICATE_VALUE',
    check: async (org, unique) => {
      const lead = { LastName: 'Probe', Company: 'Inlet', Inlet_Customer_Id__c: unique };
      await org.create('Lead', lead);
      const answer = await org.call('POST', '/sobjects/Lead', lead);
      return errorCode(answer) === 'DUPLICATE_VALUE' || `${answer.status} ${errorCode(answer)}`;
    },
  },
  {
    claim: 'One failing graph leaves the others of the same call saved',
    check: async (org) => {
      const node = (body: object) => ({
        method: 'POST',
        url: '/services/data/v66.0/sobjects/Lead',
        referenceId: 'who',
        body,
      });
      const { body } = await org.call('POST', '/composite/graph', {
        graphs: [
          { graphId: 'good', compositeRequest: [node({ LastName: 'Probe', Company: 'Inlet' })] },
          { graphId: 'bad', compositeRequest: [node({ Company: 'Inlet' })] },
        ],
      });
      const graphs = (body as { graphs: { graphId: string; isSuccessful: boolean }[] }).graphs;
      const saved = graphs.filter(({ isSuccessful }) => isSuccessful).map(({ graphId }) => graphId);
      return saved.join() === 'good' || `saved: ${saved.join() || 'none'}`;
    },
  },
  {
    claim: 'A composite call with allOrNone whose last part must fail leaves no record',
    check: async (org, unique) => {
      const path = '/services/data/v66.0/sobjects/Lead';
      await org.call('POST', '/composite', {
        allOrNone: true,
        collateSubrequests: false,
        compositeRequest: [
          { method: 'POST', url: path, referenceId: 'a', body: { LastName: unique, Company: 'Inlet' } },
          { method: 'POST', url: path, referenceId: 'b', body: {} },
        ],
      });
      const soql = encodeURIComponent(`SELECT COUNT() FROM Lead WHERE LastName = '${unique}'`);
      const { body } = await org.call('GET', `/query?q=${soql}`);
      const left = (body as { totalSize: number }).totalSize;
      return left === 0 || `${left} stayed`;
    },
  },
  {
    claim: 'A URL field holds 255 characters and refuses one more with STRING_TOO_LONG',
    check: async (org) => {
      const link = (length: number) => 'https://meet.example.com/'.padEnd(length, 'x');
      await org.create('Event', { ...event, Inlet_Meeting_Link__c: link(255) });
      const answer = await org.call('POST', '/sobjects/Event', { ...event, Inlet_Meeting_Link__c: link(256) });
      return errorCode(answer) === 'STRING_TOO_LONG' || `${answer.status} ${errorCode(answer)}`;
    },
  },
  {
    claim: 'Every answer tells the use of the API limit',
    check: async (org) => {
      const { headers } = await org.call('GET', '/sobjects');
      const told = headers.get('Sforce-Limit-Info');
      return /api-usage=\d+\/\d+/.test(told ?? '') || `Sforce-Limit-Info: ${told}`;
    },
  },
  {
    claim: "Apex may set the address of the package's Named Credentials",
    check: async (org) => {
      const code =
        "InletCredentials.instance().setAddress('Inlet_Backend', 'https://inlet-probe.invalid');" +
        "InletCredentials.instance().setAddress('Inlet_Backend', InletCredentials.NO_ADDRESS);";
      const { body } = await org.call('GET', `/tooling/executeAnonymous?anonymousBody=${encodeURIComponent(code)}`);
      const { success, compileProblem, exceptionMessage } = body as Record<string, unknown>;
      return success === true || String(exceptionMessage ?? compileProblem);
    },
  },
];
