import { apex, lead, make, query, ranThrough, change } from '../calls.ts';
import { errorCode, said, type Answer, type Probe } from '../probe.ts';

const id = (answer: Answer | undefined) => String(answer?.body?.id);

/** What only Apex can try. */
export const apexProbes: Probe[] = [
  {
    claim: "Apex may set the address of the package's Named Credentials",
    reliedOnBy: 'Pairing (force-app/main/default/classes/InletPairing.cls)',
    runsApex: true,
    steps: [
      () =>
        apex(
          "InletCredentials.instance().setAddress('Inlet_Backend', 'https://inlet-probe.invalid');",
          "InletCredentials.instance().setAddress('Inlet_Backend', InletCredentials.NO_ADDRESS);",
        ),
    ],
    decide: ([answer]) => ranThrough(answer!),
  },
  {
    claim: 'Apex may store a key in the External Credential, see that it is there, and take it away',
    reliedOnBy: 'Pairing (force-app/main/default/classes/InletCredentials.cls)',
    runsApex: true,
    steps: [
      () =>
        apex(
          'InletCredentials all = InletCredentials.instance();',
          "if (all.hasKey()) throw new IllegalArgumentException('this org is paired: the probe leaves its key alone');",
          "all.storeKey('inlet-probe');",
        ),
      // Each in a request of its own, as pairing does it.
      () => apex("if (!InletCredentials.instance().hasKey()) throw new IllegalArgumentException('no key was stored');"),
      ([stored]) => (ranThrough(stored!) === true ? apex('InletCredentials.instance().forgetKey();') : apex('')),
      ([stored]) =>
        ranThrough(stored!) === true
          ? apex("if (InletCredentials.instance().hasKey()) throw new IllegalArgumentException('the key stayed');")
          : apex(''),
    ],
    decide: (answers) => answers.map(ranThrough).find((one) => one !== true) ?? true,
  },
  {
    claim: 'A converted Lead is found by a query, and a change to it answers CANNOT_UPDATE_CONVERTED_LEAD',
    reliedOnBy: 'Somebody who was a Lead is found as the Contact (server/src/bookings/match/choose-match.ts)',
    runsApex: true,
    steps: [
      (_before, unique) => make('Lead', lead(unique)),
      ([made]) =>
        apex(
          `Database.LeadConvert one = new Database.LeadConvert(); one.setLeadId('${id(made)}'); one.setDoNotCreateOpportunity(true);`,
          'one.setConvertedStatus([SELECT ApiName FROM LeadStatus WHERE IsConverted = TRUE LIMIT 1].ApiName);',
          'Database.convertLead(one);',
        ),
      (_before, unique) =>
        query(`SELECT ConvertedContactId FROM Lead WHERE LastName = '${unique}' AND IsConverted = true`),
      ([made]) => change('Lead', id(made), { Title: 'x' }),
      // The Account and the Contact that came of it have the Lead's name.
      (_before, unique) => apex(`delete [SELECT Id FROM Account WHERE Name = '${unique}'];`),
    ],
    decide: ([, converted, found, changed]) => {
      const ran = ranThrough(converted!);
      if (ran !== true) return ran;
      if (typeof found?.body?.records?.[0]?.ConvertedContactId !== 'string') return `the query said ${said(found)}`;
      return errorCode(changed!) === 'CANNOT_UPDATE_CONVERTED_LEAD' || `the change said ${said(changed)}`;
    },
  },
];
