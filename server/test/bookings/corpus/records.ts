import type { CorpusRow } from './corpus-row.ts';

/** Records that are gone, locked, or not to be referred to. */
export const records: CorpusRow[] = [
  {
    name: 'an id of another object, as an integrity error',
    object: 'Lead',
    status: 400,
    body: [
      {
        errorCode: 'FIELD_INTEGRITY_EXCEPTION',
        message: 'Owner ID: id value of incorrect type: 035000000000001AAA',
        fields: ['OwnerId'],
      },
    ],
    expected: {
      cause: 'data',
      kind: 'reference',
      field: 'OwnerId',
      value: '035000000000001AAA',
      sentence:
        '"035000000000001AAA" names no record that the field Owner ID of Lead can point to: it was deleted, is of another object, or the API User may not see it (booking page "Demo").',
      fix: 'Correct the id in the mapping or where it was booked, or give the API User access to the record',
    },
  },
  {
    name: 'a record type that the API User lacks',
    object: 'Lead',
    status: 400,
    body: [
      {
        errorCode: 'INVALID_CROSS_REFERENCE_KEY',
        message: "Record Type ID: this ID value isn't valid for the user: 012000000000002AAA",
        fields: ['RecordTypeId'],
      },
    ],
    expected: {
      cause: 'data',
      kind: 'recordType',
      field: 'RecordTypeId',
      value: '012000000000002AAA',
      setup: '/lightning/setup/ObjectManager/Lead/RecordTypes/view',
      sentence: 'The record type "Partner Lead" of Lead is not available to the API User (booking page "Demo").',
      fix: 'In Setup, assign the record type of Lead to the API User in its profile or a permission set, or choose another one in the mapping',
    },
  },
  {
    name: 'a record type that the org lacks',
    object: 'Lead',
    status: 400,
    body: [
      {
        errorCode: 'INVALID_CROSS_REFERENCE_KEY',
        message: "Record Type ID: this ID value isn't valid for the user: 012000000000009AAA",
        fields: ['RecordTypeId'],
      },
    ],
    expected: {
      cause: 'data',
      kind: 'recordType',
      field: 'RecordTypeId',
      value: '012000000000009AAA',
      setup: '/lightning/setup/ObjectManager/Lead/RecordTypes/view',
      sentence: 'The record type "012000000000009AAA" of Lead is not available to the API User (booking page "Demo").',
      fix: 'In Setup, assign the record type of Lead to the API User in its profile or a permission set, or choose another one in the mapping',
    },
  },
  {
    name: 'a reference to nothing',
    object: 'Event',
    status: 400,
    body: [{ errorCode: 'INVALID_CROSS_REFERENCE_KEY', message: 'invalid cross reference id', fields: [] }],
    expected: {
      cause: 'data',
      kind: 'reference',
      sentence:
        'The value names no record that a field of Event can point to: it was deleted, is of another object, or the API User may not see it (booking page "Demo").',
      fix: 'Correct the id in the mapping or where it was booked, or give the API User access to the record',
    },
  },
  {
    name: 'an id that is none',
    object: 'Event',
    status: 400,
    body: [
      {
        errorCode: 'MALFORMED_ID',
        message: 'Name ID: id value of incorrect type: 001900K0001pPuOAAU',
        fields: ['WhoId'],
      },
    ],
    expected: {
      cause: 'data',
      kind: 'reference',
      field: 'WhoId',
      value: '001900K0001pPuOAAU',
      sentence:
        '"001900K0001pPuOAAU" names no record that the field Name ID of Event can point to: it was deleted, is of another object, or the API User may not see it (booking page "Demo").',
      fix: 'Correct the id in the mapping or where it was booked, or give the API User access to the record',
    },
  },
  {
    name: 'an id field that cannot be used',
    object: 'Event',
    status: 400,
    body: [{ errorCode: 'INVALID_ID_FIELD', message: 'invalid id field', fields: [] }],
    expected: {
      cause: 'data',
      kind: 'reference',
      sentence:
        'The value names no record that a field of Event can point to: it was deleted, is of another object, or the API User may not see it (booking page "Demo").',
      fix: 'Correct the id in the mapping or where it was booked, or give the API User access to the record',
    },
  },
  {
    name: 'an Event that was deleted',
    object: 'Event',
    status: 404,
    body: [{ errorCode: 'ENTITY_IS_DELETED', message: 'entity is deleted', fields: [] }],
    expected: {
      cause: 'data',
      kind: 'deleted',
      sentence:
        'The Event that this booking belongs to was deleted in Salesforce. It was not created again (booking page "Demo").',
      fix: 'Restore the Event from the Recycle Bin and press Retry',
    },
  },
  {
    name: 'a record that is not there',
    object: 'Lead',
    status: 404,
    body: [{ errorCode: 'NOT_FOUND', message: 'The requested resource does not exist' }],
    expected: {
      cause: 'data',
      kind: 'notFound',
      sentence:
        'The Lead that this booking belongs to was deleted in Salesforce. It was not created again (booking page "Demo").',
      fix: 'Restore the Lead from the Recycle Bin and press Retry',
    },
  },
  {
    name: 'a Lead that was converted',
    object: 'Lead',
    status: 400,
    body: [{ errorCode: 'CANNOT_UPDATE_CONVERTED_LEAD', message: 'cannot reference converted lead', fields: [] }],
    expected: {
      cause: 'data',
      kind: 'converted',
      sentence: 'The Lead was converted in the meantime and can no longer be changed (booking page "Demo").',
      fix: 'Press Retry:',
    },
  },
  {
    name: 'several records of one external id',
    object: 'Lead',
    status: 300,
    body: [
      '/services/data/v66.0/sobjects/Lead/00Q000000000001AAA',
      '/services/data/v66.0/sobjects/Lead/00Q000000000002AAA',
    ],
    expected: {
      cause: 'data',
      kind: 'severalMatches',
      sentence:
        'Several records of Lead have the same external id (one of them is 00Q000000000001AAA), so none was chosen (booking page "Demo").',
      fix: 'Delete or correct the records that have it twice',
    },
  },
  {
    name: 'several records of one external id, in a collection',
    object: 'Lead',
    status: 400,
    body: [
      {
        errorCode: 'DUPLICATE_EXTERNAL_ID',
        message:
          'Inlet_Customer_Id__c: more than one record found for external id field: [00Q000000000001AAA, 00Q000000000002AAA]',
        fields: [],
      },
    ],
    expected: {
      cause: 'data',
      kind: 'severalMatches',
      sentence:
        'Several records of Lead have the same external id (one of them is 00Q000000000001AAA), so none was chosen (booking page "Demo").',
      fix: 'Delete or correct the records that have it twice',
    },
  },
  {
    name: 'a record that an approval locks',
    object: 'Lead',
    status: 400,
    body: [{ errorCode: 'ENTITY_IS_LOCKED', message: 'the entity is locked for editing', fields: [] }],
    expected: {
      cause: 'data',
      kind: 'locked',
      sentence:
        'The Lead is locked, usually by an approval that is under way: the entity is locked for editing (booking page "Demo").',
      fix: 'Finish or recall the approval, or let the API User edit locked records',
    },
  },
  {
    name: 'a record that could not be deleted',
    object: 'Event',
    status: 400,
    body: [
      {
        errorCode: 'DELETE_FAILED',
        message: 'Your attempt to delete could not be completed because it is associated with others.',
        fields: [],
      },
    ],
    expected: {
      cause: 'data',
      kind: 'other',
      sentence:
        'Salesforce refused the Event: Your attempt to delete could not be completed because it is associated with others (booking page "Demo").',
      fix: 'Repair what the message names, in Salesforce or in the mapping',
    },
  },
  {
    name: 'a Person Account',
    object: 'Account',
    status: 400,
    body: [
      {
        errorCode: 'INVALID_PERSON_ACCOUNT_OPERATION',
        message: 'Cannot change the name of a person account.',
        fields: [],
      },
    ],
    expected: {
      cause: 'data',
      kind: 'personAccount',
      sentence:
        'Salesforce does not allow this change of the Account, as it is a Person Account: Cannot change the name of a person account (booking page "Demo").',
      fix: 'Correct the Person Account in Salesforce by hand, or leave the field out of the mapping',
    },
  },
  {
    name: 'an inactive owner',
    object: 'Lead',
    status: 400,
    body: [
      {
        errorCode: 'INACTIVE_OWNER_OR_USER',
        message: 'operation performed with inactive user [005000000000007AAA] as owner of lead',
        fields: [],
      },
    ],
    expected: {
      cause: 'data',
      kind: 'inactiveOwner',
      setup:
        '/lightning/setup/ManageUsers/page?address=%2F005000000000007AAA%3Fnoredirect%3D1%26isUserEntityOverride%3D1',
      sentence: 'The owner chosen for the Lead is an inactive Salesforce user (booking page "Demo").',
      fix: 'Reactivate the user, or match the booking owner to another user',
    },
  },
];
