import { call } from '../console-api.ts';
import { button } from '../element.ts';
import { part } from '../section.ts';
import type { Section } from '../section.ts';
import { badge, table } from '../table.ts';

const FEATURES = [
  {
    key: 'personAccounts',
    name: 'Person Accounts',
    what: 'Accounts that are persons, by their record type; Leads need no company.',
  },
  {
    key: 'stateAndCountryPicklists',
    name: 'State and Country Picklists',
    what: 'Addresses take known countries and states only, a state only with its country.',
  },
] as const;

export const featureSection: Section = {
  id: 'features',
  title: 'Org features',
  purpose: 'What some orgs have and others have not. In Salesforce they are switched on once and for all.',
  inlet: 'reads what the org has from its objects and fields: other fields to map to, others that are required.',
  parts: ({ act }) => [
    part(
      ({ features }) => FEATURES.map((one) => ({ ...one, isOn: features[one.key] })),
      (rows) => [
        table({
          ...{ caption: 'Features of the org', empty: '', rows },
          columns: [
            ['Feature', ({ name }) => name],
            ['What it brings', ({ what }) => what],
            ['State', ({ isOn }) => badge(isOn ? 'On' : 'Off', isOn ? 'good' : 'plain')],
          ],
          actions: ({ key, name, isOn }) => {
            const change = () => call('POST', 'features', { [key]: !isOn });
            const said = `${name}: ${isOn ? 'off' : 'on'}.`;
            const switched = button(isOn ? 'Switch off' : 'Switch on', () => act(change, said), { of: name });
            switched.dataset['key'] = `switch ${name}`;
            return [switched];
          },
        }),
      ],
    ),
  ],
};
