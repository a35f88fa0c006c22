import type { NeededAccess } from '../../bookings/plan/needed-access.ts';
import { hasAccess } from '../../bookings/plan/needed-access.ts';
import { Problem } from '../../platform/problem.ts';
import { classifyRow, errorOfRow } from '../../salesforce/classify.ts';
import type { SalesforceOrg } from '../../salesforce/salesforce-org.ts';
import { withProblems } from '../../salesforce/salesforce-problem.ts';
import { queryPath, soqlString } from '../../salesforce/soql.ts';
import { queryRows } from '../../salesforce/subresponse.ts';
import type { OrgSchema, Subrequest, Subresponse } from '../../salesforce/types.ts';
import { text, type Text } from '../../texts/text.ts';

/** The permission set of the package that the API User needs. */
export const apiUserPermissionSet = 'Inlet_API_User';

/** What the API User may see of itself; a part that it may not see is null, with the reason in `unknown`. */
export interface ApiUser {
  id: string | null;
  username: string | null;
  isActive: boolean | null;
  profile: string | null;
  licence: string | null;
  apiEnabled: boolean;
  permissionSets: { name: string; label: string }[] | null;
  unknown: { isActive?: Text; profile?: Text; licence?: Text; permissionSets?: Text };
}

export type EventsOfOthers = 'all' | 'ownAndBelow' | 'unknown';

/** How the package stands in the org, and what its API User may do there. */
export interface Installation {
  package: { installed: boolean; prefix: string | null };
  apiUser: ApiUser;
  access: (NeededAccess & { has: boolean })[];
  eventsOfOthers: { scope: EventsOfOthers; sentence: Text };
  hasPermissionSet: boolean | null;
  canAssign: boolean;
}

interface SetRow {
  PermissionSet: {
    Name: string;
    Label: string;
    IsOwnedByProfile: boolean;
    PermissionsModifyAllData: boolean;
    PermissionsAssignPermissionSets: boolean;
  };
}

/**
 * Asks the org, as its API User, how the package stands: the schema, and one call for the rest. `needed` says what the
 * settings ask for. Throws Problem in the words of what Salesforce said.
 */
export async function readInstallation(
  salesforce: SalesforceOrg,
  needed: (schema: OrgSchema) => NeededAccess[],
): Promise<Installation> {
  return withProblems(async () => {
    // Whoever looks here has changed something; storms are held up by the cache itself.
    salesforce.forgetSchema();
    const schema = await salesforce.schema({ purpose: 'diagnostics' });
    const userId = await salesforce.userId();
    const [user, profile, licence, sets, sharing] = await salesforce.composite(
      ['Id, Username, IsActive', 'Profile.Name', 'Profile.UserLicense.Name']
        .map((columns) => `SELECT ${columns} FROM User WHERE Id = ${soqlString(userId ?? '')}`)
        .concat(
          `SELECT PermissionSet.Name, PermissionSet.Label, PermissionSet.IsOwnedByProfile, PermissionSet.PermissionsModifyAllData, PermissionSet.PermissionsAssignPermissionSets FROM PermissionSetAssignment WHERE AssigneeId = ${soqlString(userId ?? '')}`,
          // [K] Which of the two names carries the org-wide default of activities.
          "SELECT QualifiedApiName, InternalSharingModel FROM EntityDefinition WHERE QualifiedApiName IN ('Event','Activity')",
        )
        .map((soql, index): Subrequest => ({ referenceId: `query${index}`, method: 'GET', url: queryPath(soql) })),
      { purpose: 'diagnostics' },
    );
    const held = rowsOf<SetRow>(sets!)?.map((row) => row.PermissionSet);
    return {
      package: { installed: schema.packagePrefix !== undefined, prefix: schema.packagePrefix ?? null },
      apiUser: apiUserOf(userId, [user!, profile!, licence!, sets!], held),
      access: needed(schema).map((access) => ({ ...access, has: hasAccess(access, schema) })),
      eventsOfOthers: eventsOfOthers(rowsOf<{ InternalSharingModel: string | null }>(sharing!), held),
      hasPermissionSet: held ? held.some(({ Name }) => Name === apiUserPermissionSet) : null,
      canAssign: held?.some((set) => set.PermissionsAssignPermissionSets) ?? false,
    };
  });
}

