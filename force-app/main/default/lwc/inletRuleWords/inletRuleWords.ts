import type { PageRules, RuleName } from 'c/inletSettings';
import accountRecordType from '@salesforce/label/c.Inlet_Rule_AccountRecordType';
import attendees from '@salesforce/label/c.Inlet_Rule_Attendees';
import attendeesHelp from '@salesforce/label/c.Inlet_Rule_AttendeesHelp';
import attendeesIgnore from '@salesforce/label/c.Inlet_Rule_AttendeesIgnore';
import attendeesInvite from '@salesforce/label/c.Inlet_Rule_AttendeesInvite';
import campaign from '@salesforce/label/c.Inlet_Rule_Campaign';
import campaignHelp from '@salesforce/label/c.Inlet_Rule_CampaignHelp';
import canceled from '@salesforce/label/c.Inlet_Rule_Canceled';
import canceledHelp from '@salesforce/label/c.Inlet_Rule_CanceledHelp';
import canceledDelete from '@salesforce/label/c.Inlet_Rule_CanceledDelete';
import canceledMark from '@salesforce/label/c.Inlet_Rule_CanceledMark';
import caseLabel from '@salesforce/label/c.Inlet_Rule_Case';
import caseHelp from '@salesforce/label/c.Inlet_Rule_CaseHelp';
import caseNo from '@salesforce/label/c.Inlet_Rule_CaseNo';
import caseOwner from '@salesforce/label/c.Inlet_Rule_CaseOwner';
import caseOwnerHelp from '@salesforce/label/c.Inlet_Rule_CaseOwnerHelp';
import caseRecordType from '@salesforce/label/c.Inlet_Rule_CaseRecordType';
import caseYes from '@salesforce/label/c.Inlet_Rule_CaseYes';
import contactRecordType from '@salesforce/label/c.Inlet_Rule_ContactRecordType';
import duplicates from '@salesforce/label/c.Inlet_Rule_Duplicates';
import duplicatesHelp from '@salesforce/label/c.Inlet_Rule_DuplicatesHelp';
import duplicatesHold from '@salesforce/label/c.Inlet_Rule_DuplicatesHold';
import duplicatesSave from '@salesforce/label/c.Inlet_Rule_DuplicatesSave';
import event from '@salesforce/label/c.Inlet_Rule_Event';
import eventHelp from '@salesforce/label/c.Inlet_Rule_EventHelp';
import eventMake from '@salesforce/label/c.Inlet_Rule_EventMake';
import eventNone from '@salesforce/label/c.Inlet_Rule_EventNone';
import eventRecordType from '@salesforce/label/c.Inlet_Rule_EventRecordType';
import groupEvent from '@salesforce/label/c.Inlet_Rule_GroupEvent';
import groupCase from '@salesforce/label/c.Inlet_Rule_GroupCase';
import groupKnown from '@salesforce/label/c.Inlet_Rule_GroupKnown';
import groupMore from '@salesforce/label/c.Inlet_Rule_GroupMore';
import groupStranger from '@salesforce/label/c.Inlet_Rule_GroupStranger';
import known from '@salesforce/label/c.Inlet_Rule_Known';
import knownFill from '@salesforce/label/c.Inlet_Rule_KnownFill';
import knownHelp from '@salesforce/label/c.Inlet_Rule_KnownHelp';
import knownLeave from '@salesforce/label/c.Inlet_Rule_KnownLeave';
import knownOverwrite from '@salesforce/label/c.Inlet_Rule_KnownOverwrite';
import knownOwner from '@salesforce/label/c.Inlet_Rule_KnownOwner';
import knownOwnerHelp from '@salesforce/label/c.Inlet_Rule_KnownOwnerHelp';
import knownOwnerKeep from '@salesforce/label/c.Inlet_Rule_KnownOwnerKeep';
import leadOwner from '@salesforce/label/c.Inlet_Rule_LeadOwner';
import leadOwnerHelp from '@salesforce/label/c.Inlet_Rule_LeadOwnerHelp';
import leadRecordType from '@salesforce/label/c.Inlet_Rule_LeadRecordType';
import leadStatus from '@salesforce/label/c.Inlet_Rule_LeadStatus';
import leadStatusHelp from '@salesforce/label/c.Inlet_Rule_LeadStatusHelp';
import optOut from '@salesforce/label/c.Inlet_Rule_OptOut';
import optOutHelp from '@salesforce/label/c.Inlet_Rule_OptOutHelp';
import optOutIgnore from '@salesforce/label/c.Inlet_Rule_OptOutIgnore';
import optOutRespect from '@salesforce/label/c.Inlet_Rule_OptOutRespect';
import ownerApi from '@salesforce/label/c.Inlet_Rule_OwnerApi';
import ownerAssignment from '@salesforce/label/c.Inlet_Rule_OwnerAssignment';
import ownerBooking from '@salesforce/label/c.Inlet_Rule_OwnerBooking';
import personAccountRecordType from '@salesforce/label/c.Inlet_Rule_PersonAccountRecordType';
import recordTypeHelp from '@salesforce/label/c.Inlet_Rule_RecordTypeHelp';
import relatedAccount from '@salesforce/label/c.Inlet_Rule_RelatedAccount';
import relatedCase from '@salesforce/label/c.Inlet_Rule_RelatedCase';
import relatedNothing from '@salesforce/label/c.Inlet_Rule_RelatedNothing';
import relatedOpportunity from '@salesforce/label/c.Inlet_Rule_RelatedOpportunity';
import relatedTo from '@salesforce/label/c.Inlet_Rule_RelatedTo';
import relatedToHelp from '@salesforce/label/c.Inlet_Rule_RelatedToHelp';
import stranger from '@salesforce/label/c.Inlet_Rule_Stranger';
import strangerContact from '@salesforce/label/c.Inlet_Rule_StrangerContact';
import strangerContactInAccount from '@salesforce/label/c.Inlet_Rule_StrangerContactInAccount';
import strangerHelp from '@salesforce/label/c.Inlet_Rule_StrangerHelp';
import strangerLead from '@salesforce/label/c.Inlet_Rule_StrangerLead';
import strangerNewAccount from '@salesforce/label/c.Inlet_Rule_StrangerNewAccount';
import strangerNobody from '@salesforce/label/c.Inlet_Rule_StrangerNobody';
import strangerPersonAccount from '@salesforce/label/c.Inlet_Rule_StrangerPersonAccount';
import strangerWithout from '@salesforce/label/c.Inlet_Rule_StrangerWithout';
import strangerWithoutHelp from '@salesforce/label/c.Inlet_Rule_StrangerWithoutHelp';

