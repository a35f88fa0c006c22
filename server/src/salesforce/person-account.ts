import type { ObjectSchema } from './types.ts';

/** Contact's fields as the Account of a person shows them; the standard ones begin with "Person", custom ones end in "__pc". */
const nameParts = ['FirstName', 'LastName', 'MiddleName', 'Salutation', 'Suffix', 'InformalName'];

/** Fields of Accounts that tell of persons, or hold nothing for them. */
const aboutPersons = ['IsPersonAccount', 'PersonContactId'];

/** The Contact's field that an Account shows of the person it stands for; undefined for one of the Account's own. */
export function contactFieldOf(accountField: string): string | undefined {
  if (nameParts.includes(accountField)) return accountField;
  if (accountField.endsWith('__pc')) return accountField.replace(/__pc$/, '__c');
  if (aboutPersons.includes(accountField) || accountField.endsWith('__c')) return undefined;
  return /^Person([A-Z]\w*)$/.exec(accountField)?.[1];
}

/** How Salesforce calls the object that a record of ours is saved as: a Person Account is an Account of another record type. */
export function sobjectOf(object: string): string {
  return object === 'PersonAccount' ? 'Account' : object;
}

/** Whether the describe of Account is of an org with Person Accounts. */
export function hasPersons(account: ObjectSchema): boolean {
  return account.fields.has('IsPersonAccount');
}

/**
 * Account as two objects, where the org has Person Accounts: describe has the fields of both in one and calls none of the two
 * names required, as the record type decides at run time. A business has a name of its own and nothing of a person; a person
 * has a last name, what is required of Contacts ([K]: as `__pc`), and no name that could be written. `personTypes` are the ids
 * of the record types that make persons; undefined where nobody could say.
 */
export function splitAccount(
  account: ObjectSchema,
  contact: ObjectSchema | undefined,
  personTypes: Set<string> | undefined,
): { business: ObjectSchema; person: ObjectSchema } {
  const fields = [...account.fields.values()];
  const isOfPersons = (name: string) => contactFieldOf(name) !== undefined || aboutPersons.includes(name);
  const isRequiredOfContacts = (name: string) => {
    const source = contact?.fields.get(contactFieldOf(name) ?? '');
    return source !== undefined && source.custom && !source.nillable && !source.defaultedOnCreate;
  };
  const business = fields
    .filter(({ name }) => !isOfPersons(name))
    .map((field) => (field.name === 'Name' ? { ...field, nillable: false } : field));
  const person = fields
    .filter(({ name }) => name !== 'Name' && name !== 'IsPersonAccount')
    .map((field) =>
      field.name === 'LastName' || isRequiredOfContacts(field.name) ? { ...field, nillable: false } : field,
    );
  const typesOf = (isPerson: boolean) =>
    account.recordTypes.filter(({ id }) => personTypes === undefined || personTypes.has(id) === isPerson);
  const byName = (all: typeof fields) => new Map(all.map((field) => [field.name, field]));
  return {
    business: { ...account, recordTypes: typesOf(false), fields: byName(business) },
    person: {
      ...account,
      name: 'PersonAccount',
      label: 'Person Account',
      recordTypes: typesOf(true),
      fields: byName(person),
    },
  };
}
