import type { CorpusRow } from './corpus-row.ts';

/** Values, fields and addresses. */
export const fields: CorpusRow[] = [
  {
    name: 'required fields',
    object: 'Lead',
    status: 400,
    body: [
      {
        errorCode: 'REQUIRED_FIELD_MISSING',
        message: 'Required fields are missing: [LastName, Budget__c]',
        fields: ['LastName', 'Budget__c'],
      },
    ],
    expected: {
      cause: 'data',
      kind: 'requiredField',
      field: 'LastName',
      setup: '/lightning/setup/ObjectManager/Lead/FieldsAndRelationships/LastName/view',
      sentence:
        'Lead requires Last Name, Budget (Budget__c), and the booking has no value for it (booking page "Demo").',
      fix: 'Map a booking field or a fixed value to it, or in Setup › Object Manager › Lead › Fields make it optional or give it a default value (required on the page layout binds people only)',
    },
  },
  {
    name: 'a required field that is in the text only',
    object: 'Lead',
    status: 400,
    body: [{ errorCode: 'REQUIRED_FIELD_MISSING', message: 'Required fields are missing: [Budget__c]', fields: [] }],
    expected: {
      cause: 'data',
      kind: 'requiredField',
      field: 'Budget__c',
      setup: '/lightning/setup/ObjectManager/Lead/FieldsAndRelationships/view',
      sentence: 'Lead requires Budget (Budget__c), and the booking has no value for it (booking page "Demo").',
      fix: 'Map a booking field or a fixed value to it, or in Setup › Object Manager › Lead › Fields make it optional or give it a default value (required on the page layout binds people only)',
    },
  },
  {
    name: 'a text that is too long',
    object: 'Event',
    status: 400,
    body: [
      {
        errorCode: 'STRING_TOO_LONG',
        message: 'Room: data value too large: The big one on the left (max length=10)',
        fields: ['Room__c'],
      },
    ],
    expected: {
      cause: 'data',
      kind: 'tooLong',
      field: 'Room__c',
      value: 'The big one on the left',
      setup: '/lightning/setup/ObjectManager/Activity/FieldsAndRelationships/view',
      sentence:
        '"The big one on the left" is too long for the field Room (Room__c) of Event, which holds 10 characters (booking page "Demo").',
      fix: 'Make the field longer in Setup › Object Manager › Event › Fields, or map a shorter value',
    },
  },
  {
    name: 'a text that is too long, without its label',
    object: 'Event',
    status: 400,
    body: [
      { errorCode: 'STRING_TOO_LONG', message: 'data value too large: abcdef (max length=3)', fields: ['Room__c'] },
    ],
    expected: {
      cause: 'data',
      kind: 'tooLong',
      field: 'Room__c',
      value: 'abcdef',
      setup: '/lightning/setup/ObjectManager/Activity/FieldsAndRelationships/view',
      sentence:
        '"abcdef" is too long for the field Room (Room__c) of Event, which holds 3 characters (booking page "Demo").',
      fix: 'Make the field longer in Setup › Object Manager › Event › Fields, or map a shorter value',
    },
  },
  {
    name: 'a value that a restricted picklist lacks',
    object: 'Lead',
    status: 400,
    body: [
      {
        errorCode: 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
        message: 'Region: bad value for restricted picklist field: Mars',
        fields: ['Region__c'],
      },
    ],
    expected: {
      cause: 'data',
      kind: 'picklist',
      field: 'Region__c',
      value: 'Mars',
      setup: '/lightning/setup/ObjectManager/Lead/FieldsAndRelationships/view',
      sentence:
        '"Mars" is not a value of the restricted picklist in the field Region (Region__c) of Lead (booking page "Demo").',
      fix: 'Add the value to the picklist in Setup › Object Manager › Lead › Fields, or change the mapping',
    },
  },
  {
    name: 'a restricted picklist whose field is told by its label only',
    object: 'Lead',
    status: 400,
    body: [
      {
        errorCode: 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
        message: 'Region: bad value for restricted picklist field: Mars',
        fields: [],
      },
    ],
    expected: {
      cause: 'data',
      kind: 'picklist',
      field: 'Region__c',
      value: 'Mars',
      setup: '/lightning/setup/ObjectManager/Lead/FieldsAndRelationships/view',
      sentence:
        '"Mars" is not a value of the restricted picklist in the field Region (Region__c) of Lead (booking page "Demo").',
      fix: 'Add the value to the picklist in Setup › Object Manager › Lead › Fields, or change the mapping',
    },
  },
  {
    name: 'a restricted picklist in another language',
    object: 'Lead',
    status: 400,
    body: [
      { errorCode: 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', message: 'Region: falscher Wert', fields: ['Region__c'] },
    ],
    values: { Region__c: 'Mars' },
    expected: {
      cause: 'data',
      kind: 'picklist',
      field: 'Region__c',
      value: 'Mars',
      setup: '/lightning/setup/ObjectManager/Lead/FieldsAndRelationships/view',
      sentence:
        '"Mars" is not a value of the restricted picklist in the field Region (Region__c) of Lead (booking page "Demo").',
      fix: 'Add the value to the picklist in Setup › Object Manager › Lead › Fields, or change the mapping',
    },
  },
  {
    name: 'an address that is none',
    object: 'Lead',
    status: 400,
    body: [{ errorCode: 'INVALID_EMAIL_ADDRESS', message: 'Email: invalid email address: kim@', fields: ['Email'] }],
    expected: {
      cause: 'data',
      kind: 'email',
      field: 'Email',
      value: 'kim@',
      sentence:
        'Salesforce does not accept "kim@" as an e-mail address in the field Email of Lead (booking page "Demo").',
      fix: 'Correct the address where it was booked and send the booking again',
    },
  },
  {
    name: 'a number out of range',
    object: 'Lead',
    status: 400,
    body: [
      {
        errorCode: 'NUMBER_OUTSIDE_VALID_RANGE',
        message: 'Number of Seats: value outside of valid range on numeric field: 99999999999',
        fields: ['Seats__c'],
      },
    ],
    expected: {
      cause: 'data',
      kind: 'number',
      field: 'Seats__c',
      value: '99999999999',
      setup: '/lightning/setup/ObjectManager/Lead/FieldsAndRelationships/view',
      sentence: '"99999999999" is out of range for the field Number of Seats (Seats__c) of Lead (booking page "Demo").',
      fix: 'Map a smaller number, or let the field hold more digits in Setup › Object Manager › Lead › Fields',
    },
  },
  {
    name: 'a value of another type',
    object: 'Lead',
    status: 400,
    body: [
      {
        errorCode: 'INVALID_TYPE_ON_FIELD_IN_RECORD',
        message: 'Number of Seats: value not of required type: many',
        fields: ['Seats__c'],
      },
    ],
    expected: {
      cause: 'data',
      kind: 'wrongType',
      field: 'Seats__c',
      value: 'many',
      setup: '/lightning/setup/ObjectManager/Lead/FieldsAndRelationships/view',
      sentence: '"many" does not fit the type of the field Number of Seats (Seats__c) of Lead (booking page "Demo").',
      fix: 'Map a value of the type that the field has in Setup › Object Manager › Lead › Fields',
    },
  },
  {
    name: 'a value that must be unique, with its holder',
    object: 'Lead',
    status: 400,
    body: [
      {
        errorCode: 'DUPLICATE_VALUE',
        message: 'duplicate value found: Inlet_Customer_Id__c duplicates value on record with id: 00Q58000003tW4u',
        fields: [],
      },
    ],
    expected: {
      cause: 'data',
      kind: 'duplicateValue',
      field: 'Inlet_Customer_Id__c',
      sentence:
        'Another record (00Q58000003tW4u) already holds a value that must be unique in the field Inlet Customer ID (Inlet_Customer_Id__c) of Lead (booking page "Demo").',
      fix: 'Clear the value in the other record or merge the two',
    },
  },
  {
    name: 'a value that must be unique, held by a record out of sight',
    object: 'Lead',
    status: 400,
    body: [
      {
        errorCode: 'DUPLICATE_VALUE',
        message: 'duplicate value found: <unknown> duplicates value on record with id: <unknown>',
        fields: [],
      },
    ],
    expected: {
      cause: 'data',
      kind: 'duplicateValue',
      sentence: 'Another record already holds a value that must be unique in a field of Lead (booking page "Demo").',
      fix: 'Clear the value in the other record or merge the two',
    },
  },
  {
    name: 'a field that is read-only',
    object: 'Lead',
    status: 400,
    body: [
      {
        errorCode: 'INVALID_FIELD_FOR_INSERT_UPDATE',
        message:
          'Unable to create/update fields: Budget__c, Seats__c. Please check the security settings of this field and verify that it is read/write for your profile or permission set.',
        fields: ['Budget__c', 'Seats__c'],
      },
    ],
    expected: {
      cause: 'data',
      kind: 'fieldSecurity',
      field: 'Budget__c',
      setup: '/lightning/setup/PermSets/home',
      sentence:
        'The API User may not write Budget (Budget__c), Number of Seats (Seats__c) of Lead (booking page "Demo").',
      fix: 'Assign the permission set "Inlet API User" to the API User, or give it edit access to the field in a permission set of your own',
    },
  },
  {
    name: 'a field that is hidden or gone',
    object: 'Lead',
    status: 400,
    body: [{ errorCode: 'INVALID_FIELD', message: "No such column 'Old__c' on sobject of type Lead" }],
    expected: {
      cause: 'data',
      kind: 'schema',
      field: 'Old__c',
      setup: '/lightning/setup/ObjectManager/Lead/FieldsAndRelationships/view',
      sentence:
        'Salesforce does not know the field Old__c of Lead, or hides it from the API User: No such column \'Old__c\' on sobject of type Lead (booking page "Demo").',
      fix: 'Check that the field still exists and that the permission set "Inlet API User" grants it',
    },
  },
  {
    name: 'an external id that is not there',
    object: 'Lead',
    status: 404,
    body: [
      {
        errorCode: 'NOT_FOUND',
        message: 'Provided external ID field does not exist or is not accessible: Inlet_Customer_Id__c',
      },
    ],
    expected: {
      cause: 'data',
      kind: 'schema',
      field: 'Inlet_Customer_Id__c',
      setup: '/lightning/setup/ObjectManager/Lead/FieldsAndRelationships/view',
      sentence:
        'Salesforce does not know the field Inlet Customer ID (Inlet_Customer_Id__c) of Lead, or hides it from the API User: Provided external ID field does not exist or is not accessible: Inlet_Customer_Id__c (booking page "Demo").',
      fix: 'Check that the field still exists and that the permission set "Inlet API User" grants it',
    },
  },
  {
    name: 'an object that is not there',
    object: 'CampaignMember',
    status: 400,
    body: [{ errorCode: 'INVALID_TYPE', message: "sObject type 'CampaignMember' is not supported." }],
    expected: {
      cause: 'data',
      kind: 'schema',
      sentence:
        'Salesforce does not know the object Campaign Member, or hides it from the API User (booking page "Demo").',
      fix: 'Assign the permission set "Inlet API User" to the API User, then press Retry.',
    },
  },
  {
    name: 'a state without its country',
    object: 'Lead',
    status: 400,
    body: [
      {
        errorCode: 'FIELD_INTEGRITY_EXCEPTION',
        message: 'A country/territory must be specified before specifying a state value for field: State/Province',
        fields: ['State'],
      },
    ],
    values: { State: 'Bavaria' },
    expected: {
      cause: 'data',
      kind: 'stateCountry',
      field: 'State',
      value: 'Bavaria',
      setup: '/lightning/setup/AddressCleanerOverview/home',
      sentence:
        '"Bavaria" is not accepted in the field State/Province of Lead, where the org has a list of states and countries: A country/territory must be specified before specifying a state value for field: State/Province (booking page "Demo").',
      fix: 'In Setup › State and Country/Territory Picklists, see which values and codes there are.',
    },
  },
  {
    name: 'a country that is not in the list',
    object: 'Lead',
    status: 400,
    body: [
      {
        errorCode: 'FIELD_INTEGRITY_EXCEPTION',
        message:
          "There's a problem with this country, even though it may appear correct. Please select a country/territory from the list of valid countries.: Country",
        fields: ['Country'],
      },
    ],
    values: { Country: 'Bayern' },
    expected: {
      cause: 'data',
      kind: 'stateCountry',
      field: 'Country',
      value: 'Bayern',
      setup: '/lightning/setup/AddressCleanerOverview/home',
      sentence:
        '"Bayern" is not accepted in the field Country of Lead, where the org has a list of states and countries: There\'s a problem with this country, even though it may appear correct. Please select a country/territory from the list of valid countries.: Country (booking page "Demo").',
      fix: 'In Setup › State and Country/Territory Picklists, see which values and codes there are.',
    },
  },
  {
    name: 'a state of an Account, in another language',
    object: 'Account',
    status: 400,
    body: [
      { errorCode: 'FIELD_INTEGRITY_EXCEPTION', message: 'Problem mit diesem Bundesland', fields: ['BillingState'] },
    ],
    values: { BillingState: 'XX' },
    expected: {
      cause: 'data',
      kind: 'stateCountry',
      field: 'BillingState',
      value: 'XX',
      setup: '/lightning/setup/AddressCleanerOverview/home',
      sentence:
        '"XX" is not accepted in the field Billing State/Province of Account, where the org has a list of states and countries: Problem mit diesem Bundesland (booking page "Demo").',
      fix: 'In Setup › State and Country/Territory Picklists, see which values and codes there are.',
    },
  },
  {
    name: 'a date that does not fit',
    object: 'Event',
    status: 400,
    body: [{ errorCode: 'FIELD_INTEGRITY_EXCEPTION', message: 'End date before start date', fields: ['EndDateTime'] }],
    expected: {
      cause: 'data',
      kind: 'fieldIntegrity',
      field: 'EndDateTime',
      sentence:
        'Salesforce refused the Event at the field End Date Time: End date before start date (booking page "Demo").',
      fix: 'Repair what the message names, in Salesforce or in the mapping',
    },
  },
  {
    name: 'a lookup filter',
    object: 'Lead',
    status: 400,
    body: [
      {
        errorCode: 'FIELD_FILTER_VALIDATION_EXCEPTION',
        message: 'Value does not exist or does not match filter criteria.',
        fields: ['Partner__c'],
      },
    ],
    values: { Partner__c: '001000000000001AAA' },
    expected: {
      cause: 'data',
      kind: 'lookupFilter',
      field: 'Partner__c',
      value: '001000000000001AAA',
      setup: '/lightning/setup/ObjectManager/Lead/FieldsAndRelationships/view',
      sentence:
        'The lookup filter of the field Partner (Partner__c) on Lead does not admit "001000000000001AAA": Value does not exist or does not match filter criteria (booking page "Demo").',
      fix: 'Map a record that the filter admits, or change the filter in Setup › Object Manager › Lead › Fields',
    },
  },
  {
    name: 'a lookup filter with a text of its own',
    object: 'Lead',
    status: 400,
    body: [
      { errorCode: 'FIELD_FILTER_VALIDATION_EXCEPTION', message: 'Partners must be active.', fields: ['Partner__c'] },
    ],
    expected: {
      cause: 'data',
      kind: 'lookupFilter',
      field: 'Partner__c',
      setup: '/lightning/setup/ObjectManager/Lead/FieldsAndRelationships/view',
      sentence:
        'The lookup filter of the field Partner (Partner__c) on Lead does not admit the value: Partners must be active (booking page "Demo").',
      fix: 'Map a record that the filter admits, or change the filter in Setup › Object Manager › Lead › Fields',
    },
  },
  {
    name: 'two faults of one record',
    object: 'Lead',
    status: 400,
    body: [
      { errorCode: 'INVALID_EMAIL_ADDRESS', message: 'Email: invalid email address: kim@', fields: ['Email'] },
      {
        errorCode: 'STRING_TOO_LONG',
        message: 'Company: data value too large: Acme (max length=3)',
        fields: ['Company'],
      },
    ],
    expected: {
      cause: 'data',
      kind: 'email',
      field: 'Email',
      value: 'kim@',
      sentence:
        'Salesforce does not accept "kim@" as an e-mail address in the field Email of Lead (booking page "Demo"). "Acme" is too long for the field Company of Lead, which holds 3 characters.',
      fix: 'Correct the address where it was booked and send the booking again',
    },
  },
];