/** Assigns the package's permission set to the API User, as that user. Throws Problem 409 where it may not. */
export async function assignPermissionSet(salesforce: SalesforceOrg): Promise<void> {
  return withProblems(async () => {
    const userId = await salesforce.userId();
    const soql = `SELECT Id FROM PermissionSet WHERE Name = ${soqlString(apiUserPermissionSet)} AND IsOwnedByProfile = false`;
    const [found] = await salesforce.composite([{ referenceId: 'find', method: 'GET', url: queryPath(soql) }], {
      purpose: 'diagnostics',
    });
    const rows = rowsOf<{ Id: string }>(found!);
    if (!rows || userId === undefined) throw mayNotAssign();
    if (!rows[0]) throw new Problem(409, text('installation.notAssigned'), text('installation.noPermissionSet'));
    const body = { AssigneeId: userId, PermissionSetId: rows[0].Id };
    const [saved] = await salesforce.composite(
      [{ referenceId: 'assign', method: 'POST', url: '/sobjects/PermissionSetAssignment', body }],
      { purpose: 'diagnostics' },
    );
    if (saved!.errors.length > 0) {
      const row = classifyRow(saved!.errors);
      const kind = row.cause === 'data' ? row.faults[0].kind : undefined;
      if (kind === 'permission' || kind === 'fieldSecurity' || kind === 'schema' || kind === 'notFound') {
        throw mayNotAssign();
      }
      // Having it already is what was wanted.
      if (kind !== 'duplicateValue') throw errorOfRow(saved!.errors, saved!.status);
    }
    salesforce.forgetSchema({ always: true });
  });
}

function mayNotAssign(): Problem {
  return new Problem(409, text('installation.notAssigned'), text('installation.mayNotAssign'));
}

function apiUserOf(
  userId: string | undefined,
  [user, profile, licence, sets]: [Subresponse, Subresponse, Subresponse, Subresponse],
  held: SetRow['PermissionSet'][] | undefined,
): ApiUser {
  const own = rowsOf<{ Id: string; Username: string; IsActive: boolean }>(user)?.[0];
  const profileName = rowsOf<{ Profile: { Name: string } | null }>(profile)?.[0]?.Profile?.Name;
  const license = rowsOf<{ Profile: { UserLicense: { Name: string } | null } | null }>(licence)?.[0]?.Profile
    ?.UserLicense;
  return {
    id: userId ?? null,
    username: own?.Username ?? null,
    isActive: own?.IsActive ?? null,
    profile: profileName ?? null,
    licence: license?.Name ?? null,
    // It answers by the API.
    apiEnabled: true,
    permissionSets:
      held?.filter((set) => !set.IsOwnedByProfile).map(({ Name, Label }) => ({ name: Name, label: Label })) ?? null,
    unknown: {
      ...(own ? {} : { isActive: hidden(user) }),
      ...(profileName === undefined ? { profile: hidden(profile) } : {}),
      ...(license ? {} : { licence: hidden(licence) }),
      ...(held ? {} : { permissionSets: hidden(sets) }),
    },
  };
}

/** Why a part is not known: what Salesforce said, or that it hides it without a word. */
function hidden({ errors }: Subresponse): Text {
  const said = errors[0]?.message;
  return said ? text('installation.hidden.said', { said }) : text('installation.hidden');
}

/** Undefined where the API User may not ask this. Throws what concerns the org. */
function rowsOf<Row>(response: Subresponse): Row[] | undefined {
  if (response.errors.length === 0) return queryRows(response) as Row[];
  const row = classifyRow(response.errors);
  if (row.cause === 'data') return undefined;
  throw errorOfRow(response.errors, response.status);
}

/** Whose Events Inlet may change. Pure. */
export function eventsOfOthers(
  definitions: { InternalSharingModel: string | null }[] | undefined,
  sets: { PermissionsModifyAllData: boolean }[] | undefined,
): { scope: EventsOfOthers; sentence: Text } {
  const models = new Set(definitions?.map((row) => row.InternalSharingModel));
  if (sets?.some((set) => set.PermissionsModifyAllData)) return { scope: 'all', sentence: text('events.modifyAll') };
  if (models.has('Private')) {
    // Who may not see its own permissions may have Modify All Data.
    if (!sets) return { scope: 'unknown', sentence: text('events.privateUnknown') };
    return { scope: 'ownAndBelow', sentence: text('events.private') };
  }
  if (models.has('ControlledByParent')) return { scope: 'all', sentence: text('events.byParent') };
  return { scope: 'unknown', sentence: text('events.unknown') };
}
