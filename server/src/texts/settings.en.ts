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
  'settings.noLeadStatus': '"{status}" is not an active value of the Lead’s status.',
  'settings.noRecordType':
    '{object} has no active record type {id} that the API User may use. Assign it to the API User’s profile or permission set, or choose another.',
  'settings.noQueue': 'This org has no queue {id}, or the API User may not see it.',
  'settings.queueOfOthers':
    'The queue "{queue}" does not take records of {object}. Add the object to the queue in Setup › Queues, or choose another.',
  'settings.noUser': 'This org has no user {id}, or the API User may not see them.',
  'settings.inactiveUser':
    '{user} is an inactive Salesforce user and cannot own records. Reactivate the user, or choose another.',
  'preview.scenario': 'chosen for this preview',
  'preview.ownerNotLookedUp':
    'Who owns the records is decided when a booking comes: the Salesforce user with the owner’s e-mail address, else the default owner, else the API User.',
  'preview.accountNotLookedUp':
    'Accounts are looked up when a booking comes; this preview is of one whose Account is not found.',
  'preview.relatedNotLookedUp': 'What the Event relates to is looked up when a booking comes.',
  'validation.coordinate': 'One of the two coordinates of the geolocation {place}, which Salesforce demands together.',
  'validation.coordinate.half':
    'The other coordinate of {place} has a value of its own: with this one made up, records get a place that nobody meant. Map this one too.',
  'validation.today': 'today',
  'validation.now': 'now',
  'validation.fixed': '{field} always gets the same value.',
  'validation.mapped': '{field} gets its value from the booking.',
  'validation.mappedOrFallback': '{field} gets its value from the booking, or "{fallback}" where the booking has none.',
  'validation.mappedOnly':
    '{field} gets its value from the booking. A booking that has none is held, as nothing can be made up for a field of type {type}.',
  'validation.fallback': 'Nothing is mapped to {field}: every record gets "{fallback}", and the booking says so.',
  'validation.fallback.fix': 'Map a field of the booking, an answer or a fixed value to it.',
  'validation.noValue': 'Nothing is mapped to {field}, and no value can be made up for a field of type {type}.',
  'validation.noValue.fix':
    'Map an answer or a fixed value to it; or in Salesforce make it optional, give it a default value, or make it required on the page layout instead.',
  'validation.unsupported.fix':
    'In Setup › Object Manager › {object} › Fields, make it optional, give it a default value, or make it required on the page layout instead.',
  'problem.noOrg': 'There is no such org any more.',
  'problem.noVersion': 'The settings have no version {version}.',
  'problem.notConnected': 'Not connected',
  'problem.notConnected.detail':
    'The Salesforce org is not connected, so settings cannot be checked against it. Connect it first.',
  'problem.orgNotAsked': 'Salesforce could not be asked',
  'problem.changedMeanwhile': 'Changed meanwhile',
  'problem.changedMeanwhile.detail':
    '{by} saved version {version, number} of the settings meanwhile ({at} UTC). Look at what they changed, then save yours again.',
  'bookingField.customer.firstName': 'Customer: first name',
  'bookingField.customer.lastName': 'Customer: last name',
  'bookingField.customer.name': 'Customer: whole name',
  'bookingField.customer.email': 'Customer: e-mail address',
  'bookingField.customer.phone': 'Customer: phone',
  'bookingField.customer.mobilePhone': 'Customer: mobile phone',
  'bookingField.customer.company': 'Customer: company',
  'bookingField.subject': 'Subject',
  'bookingField.start': 'Start',
  'bookingField.end': 'End',
  'bookingField.timeZone': 'Time zone of the customer',
  'bookingField.page.id': 'Booking page: id',
  'bookingField.page.name': 'Booking page: name',
  'bookingField.owner.name': 'Owner: name',
  'bookingField.owner.email': 'Owner: e-mail address',
  'bookingField.location': 'Location',
  'bookingField.meetingUrl': 'Meeting link',
  'bookingField.notes': 'Notes of the customer',
  'bookingField.reason': 'Reason of the last change',
  'bookingField.status': 'Status',
  'bookingField.source': 'Scheduling product',
  'bookingField.answers': 'All answers, as text',
  'value.notATime': 'is not a time of day in the form 09:30',
  'plan.campaign': 'the booking page’s customers join a campaign',
  'plan.memberAlready': 'The customer is in the campaign {id} already.',
  'plan.optedOut': 'The customer wants no e-mail, so they were not put into the campaign {id}.',
  'campaigns.hidden': 'The API User may not see campaigns',
  'campaigns.hidden.fix':
    'Assign the permission set Inlet API User to it in the phase Installation, or let it read campaigns and their field Active.',
  'settings.noCampaign': 'This org has no campaign {id}, or the API User may not see it.',
  'settings.noMemberStatus': 'The campaign "{campaign}" has no member status "{status}".',
  'settings.optOutHidden':
    'The API User may not see the field Email Opt Out of {object}. Grant it in a permission set, or switch this rule off.',
  'plan.guest': 'the booking page invites further people whom Salesforce knows',
  'plan.guestUnknown': '{email} was not invited to the Event: no Contact and no open Lead has this address.',
  'plan.guestOptedOut': '{email} was not invited to the Event, as they want no e-mail.',
  'object.personAccount': 'Person Account',
  'plan.newAccount': 'no Account has the domain {domain}, and the rules make one for it',
  'plan.accountMapped': 'the mapping writes to the Account of the Contact',
  'plan.relatedToPerson':
    'The Event relates to the new Person Account and names no person: the API User may not see which Contact stands for it.',
  'plan.personAccountHidden':
    'The customer is a Person Account that the API User may not see as an Account: it was left as it is, and the Event was related to it.',
  'access.findAccount': 'Accounts are found by their website, the domain of the customer’s e-mail address.',
  'fault.noPersonRecordType':
    'The customer was to become a Person Account, and the API User may use no record type of persons.',
  'fault.noPersonRecordType.fix':
    'Assign a record type of persons to the API User’s profile or to a permission set of yours, or choose something else for strangers in the creation rules. Then retry.',
  'settings.noPersonRecordType':
    'The API User may use no record type of Person Accounts. Assign one to its profile or permission set, or choose something else for strangers.',
  'settings.businessRecordType':
    '"{name}" is a record type of companies: with it no Person Account can be made. Choose one of persons.',
  'settings.personRecordType':
    '"{name}" is a record type of persons: with it no Account of a company can be made. Choose one of companies.',
  'settings.noPersonMapping':
    'This org has no Person Accounts, so nothing can be mapped to them. Take these mappings away.',
} as const;
