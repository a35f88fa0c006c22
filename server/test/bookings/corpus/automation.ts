import type { CorpusRow } from './corpus-row.ts';

/** Flows and Apex triggers. */
export const automation: CorpusRow[] = [
  {
    name: 'a flow that failed to update records',
    object: 'Lead',
    status: 400,
    body: [
      {
        errorCode: 'CANNOT_EXECUTE_FLOW_TRIGGER',
        message:
          "We can't save this record because the “Score lead” process failed. Give your Salesforce admin these details. This error occurred when the flow tried to update records: FIELD_INTEGRITY_EXCEPTION: field integrity exception. You can look up ExceptionCode values in the SOAP API Developer Guide. Error ID: 1545064308-45750 (1670083917)",
        fields: [],
      },
    ],
    expected: {
      cause: 'data',
      kind: 'flow',
      rules: ['Score lead'],
      setup: '/lightning/setup/Flows/page?address=%2F300000000000001AAA',
      sentence:
        'The flow "Score lead" failed while the Lead was saved, when it tried to update records: field integrity exception (booking page "Demo").',
      fix: 'Hand this text to whoever maintains the flow (Setup › Flows).',
    },
  },
  {
    name: 'a flow inside of which a validation rule refused',
    object: 'Lead',
    status: 400,
    body: [
      {
        errorCode: 'CANNOT_EXECUTE_FLOW_TRIGGER',
        message:
          "We can't save this record because the “Update account” process failed. Give your Salesforce admin these details. This error occurred when the flow tried to update records: FIELD_CUSTOM_VALIDATION_EXCEPTION: A customer needs a tax number.. You can look up ExceptionCode values in the SOAP API Developer Guide. Error ID: 1545064308-45750 (1670083917)",
        fields: [],
      },
    ],
    expected: {
      cause: 'data',
      kind: 'flow',
      rules: ['Update account', 'Tax_Number'],
      setup: '/lightning/setup/Flows/page?address=%2F300000000000002AAA',
      sentence:
        'The flow "Update account" failed while the Lead was saved, when it tried to update records: A customer needs a tax number (booking page "Demo"). Inside of it, the validation rule "Tax_Number" on Account refused a record.',
      fix: 'Hand this text to whoever maintains the flow (Setup › Flows).',
    },
  },
  {
    name: 'a flow that failed to create records',
    object: 'Event',
    status: 400,
    body: [
      {
        errorCode: 'CANNOT_EXECUTE_FLOW_TRIGGER',
        message:
          "We can't save this record because the “Log visit” process failed. Give your Salesforce admin these details. This error occurred when the flow tried to create records: REQUIRED_FIELD_MISSING: Required fields are missing: [Amount__c]. You can look up ExceptionCode values in the SOAP API Developer Guide. Error ID: 1545064308-45750 (1670083917)",
        fields: [],
      },
    ],
    expected: {
      cause: 'data',
      kind: 'flow',
      setup: '/lightning/setup/Flows/home',
      sentence:
        'The flow "Log visit" failed while the Event was saved, when it tried to create records: Required fields are missing: [Amount__c] (booking page "Demo").',
      fix: 'Hand this text to whoever maintains the flow (Setup › Flows).',
    },
  },
  {
    name: 'a flow that failed to look records up',
    object: 'Lead',
    status: 400,
    body: [
      {
        errorCode: 'CANNOT_EXECUTE_FLOW_TRIGGER',
        message:
          "We can't save this record because the “Score lead” process failed. Give your Salesforce admin these details. This error occurred when the flow tried to look up records: INVALID_TYPE: sObject type is not supported. You can look up ExceptionCode values in the SOAP API Developer Guide. Error ID: 1545064308-45750 (1670083917)",
        fields: [],
      },
    ],
    expected: {
      cause: 'data',
      kind: 'flow',
      rules: ['Score lead'],
      setup: '/lightning/setup/Flows/page?address=%2F300000000000001AAA',
      sentence:
        'The flow "Score lead" failed while the Lead was saved, when it tried to look up records: sObject type is not supported (booking page "Demo").',
      fix: 'Hand this text to whoever maintains the flow (Setup › Flows).',
    },
  },
  {
    name: 'a flow that failed at an element with a name',
    object: 'Lead',
    status: 400,
    body: [
      {
        errorCode: 'CANNOT_EXECUTE_FLOW_TRIGGER',
        message:
          "We can't save this record because the “Score lead” process failed. Give your Salesforce admin these details. An error occurred at element Set_score. The flow failed to access the value. Error ID: 1-2 (3)",
        fields: [],
      },
    ],
    expected: {
      cause: 'data',
      kind: 'flow',
      rules: ['Score lead'],
      setup: '/lightning/setup/Flows/page?address=%2F300000000000001AAA',
      sentence:
        'The flow "Score lead" failed while the Lead was saved, at its element "Set_score": The flow failed to access the value (booking page "Demo").',
      fix: 'Hand this text to whoever maintains the flow (Setup › Flows).',
    },
  },
  {
    name: 'a flow that tells nothing of itself',
    object: 'Lead',
    status: 400,
    body: [
      {
        errorCode: 'CANNOT_EXECUTE_FLOW_TRIGGER',
        message:
          "We can't save this record because the “Score lead” process failed. Give your Salesforce admin these details. An error occurred when executing a flow interview. Error ID: 1545064308-45750 (1670083917)",
        fields: [],
      },
    ],
    expected: {
      cause: 'data',
      kind: 'flow',
      rules: ['Score lead'],
      setup: '/lightning/setup/Flows/page?address=%2F300000000000001AAA',
      sentence:
        'The flow "Score lead" failed while the Lead was saved: An error occurred when executing a flow interview (booking page "Demo").',
      fix: 'Hand this text to whoever maintains the flow (Setup › Flows).',
    },
  },
  {
    name: 'a flow in straight quotes, with an error of Apex',
    object: 'Lead',
    status: 400,
    body: [
      {
        errorCode: 'CANNOT_EXECUTE_FLOW_TRIGGER',
        message:
          'We can\'t save this record because the "Score lead" process failed. Give your Salesforce admin these details. CANNOT_EXECUTE_FLOW_TRIGGER: An Apex error occurred: System.DmlException: fields being inaccessible. Error ID: 1-2 (-3)',
        fields: [],
      },
    ],
    expected: {
      cause: 'data',
      kind: 'flow',
      rules: ['Score lead'],
      setup: '/lightning/setup/Flows/page?address=%2F300000000000001AAA',
      sentence:
        'The flow "Score lead" failed while the Lead was saved: An Apex error occurred: System.DmlException: fields being inaccessible (booking page "Demo").',
      fix: 'Hand this text to whoever maintains the flow (Setup › Flows).',
    },
  },
  {
    name: 'a flow in German',
    object: 'Lead',
    status: 400,
    body: [
      {
        errorCode: 'CANNOT_EXECUTE_FLOW_TRIGGER',
        message: 'Dieser Datensatz kann nicht gespeichert werden, da der Prozess „Score lead“ fehlgeschlagen ist.',
        fields: [],
      },
    ],
    expected: {
      cause: 'data',
      kind: 'flow',
      rules: ['Score lead'],
      setup: '/lightning/setup/Flows/page?address=%2F300000000000001AAA',
      sentence:
        'The flow "Score lead" failed while the Lead was saved: Dieser Datensatz kann nicht gespeichert werden, da der Prozess „Score lead“ fehlgeschlagen ist (booking page "Demo").',
      fix: 'Hand this text to whoever maintains the flow (Setup › Flows).',
    },
  },
  {
    name: 'a flow of an org whose rules are not read',
    object: 'Lead',
    status: 400,
    body: [
      {
        errorCode: 'CANNOT_EXECUTE_FLOW_TRIGGER',
        message:
          "We can't save this record because the “Score lead” process failed. Give your Salesforce admin these details. This error occurred when the flow tried to delete records: DELETE_FAILED: no. You can look up ExceptionCode values in the SOAP API Developer Guide. Error ID: 1545064308-45750 (1670083917)",
        fields: [],
      },
    ],
    rules: false,
    expected: {
      cause: 'data',
      kind: 'flow',
      setup: '/lightning/setup/Flows/home',
      sentence:
        'The flow "Score lead" failed while the Lead was saved, when it tried to delete records: no (booking page "Demo").',
      fix: 'Hand this text to whoever maintains the flow (Setup › Flows).',
    },
  },
  {
    name: 'a flow that met a locked row',
    object: 'Lead',
    status: 400,
    body: [
      {
        errorCode: 'CANNOT_EXECUTE_FLOW_TRIGGER',
        message:
          "We can't save this record because the “Score lead” process failed. Give your Salesforce admin these details. This error occurred when the flow tried to update records: UNABLE_TO_LOCK_ROW: unable to obtain exclusive access to this record. You can look up ExceptionCode values in the SOAP API Developer Guide. Error ID: 1545064308-45750 (1670083917)",
        fields: [],
      },
    ],
    expected: {
      cause: 'transient',
      sentence:
        "Salesforce could not save the Lead just now: We can't save this record because the “Score lead” process failed. Give your Salesforce admin these details. This error occurred when the flow tried to update records: UNABLE_TO_LOCK_ROW: unable to obtain exclusive access to this record. You can look up ExceptionCode values in the SOAP API Developer Guide. Error ID: 1545064308-45750 (1670083917).",
      fix: 'Nothing to do:',
    },
  },
  {
    name: 'a trigger that fell over an empty value',
    object: 'Lead',
    status: 400,
    body: [
      {
        errorCode: 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
        message:
          'LeadRouting: execution of BeforeInsert\n\ncaused by: System.NullPointerException: Attempt to de-reference a null object\n\nTrigger.LeadRouting: line 18, column 1',
        fields: [],
      },
    ],
    expected: {
      cause: 'data',
      kind: 'trigger',
      rules: ['LeadRouting'],
      setup: '/lightning/setup/ApexTriggers/page?address=%2F01q000000000001AAA',
      sentence:
        'The Apex trigger "LeadRouting" failed while the Lead was saved (BeforeInsert): System.NullPointerException: Attempt to de-reference a null object (Trigger.LeadRouting: line 18) (booking page "Demo").',
      fix: 'Hand this text to whoever maintains the Apex trigger (Setup › Apex Triggers',
    },
  },
  {
    name: 'a trigger whose class failed',
    object: 'Lead',
    status: 400,
    body: [
      {
        errorCode: 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
        message:
          'LeadRouting: execution of AfterUpdate\n\ncaused by: System.ListException: List index out of bounds: -1\n\nClass.Routing.pick: line 804, column 1\nClass.Routing.run: line 10, column 1\nTrigger.LeadRouting: line 2, column 1',
        fields: [],
      },
    ],
    expected: {
      cause: 'data',
      kind: 'trigger',
      rules: ['LeadRouting'],
      setup: '/lightning/setup/ApexTriggers/page?address=%2F01q000000000001AAA',
      sentence:
        'The Apex trigger "LeadRouting" failed while the Lead was saved (AfterUpdate): System.ListException: List index out of bounds: -1 (Class.Routing.pick: line 804) (booking page "Demo").',
      fix: 'Hand this text to whoever maintains the Apex trigger (Setup › Apex Triggers',
    },
  },
  {
    name: 'a trigger whose own record was refused',
    object: 'Lead',
    status: 400,
    body: [
      {
        errorCode: 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
        message:
          'LeadRouting: execution of AfterInsert\n\ncaused by: System.DmlException: Insert failed. First exception on row 0; first error: REQUIRED_FIELD_MISSING, Required fields are missing: [Amount__c]: [Amount__c]\n\nTrigger.LeadRouting: line 9, column 1',
        fields: [],
      },
    ],
    expected: {
      cause: 'data',
      kind: 'trigger',
      rules: ['LeadRouting'],
      setup: '/lightning/setup/ApexTriggers/page?address=%2F01q000000000001AAA',
      sentence:
        'The Apex trigger "LeadRouting" failed while the Lead was saved (AfterInsert): Required fields are missing: [Amount__c] (Trigger.LeadRouting: line 9) (booking page "Demo").',
      fix: 'Hand this text to whoever maintains the Apex trigger (Setup › Apex Triggers',
    },
  },
  {
    name: 'a trigger inside of which a validation rule refused',
    object: 'Lead',
    status: 400,
    body: [
      {
        errorCode: 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
        message:
          'LeadRouting: execution of AfterInsert\n\ncaused by: System.DmlException: Update failed. First exception on row 0 with id 001000000000001AAA; first error: FIELD_CUSTOM_VALIDATION_EXCEPTION, A customer needs a tax number.: []\n\nClass.Routing.run: line 4, column 1',
        fields: [],
      },
    ],
    expected: {
      cause: 'data',
      kind: 'trigger',
      rules: ['LeadRouting', 'Tax_Number'],
      setup: '/lightning/setup/ApexTriggers/page?address=%2F01q000000000001AAA',
      sentence:
        'The Apex trigger "LeadRouting" failed while the Lead was saved (AfterInsert): A customer needs a tax number (Class.Routing.run: line 4) (booking page "Demo"). Inside of it, the validation rule "Tax_Number" on Account refused a record.',
      fix: 'Hand this text to whoever maintains the Apex trigger (Setup › Apex Triggers',
    },
  },
  {
    name: 'a trigger of a package, whose lines are hidden',
    object: 'Event',
    status: 400,
    body: [
      {
        errorCode: 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
        message:
          'dlrs.EventTrigger: execution of AfterInsert\n\ncaused by: System.QueryException: List has no rows for assignment to SObject\n\n(dlrs)',
        fields: [],
      },
    ],
    expected: {
      cause: 'data',
      kind: 'trigger',
      rules: ['EventTrigger'],
      setup: '/lightning/setup/ApexTriggers/page?address=%2F01q000000000002AAA',
      sentence:
        'The Apex trigger "EventTrigger" failed while the Event was saved (AfterInsert): System.QueryException: List has no rows for assignment to SObject (booking page "Demo").',
      fix: 'Hand this text to whoever maintains the Apex trigger (Setup › Apex Triggers',
    },
  },
  {
    name: 'a trigger that ran into itself',
    object: 'Lead',
    status: 400,
    body: [
      {
        errorCode: 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
        message: 'LeadRouting: maximum trigger depth exceeded Lead trigger event AfterUpdate',
        fields: [],
      },
    ],
    expected: {
      cause: 'data',
      kind: 'trigger',
      rules: ['LeadRouting'],
      setup: '/lightning/setup/ApexTriggers/page?address=%2F01q000000000001AAA',
      sentence:
        'The Apex trigger "LeadRouting" failed while the Lead was saved: LeadRouting: maximum trigger depth exceeded Lead trigger event AfterUpdate (booking page "Demo").',
      fix: 'Hand this text to whoever maintains the Apex trigger (Setup › Apex Triggers',
    },
  },
  {
    name: 'a trigger of an org whose rules are not read',
    object: 'Lead',
    status: 400,
    body: [
      {
        errorCode: 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
        message:
          'LeadRouting: execution of BeforeInsert\n\ncaused by: System.MathException: Divide by 0\n\nTrigger.LeadRouting: line 3, column 1',
        fields: [],
      },
    ],
    rules: false,
    expected: {
      cause: 'data',
      kind: 'trigger',
      setup: '/lightning/setup/ApexTriggers/home',
      sentence:
        'The Apex trigger "LeadRouting" failed while the Lead was saved (BeforeInsert): System.MathException: Divide by 0 (Trigger.LeadRouting: line 3) (booking page "Demo").',
      fix: 'Hand this text to whoever maintains the Apex trigger (Setup › Apex Triggers',
    },
  },
  {
    name: 'a trigger that met a locked row',
    object: 'Lead',
    status: 400,
    body: [
      {
        errorCode: 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
        message:
          'LeadRouting: execution of AfterInsert\n\ncaused by: System.DmlException: Update failed. first error: UNABLE_TO_LOCK_ROW, unable to obtain exclusive access to this record',
        fields: [],
      },
    ],
    expected: {
      cause: 'transient',
      sentence:
        'Salesforce could not save the Lead just now: LeadRouting: execution of AfterInsert caused by: System.DmlException: Update failed. first error: UNABLE_TO_LOCK_ROW, unable to obtain exclusive access to this record.',
      fix: 'Nothing to do:',
    },
  },
];
