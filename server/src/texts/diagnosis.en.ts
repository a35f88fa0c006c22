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
