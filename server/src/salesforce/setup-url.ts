/**
 * Pages of Salesforce Setup, as paths below the org's own address. The forms are those that admins' tools open [S]; a
 * page of which the id is not known is its list.
 */
const setup = '/lightning/setup';

/** Setup shows most of what is not in the Object Manager as a page within a page. */
const framed = (section: string, address: string): string =>
  `${setup}/${section}/page?address=${encodeURIComponent(address)}`;

export const setupPaths = {
  /**
   * Where an admin changes the field. Custom fields of Events are those of activities; what a Person Account shows of its
   * Contact is the Contact's. [K] Person Accounts have a place of their own in the Object Manager, for layouts and types only.
   */
  field(object: string, field: string): string {
    const isCustom = /__\w+$/.test(field);
    const person = field.endsWith('__pc') ? 'Contact' : 'Account';
    const manager = object === 'Event' && isCustom ? 'Activity' : object === 'PersonAccount' ? person : object;
    const page = isCustom ? 'view' : `${encodeURIComponent(field)}/view`;
    return `${setup}/ObjectManager/${manager}/FieldsAndRelationships/${page}`;
  },
  fields: (object: string): string => `${setup}/ObjectManager/${object}/FieldsAndRelationships/view`,
  validationRule: (object: string, id?: string): string =>
    `${setup}/ObjectManager/${object}/ValidationRules/${id ? `${id}/` : ''}view`,
  recordTypes: (object: string): string => `${setup}/ObjectManager/${object}/RecordTypes/view`,
  duplicateRule: (id?: string): string =>
    id ? framed('DuplicateRules', `/${id}?setupid=DuplicateRules`) : `${setup}/DuplicateRules/home`,
  trigger: (id?: string): string => (id ? framed('ApexTriggers', `/${id}`) : `${setup}/ApexTriggers/home`),
  /** `id`: the flow's, not its version's. */
  flow: (id?: string): string => (id ? framed('Flows', `/${id}`) : `${setup}/Flows/home`),
  user: (id?: string): string =>
    id ? framed('ManageUsers', `/${id}?noredirect=1&isUserEntityOverride=1`) : `${setup}/ManageUsers/home`,
  permissionSets: (): string => `${setup}/PermSets/home`,
  sharing: (): string => `${setup}/SecuritySharing/home`,
  storage: (): string => `${setup}/CompanyResourceDisk/home`,
  stateAndCountry: (): string => `${setup}/AddressCleanerOverview/home`,
  profiles: (): string => `${setup}/EnhancedProfiles/home`,
  apps: (): string => `${setup}/ManageExternalClientApplication/home`,
  packages: (): string => `${setup}/ImportedPackage/home`,
  /** API requests of the last 24 hours. */
  systemOverview: (): string => `${setup}/SystemOverview/home`,
} as const;

/** The page's address in an org: `orgUrl` is the org's own (`https://….my.salesforce.com`). */
export function setupUrl(orgUrl: string, path: string): string {
  return `${orgUrl.replace(/\/+$/, '')}${path}`;
}