/** How a rule is asked for. `options` are fixed; `from` names what the org offers. */
export interface RuleWords {
  name: RuleName;
  label: string;
  help: string;
  options?: { label: string; value: string }[];
  from?: 'leadStatus' | 'recordTypes' | 'owners';
  /** The object that record types and queues are of. */
  object?: string;
  /** Shown only where another rule says so. */
  onlyIf?: (rules: PageRules) => boolean;
}

const isTrue = 'true';
const isFalse = 'false';
const choice = (value: string, label: string) => ({ value, label });

/** All rules, in groups, in the order of the screen. */
export const ruleGroups: { key: string; label: string; rules: RuleWords[] }[] = [
  {
    key: 'stranger',
    label: groupStranger,
    rules: [
      {
        name: 'stranger',
        label: stranger,
        help: strangerHelp,
        options: [
          choice('lead', strangerLead),
          choice('contact', strangerContact),
          choice('contactInAccount', strangerContactInAccount),
          choice('personAccount', strangerPersonAccount),
          choice('nobody', strangerNobody),
        ],
      },
      {
        name: 'strangerWithoutAccount',
        label: strangerWithout,
        help: strangerWithoutHelp,
        options: [
          choice('lead', strangerLead),
          choice('contact', strangerContact),
          choice('newAccount', strangerNewAccount),
        ],
        onlyIf: (rules) => rules.stranger === 'contactInAccount',
      },
      { name: 'leadOwner', label: leadOwner, help: leadOwnerHelp, from: 'owners', object: 'Lead' },
      { name: 'leadStatus', label: leadStatus, help: leadStatusHelp, from: 'leadStatus' },
      { name: 'leadRecordType', label: leadRecordType, help: recordTypeHelp, from: 'recordTypes', object: 'Lead' },
      {
        name: 'contactRecordType',
        label: contactRecordType,
        help: recordTypeHelp,
        from: 'recordTypes',
        object: 'Contact',
      },
      {
        name: 'accountRecordType',
        label: accountRecordType,
        help: recordTypeHelp,
        from: 'recordTypes',
        object: 'Account',
        onlyIf: ({ stranger: becomes, strangerWithoutAccount }) =>
          becomes === 'contactInAccount' && strangerWithoutAccount === 'newAccount',
      },
      {
        name: 'personAccountRecordType',
        label: personAccountRecordType,
        help: recordTypeHelp,
        from: 'recordTypes',
        object: 'PersonAccount',
        onlyIf: ({ stranger: becomes }) => becomes === 'personAccount',
      },
      {
        name: 'duplicates',
        label: duplicates,
        help: duplicatesHelp,
        options: [choice('saveAnyway', duplicatesSave), choice('hold', duplicatesHold)],
      },
    ],
  },
  {
    key: 'known',
    label: groupKnown,
    rules: [
      {
        name: 'known',
        label: known,
        help: knownHelp,
        options: [choice('fillEmpty', knownFill), choice('overwrite', knownOverwrite), choice('leave', knownLeave)],
      },
      {
        name: 'knownOwner',
        label: knownOwner,
        help: knownOwnerHelp,
        options: [choice('keep', knownOwnerKeep), choice('bookingOwner', ownerBooking)],
      },
    ],
  },
  {
    key: 'case',
    label: groupCase,
    rules: [
      { name: 'case', label: caseLabel, help: caseHelp, options: [choice(isFalse, caseNo), choice(isTrue, caseYes)] },
      {
        name: 'caseOwner',
        label: caseOwner,
        help: caseOwnerHelp,
        from: 'owners',
        object: 'Case',
        onlyIf: (rules) => rules.case,
      },
      {
        name: 'caseRecordType',
        label: caseRecordType,
        help: recordTypeHelp,
        from: 'recordTypes',
        object: 'Case',
        onlyIf: (rules) => rules.case,
      },
    ],
  },
  {
    key: 'event',
    label: groupEvent,
    rules: [
      { name: 'event', label: event, help: eventHelp, options: [choice('make', eventMake), choice('none', eventNone)] },
      {
        name: 'canceledEvent',
        label: canceled,
        help: canceledHelp,
        options: [choice('mark', canceledMark), choice('delete', canceledDelete)],
        onlyIf: (rules) => rules.event !== 'none',
      },
      {
        name: 'relatedTo',
        label: relatedTo,
        help: relatedToHelp,
        options: [
          choice('nothing', relatedNothing),
          choice('account', relatedAccount),
          choice('openOpportunity', relatedOpportunity),
          choice('case', relatedCase),
        ],
        onlyIf: (rules) => rules.event !== 'none',
      },
      {
        name: 'attendees',
        label: attendees,
        help: attendeesHelp,
        options: [choice('ignore', attendeesIgnore), choice('invite', attendeesInvite)],
        onlyIf: (rules) => rules.event !== 'none',
      },
      {
        name: 'eventRecordType',
        label: eventRecordType,
        help: recordTypeHelp,
        from: 'recordTypes',
        object: 'Event',
        onlyIf: (rules) => rules.event !== 'none',
      },
    ],
  },
  {
    key: 'more',
    label: groupMore,
    rules: [
      { name: 'campaign', label: campaign, help: campaignHelp },
      {
        name: 'respectOptOut',
        label: optOut,
        help: optOutHelp,
        options: [choice(isFalse, optOutIgnore), choice(isTrue, optOutRespect)],
      },
    ],
  },
];

export const ownerWords = { apiUser: ownerApi, bookingOwner: ownerBooking, assignmentRules: ownerAssignment };
