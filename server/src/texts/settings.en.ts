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
} as const;
