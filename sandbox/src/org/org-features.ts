import type { OrgDatabase } from './org-database.ts';
import type { OrgSchema } from './org-schema.ts';
import type { RecordTypes } from './record-types.ts';
import { ApiError } from './types.ts';
import type { OrgFeatures } from './types.ts';

const KEY = 'features';
const NONE: OrgFeatures = { personAccounts: false };

export function featuresOf(database: OrgDatabase): OrgFeatures {
  return { ...NONE, ...database.readDocument<Partial<OrgFeatures>>(KEY) };
}

/**
 * Switches features of the org. Person Accounts bring a record type for each kind of account, as Salesforce wants them;
 * it never lets go of the feature, the sandbox does while there is no person. Throws ApiError.
 */
export function setFeatures(
  { database, schema, recordTypes }: { database: OrgDatabase; schema: OrgSchema; recordTypes: RecordTypes },
  changes: Partial<OrgFeatures>,
): OrgFeatures {
  const before = featuresOf(database);
  const features = { ...before, ...changes };
  const hasPersons = () => [...database.records.all('Account')].some((one) => one['IsPersonAccount'] === true);
  if (before.personAccounts && !features.personAccounts && hasPersons()) {
    const message = 'The org has person accounts: reset it to be without them.';
    throw new ApiError(400, 'FIELD_INTEGRITY_EXCEPTION', message, ['personAccounts']);
  }
  database.writeDocument(KEY, features);
  schema.setFeatures(features);
  if (features.personAccounts && !recordTypes.of('Account').some(({ isPersonType }) => isPersonType)) {
    recordTypes.set({ object: 'Account', name: 'Person Account', developerName: 'PersonAccount', isPersonType: true });
    if (recordTypes.of('Account').every(({ isPersonType }) => isPersonType)) {
      const business = { object: 'Account', name: 'Business Account', developerName: 'Business_Account' };
      recordTypes.set({ ...business, default: true });
    }
  }
  return features;
}
