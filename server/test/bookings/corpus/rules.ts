import type { CorpusRow } from './corpus-row.ts';

/** Validation rules and duplicate rules. */
export const rules: CorpusRow[] = [
  {
    name: 'a validation rule with its error at a field',
    object: 'Lead',
    status: 400,
    body: [{ errorCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message: 'Use a business address.', fields: ['Email'] }],
    values: { Email: 'kim@gmail.test' },
    expected: {
      cause: 'data',
      kind: 'validationRule',
      field: 'Email',
      value: 'kim@gmail.test',
      rules: ['Business_Address'],
      setup: '/lightning/setup/ObjectManager/Lead/ValidationRules/03d000000000001AAA/view',
      sentence:
        'The validation rule "Business_Address" on Lead refused the record at the field Email: "Use a business address." (booking page "Demo").',
      fix: 'In Setup › Object Manager › Lead › Validation Rules, open "Business_Address".',
    },
  },
  {
    name: 'a validation rule with its error at the top of the page',
    object: 'Event',
    status: 400,
    body: [{ errorCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message: 'No meetings on Sundays', fields: [] }],
    expected: {
      cause: 'data',
      kind: 'validationRule',
      rules: ['No_Sundays'],
      setup: '/lightning/setup/ObjectManager/Event/ValidationRules/03d000000000004AAA/view',
      sentence:
        'The validation rule "No_Sundays" on Event refused the record: "No meetings on Sundays" (booking page "Demo").',
      fix: 'In Setup › Object Manager › Event › Validation Rules, open "No_Sundays".',
    },
  },
  {
    name: 'a validation rule in a collection, which says statusCode',
    object: 'Event',
    status: 400,
    body: [{ statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message: 'No meetings on Sundays', fields: [] }],
    expected: {
      cause: 'data',
      kind: 'validationRule',
      rules: ['No_Sundays'],
      setup: '/lightning/setup/ObjectManager/Event/ValidationRules/03d000000000004AAA/view',
      sentence:
        'The validation rule "No_Sundays" on Event refused the record: "No meetings on Sundays" (booking page "Demo").',
      fix: 'In Setup › Object Manager › Event › Validation Rules, open "No_Sundays".',
    },
  },
  {
    name: 'a text that two validation rules have',
    object: 'Lead',
    status: 400,
    body: [{ errorCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message: 'Choose a region.', fields: [] }],
    expected: {
      cause: 'data',
      kind: 'validationRule',
      rules: ['Region_Inbound', 'Region_Outbound'],
      setup: '/lightning/setup/ObjectManager/Lead/ValidationRules/03d000000000002AAA/view',
      sentence:
        'One of the validation rules "Region_Inbound" and "Region_Outbound" on Lead, which have the same text, refused the record: "Choose a region." (booking page "Demo").',
      fix: 'In Setup › Object Manager › Lead › Validation Rules, open "Region_Inbound" and "Region_Outbound".',
    },
  },
  {
    name: 'a text that differs in blanks only',
    object: 'Lead',
    status: 400,
    body: [{ errorCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message: ' First line. Second line.', fields: [] }],
    expected: {
      cause: 'data',
      kind: 'validationRule',
      rules: ['Two_Lines'],
      setup: '/lightning/setup/ObjectManager/Lead/ValidationRules/03d000000000006AAA/view',
      sentence:
        'The validation rule "Two_Lines" on Lead refused the record: "First line. Second line." (booking page "Demo").',
      fix: 'In Setup › Object Manager › Lead › Validation Rules, open "Two_Lines".',
    },
  },
  {
    name: 'a text that no validation rule has',
    object: 'Lead',
    status: 400,
    body: [{ errorCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message: 'Call the hotline first.', fields: [] }],
    expected: {
      cause: 'data',
      kind: 'validationRule',
      sentence:
        'Salesforce refused the Lead: "Call the hotline first." (booking page "Demo"). No active validation rule on Lead has this text: a flow or an Apex trigger said it, or it is a translation.',
      fix: 'Look for the text in what runs when the Lead is saved:',
    },
  },
  {
    name: 'a text that a rule of another object has',
    object: 'Lead',
    status: 400,
    body: [{ errorCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message: 'A customer needs a tax number.', fields: [] }],
    expected: {
      cause: 'data',
      kind: 'validationRule',
      sentence:
        'Salesforce refused the Lead: "A customer needs a tax number." (booking page "Demo"). No active validation rule on Lead has this text: a flow or an Apex trigger said it, or it is a translation.',
      fix: 'Look for the text in what runs when the Lead is saved:',
    },
  },
  {
    name: 'a text that no rule has, on an object without automation',
    object: 'Contact',
    status: 400,
    body: [{ errorCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message: 'Kein Mensch.', fields: ['Email'] }],
    expected: {
      cause: 'data',
      kind: 'validationRule',
      field: 'Email',
      sentence:
        'Salesforce refused the Contact at the field Email: "Kein Mensch." (booking page "Demo"). No active validation rule on Contact has this text: a flow or an Apex trigger said it, or it is a translation.',
      fix: 'Look for the text in the flows and Apex triggers that run on Contact, and among the translations of its validation rules.',
    },
  },
  {
    name: 'a validation rule of an org whose rules are not read',
    object: 'Lead',
    status: 400,
    body: [{ errorCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message: 'Use a business address.', fields: ['Email'] }],
    rules: false,
    expected: {
      cause: 'data',
      kind: 'validationRule',
      field: 'Email',
      setup: '/lightning/setup/ObjectManager/Lead/ValidationRules/view',
      sentence:
        'A validation rule on Lead refused the record at the field Email: "Use a business address." (booking page "Demo").',
      fix: 'In Setup › Object Manager › Lead › Validation Rules, find the rule with this error text.',
    },
  },
  {
    name: 'two validation rules at once',
    object: 'Lead',
    status: 400,
    body: [
      { errorCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message: 'Use a business address.', fields: ['Email'] },
      { errorCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message: 'Choose a region.', fields: [] },
    ],
    expected: {
      cause: 'data',
      kind: 'validationRule',
      field: 'Email',
      rules: ['Business_Address', 'Region_Inbound', 'Region_Outbound'],
      setup: '/lightning/setup/ObjectManager/Lead/ValidationRules/03d000000000001AAA/view',
      sentence:
        'The validation rule "Business_Address" on Lead refused the record at the field Email: "Use a business address." (booking page "Demo"). One of the validation rules "Region_Inbound" and "Region_Outbound" on Lead, which have the same text, refused the record: "Choose a region."',
      fix: 'In Setup › Object Manager › Lead › Validation Rules, open "Business_Address".',
    },
  },
  {
    name: 'a validation rule without a text',
    object: 'Lead',
    status: 400,
    body: [{ errorCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message: '', fields: [] }],
    rules: false,
    expected: {
      cause: 'data',
      kind: 'validationRule',
      setup: '/lightning/setup/ObjectManager/Lead/ValidationRules/view',
      sentence: 'A validation rule on Lead refused the record: "Salesforce gave no reason" (booking page "Demo").',
      fix: 'In Setup › Object Manager › Lead › Validation Rules, find the rule with this error text.',
    },
  },
  {
    name: 'a duplicate rule that blocks, under the misspelled key',
    object: 'Lead',
    status: 400,
    body: [
      {
        errorCode: 'DUPLICATES_DETECTED',
        message: 'Use one of these records?',
        duplicateResut: {
          allowSave: false,
          duplicateRule: 'Standard_Lead',
          duplicateRuleEntityType: 'Lead',
          errorMessage: 'Use one of these records?',
          matchResults: [
            {
              entityType: 'Lead',
              errors: [],
              matchEngine: 'ExactMatchEngine',
              matchRecords: [
                { matchConfidence: 100, record: { attributes: { type: 'Lead' }, Id: '00Q000000000009AAA' } },
              ],
              rule: 'Match',
              size: 1,
              success: true,
            },
          ],
        },
      },
    ],
    expected: {
      cause: 'data',
      kind: 'duplicateRule',
      rules: ['Standard Lead Duplicate Rule'],
      setup: '/lightning/setup/DuplicateRules/page?address=%2F0Bm000000000001AAA%3Fsetupid%3DDuplicateRules',
      sentence:
        'The duplicate rule "Standard Lead Duplicate Rule" found records like this Lead, and does not allow saving it (booking page "Demo").',
      fix: 'In Setup › Duplicate Rules, let the rule allow saving with an alert, or merge the records that it found',
    },
  },
  {
    name: 'a duplicate rule under the key as it is spelled',
    object: 'Lead',
    status: 400,
    body: [
      {
        errorCode: 'DUPLICATES_DETECTED',
        message: 'Use one of these records?',
        duplicateResult: {
          allowSave: true,
          duplicateRule: 'Standard_Lead',
          duplicateRuleEntityType: 'Lead',
          errorMessage: 'Use one of these records?',
          matchResults: [
            {
              entityType: 'Lead',
              errors: [],
              matchEngine: 'ExactMatchEngine',
              matchRecords: [
                { matchConfidence: 100, record: { attributes: { type: 'Lead' }, Id: '00Q000000000009AAA' } },
              ],
              rule: 'Match',
              size: 1,
              success: true,
            },
          ],
        },
      },
    ],
    expected: {
      cause: 'data',
      kind: 'duplicateRule',
      rules: ['Standard Lead Duplicate Rule'],
      setup: '/lightning/setup/DuplicateRules/page?address=%2F0Bm000000000001AAA%3Fsetupid%3DDuplicateRules',
      sentence:
        'The duplicate rule "Standard Lead Duplicate Rule" found records like this Lead, and does not allow saving it (booking page "Demo").',
      fix: 'In Setup › Duplicate Rules, let the rule allow saving with an alert, or merge the records that it found',
    },
  },
  {
    name: 'a duplicate rule that found no record it may show',
    object: 'Lead',
    status: 400,
    body: [
      {
        errorCode: 'DUPLICATES_DETECTED',
        message: 'Use one of these records?',
        duplicateResut: {
          allowSave: false,
          duplicateRule: 'Standard_Lead',
          duplicateRuleEntityType: 'Lead',
          errorMessage: 'Use one of these records?',
          matchResults: [
            {
              entityType: 'Lead',
              errors: [],
              matchEngine: 'ExactMatchEngine',
              matchRecords: [],
              rule: 'Match',
              size: 0,
              success: true,
            },
          ],
        },
      },
    ],
    expected: {
      cause: 'data',
      kind: 'duplicateRule',
      rules: ['Standard Lead Duplicate Rule'],
      setup: '/lightning/setup/DuplicateRules/page?address=%2F0Bm000000000001AAA%3Fsetupid%3DDuplicateRules',
      sentence:
        'The duplicate rule "Standard Lead Duplicate Rule" found records like this Lead, and does not allow saving it (booking page "Demo").',
      fix: 'In Setup › Duplicate Rules, let the rule allow saving with an alert, or merge the records that it found',
    },
  },
  {
    name: 'a duplicate rule that the org does not list',
    object: 'Lead',
    status: 400,
    body: [
      {
        errorCode: 'DUPLICATES_DETECTED',
        message: 'Usar um desses registros?',
        duplicateResut: {
          allowSave: false,
          duplicateRule: 'Contas',
          duplicateRuleEntityType: 'Lead',
          errorMessage: 'Usar um desses registros?',
          matchResults: [
            {
              entityType: 'Lead',
              errors: [],
              matchEngine: 'ExactMatchEngine',
              matchRecords: [
                { matchConfidence: 100, record: { attributes: { type: 'Lead' }, Id: '00Q000000000009AAA' } },
              ],
              rule: 'Match',
              size: 1,
              success: true,
            },
          ],
        },
      },
    ],
    expected: {
      cause: 'data',
      kind: 'duplicateRule',
      setup: '/lightning/setup/DuplicateRules/home',
      sentence:
        'The duplicate rule "Contas" found records like this Lead, and does not allow saving it (booking page "Demo").',
      fix: 'In Setup › Duplicate Rules, let the rule allow saving with an alert, or merge the records that it found',
    },
  },
  {
    name: 'a duplicate rule of a package',
    object: 'Lead',
    status: 400,
    body: [
      {
        errorCode: 'DUPLICATES_DETECTED',
        message: 'Use one of these records?',
        duplicateResut: {
          allowSave: false,
          duplicateRule: 'chk__Leads',
          duplicateRuleEntityType: 'Lead',
          errorMessage: 'Use one of these records?',
          matchResults: [
            {
              entityType: 'Lead',
              errors: [],
              matchEngine: 'ExactMatchEngine',
              matchRecords: [
                { matchConfidence: 100, record: { attributes: { type: 'Lead' }, Id: '00Q000000000009AAA' } },
              ],
              rule: 'Match',
              size: 1,
              success: true,
            },
          ],
        },
      },
    ],
    expected: {
      cause: 'data',
      kind: 'duplicateRule',
      rules: ['Checked leads'],
      setup: '/lightning/setup/DuplicateRules/page?address=%2F0Bm000000000004AAA%3Fsetupid%3DDuplicateRules',
      sentence:
        'The duplicate rule "Checked leads" found records like this Lead, and does not allow saving it (booking page "Demo").',
      fix: 'In Setup › Duplicate Rules, let the rule allow saving with an alert, or merge the records that it found',
    },
  },
  {
    name: 'a duplicate rule of a collection, without a name, one of two',
    object: 'Contact',
    status: 400,
    body: [{ errorCode: 'DUPLICATES_DETECTED', message: 'Use one of these records?', fields: [] }],
    expected: {
      cause: 'data',
      kind: 'duplicateRule',
      rules: ['Same phone', 'Same name'],
      setup: '/lightning/setup/DuplicateRules/page?address=%2F0Bm000000000002AAA%3Fsetupid%3DDuplicateRules',
      sentence:
        'A duplicate rule found records like this Contact, and does not allow saving it: one of "Same phone" and "Same name" (booking page "Demo").',
      fix: 'In Setup › Duplicate Rules, let these rules allow saving with an alert, or merge the records that look alike',
    },
  },
  {
    name: 'a duplicate rule without a name, of an object that has none',
    object: 'Account',
    status: 400,
    body: [{ errorCode: 'DUPLICATES_DETECTED', message: 'Use one of these records?', fields: [] }],
    expected: {
      cause: 'data',
      kind: 'duplicateRule',
      setup: '/lightning/setup/DuplicateRules/home',
      sentence:
        'The duplicate rule found records like this Account, and does not allow saving it (booking page "Demo").',
      fix: 'In Setup › Duplicate Rules, let the rule allow saving with an alert, or merge the records that it found',
    },
  },
  {
    name: 'a duplicate rule of an org whose rules are not read',
    object: 'Lead',
    status: 400,
    body: [
      {
        errorCode: 'DUPLICATES_DETECTED',
        message: 'Use one of these records?',
        duplicateResut: {
          allowSave: false,
          duplicateRule: 'Standard_Lead',
          duplicateRuleEntityType: 'Lead',
          errorMessage: 'Use one of these records?',
          matchResults: [
            {
              entityType: 'Lead',
              errors: [],
              matchEngine: 'ExactMatchEngine',
              matchRecords: [
                { matchConfidence: 100, record: { attributes: { type: 'Lead' }, Id: '00Q000000000009AAA' } },
              ],
              rule: 'Match',
              size: 1,
              success: true,
            },
          ],
        },
      },
    ],
    rules: false,
    expected: {
      cause: 'data',
      kind: 'duplicateRule',
      setup: '/lightning/setup/DuplicateRules/home',
      sentence:
        'The duplicate rule "Standard_Lead" found records like this Lead, and does not allow saving it (booking page "Demo").',
      fix: 'In Setup › Duplicate Rules, let the rule allow saving with an alert, or merge the records that it found',
    },
  },
];
