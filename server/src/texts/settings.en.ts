/** What is said about settings, in English; a part of `en`. */
export const settingsEn = {
  'template.tooLong': 'The template is longer than {most, number} characters.',
  'template.syntax':
    'The template cannot be read: every name is opened by two braces and closed by two, as in {example}.',
  'template.unknownName':
    'A booking has no "{name}". Use one of its fields (customer.name, page.name …) or answer "the question".',
  'template.noLogic': 'A template holds text and names only; "{tag}" is neither.',
  'plan.noEventByRule': 'No Event was made, as this page’s rules say.',
  'plan.inAccount':
    'The Contact belongs to the Account "{account}", whose website is the domain of the e-mail address.',
  'plan.defaultOwner': 'Salesforce does not know {owner}; the default owner that was set owns it.',
  'plan.relatedToAccount': 'The Event relates to the Contact’s Account.',
  'plan.relatedToOpportunity': 'The Event relates to the open Opportunity of the Account that closes first.',
  'plan.relatedToCase': 'The Event relates to the Contact’s newest open Case.',
  'support.ruled': '{field} is set by Inlet itself, as the creation rules and the booking say; it cannot be mapped.',
  'support.ours': '{field} belongs to the Inlet package: Inlet writes it itself.',
  'support.readOnly':
    'The API User may not write {field}. Grant it in a permission set of yours, or map another field.',
  'support.autoNumber': '{field} is an auto-number: Salesforce counts it by itself.',
  'support.formula': '{field} is a formula or a roll-up: Salesforce computes it by itself.',
  'support.encrypted': '{field} is encrypted: Inlet writes nothing into such fields.',
  'support.masterDetail':
    '{field} is a master-detail relationship: a booking does not say which record it belongs to. Only one fixed record id can go in.',
  'support.lookup':
    '{field} is a look-up: a booking does not say which record is meant. Only one fixed record id can go in.',
  'support.compound':
    '{field} is made of several fields: map those (for a geolocation its latitude and its longitude).',
  'support.file': '{field} holds a file, which a booking has none of.',
  'support.type': '{field} is of type {type}, into which no value of a booking can go.',
  'settings.aBookingField': 'the booking’s {name}',
  'settings.anAnswer': 'an answer',
  'settings.aTemplate': 'the text of a template',
  'settings.wrongConversion': 'Of {what} no value for {field} can be made, which is of type {type}.',
  'settings.constantDoesNotFit': 'The fixed value does not fit: {note}',
  'settings.tooManyDecimals':
    '{field} holds {digits, number} digits after the point; Salesforce would round the value.',
  'settings.notListed':
    '"{value}" is not among the values of {field}. Salesforce takes it all the same, as the picklist is not restricted.',
  'settings.objectHidden':
    'The API User may not see {object}. Give it access in a permission set, or choose something else.',
  'settings.objectNotCreatable':
    'The API User may not create records of {object}. Give it that permission in a permission set, or choose something else.',
  'settings.noKey':
    'The API User may not write the field of the Inlet package on {object} that keeps records from being made twice. Assign the permission set "Inlet API User".',
  'settings.mappedTwice': '{field} of {object} is mapped twice. Take one of the two away.',
  'settings.noSuchField':
    '{object} has no field {field}, or it is hidden from the API User. Create it or grant it in a permission set, or take this mapping away.',
  'settings.onlyOnCreate':
    'The API User may write {field} only in new records of {object}; in others it stays as it is.',
  'settings.onlyOnUpdate':
    'The API User may not write {field} in new records of {object}; it is written to others only.',
  'settings.requiredWithoutValue':
    '{object} requires {field}, a field of type {type}, and no booking has a value for it: every booking would be held. Map it or give it a fixed value; or in Salesforce make it optional, give it a default value, or make it required on the page layout instead.',
  'settings.requiredMayLackValue':
    '{object} requires {field}, a field of type {type} that no value can be made up for. A booking that does not tell one is held.',
  'settings.nothingIsMade': 'By these rules a stranger’s booking makes no record at all.',
  'settings.noWebsite':
    'The API User may not see the field Website of Account, by which Accounts are found. Grant it in a permission set, or choose something else.',
  'settings.fieldNotWritable':
    'The API User may not write {field} of {object}. Grant it in a permission set, or choose something else.',
  'settings.noPersonAccounts': 'This org has no Person Accounts. Choose something else for strangers.',
  'settings.personAccountsNotYet':
    'This version of Inlet makes no Person Accounts. Choose something else for strangers.',
  'settings.noLeadStatus': '"{status}" is not an active value of the Lead’s status.',
  'settings.noRecordType':
    '{object} has no active record type {id} that the API User may use. Assign it to the API User’s profile or permission set, or choose another.',
  'settings.noQueue': 'This org has no queue {id}, or the API User may not see it.',
  'settings.queueOfOthers':
    'The queue "{queue}" does not take records of {object}. Add the object to the queue in Setup › Queues, or choose another.',
  'settings.noUser': 'This org has no user {id}, or the API User may not see them.',
  'settings.inactiveUser':
    '{user} is an inactive Salesforce user and cannot own records. Reactivate the user, or choose another.',
} as const;
