/** What is said about bookings that Salesforce refused, and about what could refuse them, in English; a part of `en`. */
export const diagnosisEn = {
  'fault.onPage': '{fault} (booking page "{page}")',
  'fault.validationRule':
    'A validation rule on {object} refused the record{hasField, select, yes { at the field {field}} other {}}: "{said}"',
  'fault.validationRule.fix':
    'In Setup › Object Manager › {object} › Validation Rules, find the rule with this error text. Map the field it asks for, except the API User from it, or deactivate it; then press Retry.',
  'fault.requiredField': '{object} requires {fields}, and the booking has no value for it',
  'fault.requiredField.fix':
    'Map a booking field or a fixed value to it, or in Setup › Object Manager › {object} › Fields make it optional or give it a default value (required on the page layout binds people only); then press Retry.',
  'fault.tooLong':
    '{value} is too long for {field} of {object}{hasLimit, select, yes {, which holds {limit} characters} other {}}',
  'fault.tooLong.fix':
    'Make the field longer in Setup › Object Manager › {object} › Fields, or map a shorter value; then press Retry.',
  'fault.picklist': '{value} is not a value of the restricted picklist in {field} of {object}',
  'fault.picklist.fix':
    'Add the value to the picklist in Setup › Object Manager › {object} › Fields, or change the mapping; then press Retry.',
  'fault.email': 'Salesforce does not accept {value} as an e-mail address in {field} of {object}',
  'fault.email.fix': 'Correct the address where it was booked and send the booking again; it is tried then by itself.',
  'fault.duplicateRule': 'The duplicate rule {rule} found records like this {object}, and does not allow saving it',
  'fault.duplicateRule.fix':
    'In Setup › Duplicate Rules, let the rule allow saving with an alert, or merge the records that it found; then press Retry.',
  'fault.duplicateValue':
    'Another record{hasRecord, select, yes { ({record})} other {}} already holds a value that must be unique in {field} of {object}',
  'fault.duplicateValue.fix': 'Clear the value in the other record or merge the two; then press Retry.',
  'fault.deleted': 'The {object} that this booking belongs to was deleted in Salesforce. It was not created again',
  'fault.deleted.fix':
    'Restore the {object} from the Recycle Bin and press Retry; or press Retry to have a new one made.',
  'fault.converted': 'The Lead was converted in the meantime and can no longer be changed',
  'fault.converted.fix': 'Press Retry: the Contact that it became is used then.',
  'fault.permission':
    'The API User may not write {hasField, select, yes {the field {field}} other {this record}} of {object}',
  'fault.permission.fix':
    'Assign the permission set "Inlet API User" to the API User, or give it access to the record; then press Retry.',
  'fault.permission.object': 'The API User may not write records of {object}',
  'fault.permission.event.fix':
    'Where activities are private (Setup › Sharing Settings › Activity), an Event of somebody else is changed only by users above them in the role hierarchy: give the API User a role above the booking owners, or "Modify All Data"; then press Retry.',
  'fault.inactiveOwner': 'The owner chosen for the {object} is an inactive Salesforce user',
  'fault.inactiveOwner.fix': 'Reactivate the user, or match the booking owner to another user; then press Retry.',
  'fault.flow': 'The flow {automation} failed while the {object} was saved: {said}',
  'fault.trigger': 'The Apex trigger {automation} failed while the {object} was saved: {said}',
  'fault.automation.fix': 'Hand this text to whoever maintains that automation. When it is repaired, press Retry.',
  'fault.schema': 'Salesforce does not know {field} of {object}, or hides it from the API User: {said}',
  'fault.schema.fix':
    'Check that the field still exists and that the permission set "Inlet API User" grants it; then press Retry.',
  'fault.validationRuleNamed':
    '{hasSeveral, select, yes {One of the validation rules {names} on {object}, which have the same text,} other {The validation rule {names} on {object}}} refused the record{hasField, select, yes { at the field {field}} other {}}: "{said}"',
  'fault.validationRuleNamed.fix':
    'In Setup › Object Manager › {object} › Validation Rules, open {names}. Map the field that it asks for, except the API User from it, or deactivate it; then press Retry.',
  'fault.validationRuleOther':
    'Salesforce refused the {object}{hasField, select, yes { at the field {field}} other {}}: "{said}"',
  'fault.validationRuleOther.fix':
    '{hasSuspects, select, yes {Look for the text in what runs when the {object} is saved: {names}} other {Look for the text in the flows and Apex triggers that run on {object}, and among the translations of its validation rules}}. Map the field that it asks for, or have it corrected there; then press Retry.',
  'fault.duplicateRuleOneOf':
    'A duplicate rule found records like this {object}, and does not allow saving it: one of {names}',
  'fault.duplicateRuleOneOf.fix':
    'In Setup › Duplicate Rules, let these rules allow saving with an alert, or merge the records that look alike; then press Retry.',
  'fault.flowFailed':
    'The flow {automation} failed while the {object} was saved{hasDoing, select, yes {, {doing}} other {}}: {said}',
  'fault.flowFailed.fix':
    'Hand this text to whoever maintains the flow (Setup › Flows). When it is repaired or deactivated, press Retry.',
  'fault.flow.create': 'when it tried to create records',
  'fault.flow.update': 'when it tried to update records',
  'fault.flow.delete': 'when it tried to delete records',
  'fault.flow.lookUp': 'when it tried to look up records',
  'fault.flow.element': 'at its element "{element}"',
  'fault.triggerFailed':
    'The Apex trigger {automation} failed while the {object} was saved{hasEvent, select, yes { ({event})} other {}}: {said}{hasLine, select, yes { ({line})} other {}}',
  'fault.triggerFailed.fix':
    'Hand this text to whoever maintains the Apex trigger (Setup › Apex Triggers; for one of a package, its vendor). When it is repaired, press Retry.',
  'fault.fieldSecurity': 'The API User may not write {fields} of {object}',
  'fault.fieldSecurity.fix':
    'Assign the permission set "Inlet API User" to the API User, or give it edit access to the field in a permission set of your own; then press Retry.',
  'fault.permission.policy': 'A transaction security policy of the org stopped the {object} from being saved: {said}',
  'fault.permission.policy.fix':
    'In Setup › Transaction Security Policies, except the API User from the policy; then press Retry.',
  'fault.sharing':
    'The API User may not change this {object}: it belongs to somebody else and is not shared with the API User',
  'fault.sharing.fix':
    'Assign the permission set "Inlet API User" to the API User, which may change all records of {object}, or share the record in Setup › Sharing Settings; then press Retry.',
  'fault.sharing.event':
    'The API User may not change this {object}: it belongs to somebody else and is not shared with the API User',
  'fault.sharing.event.fix':
    'Where activities are private (Setup › Sharing Settings › Activity), an Event of somebody else is changed only by users above them in the role hierarchy: give the API User a role above the booking owners, or "Modify All Data"; then press Retry.',
  'fault.sharing.other':
    'The API User has no access to a record that the {object} refers to{hasRecord, select, yes { ({record})} other {}}',
  'fault.sharing.other.fix':
    'Share that record with the API User (Setup › Sharing Settings), or assign the permission set "Inlet API User" to it; then press Retry.',
  'fault.recordType':
    'The record type {hasRecordType, select, yes {"{recordType}"} other {that was chosen}} of {object} is not available to the API User',
  'fault.recordType.fix':
    'In Setup, assign the record type of {object} to the API User in its profile or a permission set, or choose another one in the mapping; then press Retry.',
  'fault.stateCountry':
    '{value} is not accepted in {field} of {object}, where the org has a list of states and countries: {said}',
  'fault.stateCountry.fix':
    'In Setup › State and Country/Territory Picklists, see which values and codes there are. Map one of them, with its country; then press Retry.',
  'fault.lookupFilter': 'The lookup filter of {field} on {object} does not admit {value}: {said}',
  'fault.lookupFilter.fix':
    'Map a record that the filter admits, or change the filter in Setup › Object Manager › {object} › Fields; then press Retry.',
  'fault.number': '{value} is out of range for {field} of {object}',
  'fault.number.fix':
    'Map a smaller number, or let the field hold more digits in Setup › Object Manager › {object} › Fields; then press Retry.',
  'fault.wrongType': '{value} does not fit the type of {field} of {object}',
  'fault.wrongType.fix':
    'Map a value of the type that the field has in Setup › Object Manager › {object} › Fields; then press Retry.',
  'fault.reference':
    '{value} names no record that {field} of {object} can point to: it was deleted, is of another object, or the API User may not see it',
  'fault.reference.fix':
    'Correct the id in the mapping or where it was booked, or give the API User access to the record; then press Retry.',
  'fault.severalMatches':
    'Several records of {object} have the same external id{hasRecord, select, yes { (one of them is {record})} other {}}, so none was chosen',
  'fault.severalMatches.fix': 'Delete or correct the records that have it twice; then press Retry.',
  'fault.locked': 'The {object} is locked, usually by an approval that is under way: {said}',
  'fault.locked.fix': 'Finish or recall the approval, or let the API User edit locked records; then press Retry.',
  'fault.feature': 'The org or the API User lacks a feature or a licence that saving the {object} needs: {said}',
  'fault.feature.fix':
    'Switch the feature on, or assign the licence to the API User in Setup › Users; then press Retry.',
  'fault.governorLimit': 'The org’s own automation ran into a limit of Salesforce while the {object} was saved: {said}',
  'fault.governorLimit.fix':
    'Hand this text to whoever maintains the flows and Apex triggers on {object}. When they are repaired, press Retry.',
  'fault.malformed': 'Salesforce could not read what Inlet sent for the {object}: {said}',
  'fault.malformed.fix': 'Report this booking to the operator of Inlet; then press Retry.',
  'fault.personAccount': 'Salesforce does not allow this change of the {object}, as it is a Person Account: {said}',
  'fault.personAccount.fix':
    'Correct the Person Account in Salesforce by hand, or leave the field out of the mapping; then press Retry.',
  'fault.noRuleSays':
    'No active validation rule on {object} has this text: a flow or an Apex trigger said it, or it is a translation',
  'fault.insideRule': 'Inside of it, the validation rule "{rule}" on {object} refused a record',
  'fault.permission.object.fix':
    'Assign the permission set "Inlet API User" to the API User, or give it the right to create and edit {object}; then press Retry.',
  'fault.objectUnknown': 'Salesforce does not know the object {object}, or hides it from the API User',
  'fault.objectUnknown.fix': 'Assign the permission set "Inlet API User" to the API User, then press Retry.',
  'fault.other': 'Salesforce refused the {object}{hasField, select, yes { at the field {field}} other {}}: {said}',
  'fault.other.fix': 'Repair what the message names, in Salesforce or in the mapping; then press Retry.',
  'fault.noReason': 'Salesforce gave no reason',
  'fault.aField': 'a field',
  'fault.theField': 'the field {label}',
  'fault.theValue': 'the value',
  'fault.quoted': '"{value}"',
  'fault.passing': 'Salesforce could not save the {object} just now: {said}',
  'fault.passing.fix': 'Nothing to do: it is tried again by itself.',
  'fault.ownEnvelope': 'This booking is the cause: the others of its batch went through without it',
  'fault.reportToOperator': 'Report this booking to the operator of Inlet; then press Retry.',
  'fault.notLookedUp': 'Nobody was looked up for this booking, so no record was chosen and none made',
  'fault.lookupNotComplete':
    'Salesforce could not list all the records that match this customer, so none was chosen and none made.',
  'fault.lookupNotComplete.fix':
    'Merge or correct the records that share the customer’s e-mail address or phone number; then press Retry.',
  'fault.objectHidden': 'The API User may not see the object {object}, so this booking cannot be written.',
  'fault.objectHidden.fix': 'Assign the permission set "Inlet API User" to the API User, then press Retry.',
  'fault.packageMissing':
    'The Inlet package is not installed in this org, or the API User may not write its fields on {object}.',
  'fault.packageMissing.fix':
    'Install the Inlet package, assign the permission set "Inlet API User" to the API User, then press Retry.',
  'fault.requiredUncovered': '{object} requires {field}, a field of type {type}, which a booking has no value for.',
  'fault.requiredUnmapped.fix':
    'Give it a value in the tab Setup › Field validation; or make it optional in Setup › Object Manager › {object} › Fields, then press Retry.',
  'fault.requiredUncovered.fix':
    'In Setup › Object Manager › {object} › Fields, make it optional, give it a default value, or make it required on the page layout instead; then press Retry.',
  // Why a part of the org's own rules is not known.
  'rules.refused':
    'Salesforce does not show this to the API User. Assign the permission set "Inlet API User Diagnostics" to it, or the permission "{permission}".',
  'rules.unreadable': 'Salesforce answered in a form that Inlet does not know.',
  'rules.tooMany': 'The org has more of them than one answer holds.',
};
