import { readCallCount, type CallCount } from './call-count.ts';
import { call } from './console-api.ts';

export interface User {
  id: string;
  username: string;
  name: string;
  isActive: boolean;
  isFrozen: boolean;
  isApiTakenAway: boolean;
  isLoginIpRestricted: boolean;
  isHighAssuranceRequired: boolean;
  profile: string | null;
  permissionSets: string[];
}

export type FieldAccess = 'hidden' | 'read' | 'edit';

/** An object that an admin gives fields and rules. */
export interface SetUpObject {
  name: string;
  label: string;
  fields: string[];
  /** Those that field-level security can hide. */
  hideable: string[];
  picklists: { name: string; values: string[] }[];
}

export interface RecordType {
  id: string;
  object: string;
  name: string;
  developerName: string;
  active: boolean;
  assignedTo: string[] | null;
  defaultFor: string[];
  isPersonType: boolean;
}

export interface CustomField {
  object: string;
  name: string;
  label: string;
  type: string;
  required: boolean;
  /** A lookup that takes some records only. */
  isFiltered: boolean;
}

export interface ValidationRule {
  id: string;
  object: string;
  name: string;
  active: boolean;
  errorConditionFormula: string;
  errorMessage: string;
  errorDisplayField: string | null;
}

export interface AssignmentRule {
  id: string;
  object: string;
  name: string;
  active: boolean;
  assignTo: string;
}

export interface DuplicateRule {
  id: string;
  object: string;
  name: string;
  active: boolean;
  action: 'allow' | 'block';
}

/** An Apex trigger or a record-triggered flow. */
export interface Automation {
  kind: 'trigger' | 'flow';
  id: string;
  object: string;
  name: string;
  active: boolean;
  when: 'before' | 'after';
  on: 'create' | 'update' | 'createAndUpdate';
  condition: string | null;
  errorMessage: string;
}

export interface App {
  name: string;
  label: string;
  clientId: string;
  callbackUrls: string[];
  scopes: string[];
  isPkceRequired: boolean;
  isClientCredentialsFlowEnabled: boolean;
  clientCredentialsFlowUser: string | null;
  isJwtBearerFlowEnabled: boolean;
  certificate: string | null;
  permittedUsersPolicyType: string;
  permissionSets: string[];
  refreshTokenPolicyType: string;
  refreshTokenValidityPeriod: number;
  refreshTokenValidityUnit: string;
  isBlocked: boolean;
  isInstalled: boolean;
  grants: number;
}

export interface Security {
  isOrganizationLocked: boolean;
  isApiAccessControlled: boolean;
  maintenance: 'readOnly' | 'down' | null;
  oldestApiVersion: string | null;
}

export interface Fault {
  id: number;
  kind: string;
  milliseconds?: number;
  status?: number;
  object?: string;
  record?: string;
  count?: number;
  until?: number;
  match?: string;
  username?: string;
}

/** What somebody did in Setup. */
export interface AuditEntry {
  id: string;
  action: string;
  section: string;
  display: string;
  createdDate: string;
  createdBy: string;
}

export interface OrgRecord {
  id: string;
  name: string;
  detail: string;
  owner: string;
  createdDate: string;
  isDeleted: boolean;
  isConverted: boolean;
}

export const RECORD_OBJECTS = ['Lead', 'Contact', 'Event', 'Case'];

/** The switches of `/sandbox/options`. */
export interface OrgOptions {
  graphHeadersReachNodes: boolean;
  allOrNoneRollsBack: boolean;
  eventMonitoring: boolean;
  refreshTokenRotation: boolean;
  passwordLogin: boolean;
}

/** What the page shows of the org. */
export interface OrgState {
  org: { id: string; apiUser: { id: string; username: string; name: string } };
  limits: { used: number; max: number };
  otherProducts: { name: string; userId: string; events: number }[];
  hasOwnEvents: boolean;
  otherCalls: { app: string; calls: number }[];
  orgLimits: { name: string; used: number; max: number; isSet: boolean }[];
  objects: SetUpObject[];
  fields: CustomField[];
  validationRules: ValidationRule[];
  assignmentRules: AssignmentRule[];
  duplicateRules: DuplicateRule[];
  automations: Automation[];
  users: User[];
  apps: App[];
  security: Security;
  limitedFields: { field: string; access: FieldAccess }[];
  features: { personAccounts: boolean; stateAndCountryPicklists: boolean };
  recordTypes: RecordType[];
  queues: { id: string; name: string; objects: string[] }[];
  permissionSets: { name: string; label: string }[];
  sharing: { object: string; access: string; choices: string[] }[];
  package: { installed: boolean; canInstall: boolean; components: Record<string, number> };
  clock: { now: string; offsetMilliseconds: number };
  auditTrail: AuditEntry[];
  faults: Fault[];
  options: OrgOptions;
  records: { object: string; rows: OrgRecord[] };
  /** Undefined: nothing is being counted. */
  callCount: CallCount | undefined;
}

/** Asks for everything; `recordObject` says whose records. */
export async function readOrg(recordObject: string): Promise<OrgState> {
  const [overview, callCount] = await Promise.all([
    call<Omit<OrgState, 'callCount'>>('GET', `overview?records=${recordObject}`),
    readCallCount(),
  ]);
  return { ...overview, callCount };
}
