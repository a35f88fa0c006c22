import { apiUserPermissionSet, eventsOfOthers } from '../../setup/installation/installation.ts';
import { classifyRow, errorOfRow } from '../../salesforce/classify.ts';
import { queryPath, soqlString } from '../../salesforce/soql.ts';
import { queryRows } from '../../salesforce/subresponse.ts';
import type { CallOptions, Salesforce, Subresponse } from '../../salesforce/types.ts';
import { text, type Text } from '../../texts/text.ts';
import type { ApiUserFacts } from './facts.ts';

interface HeldSet {
  PermissionSet: { Name: string; Label: string; IsOwnedByProfile: boolean; PermissionsModifyAllData: boolean };
}
interface ProfileRow {
  Profile: { Name: string; UserLicense: { Name: string } | null } | null;
}

/** What the API User may see of itself, in one call. Throws the classes of salesforce/errors.ts that concern the org. */
export async function readApiUser(
  salesforce: Pick<Salesforce, 'composite'> & { userId(): Promise<string | undefined> },
  options: CallOptions,
): Promise<ApiUserFacts> {
  const userId = (await salesforce.userId()) ?? null;
  const own = soqlString(userId ?? '');
  const [user, profile, sets, packaged, sharing] = await salesforce.composite(
    [
      `SELECT Username FROM User WHERE Id = ${own}`,
      `SELECT Profile.Name, Profile.UserLicense.Name FROM User WHERE Id = ${own}`,
      `SELECT PermissionSet.Name, PermissionSet.Label, PermissionSet.IsOwnedByProfile, PermissionSet.PermissionsModifyAllData FROM PermissionSetAssignment WHERE AssigneeId = ${own}`,
      `SELECT Name FROM PermissionSet WHERE Name = ${soqlString(apiUserPermissionSet)} AND IsOwnedByProfile = false`,
      // [K] Which of the two names carries the org-wide default of activities.
      "SELECT QualifiedApiName, InternalSharingModel FROM EntityDefinition WHERE QualifiedApiName IN ('Event','Activity')",
    ].map((soql, index) => ({ referenceId: `query${index}`, method: 'GET' as const, url: queryPath(soql) })),
    options,
  );
  const held = rowsOf<HeldSet>(sets!)?.map((row) => row.PermissionSet);
  const profileName = rowsOf<ProfileRow>(profile!)?.[0]?.Profile;
  const isPackaged = rowsOf<object>(packaged!)?.length;
  return {
    id: userId,
    username: rowsOf<{ Username: string }>(user!)?.[0]?.Username ?? null,
    profile: profileName?.Name ?? null,
    licence: profileName?.UserLicense?.Name ?? null,
    permissionSets:
      held?.filter((set) => !set.IsOwnedByProfile).map(({ Name, Label }) => ({ name: Name, label: Label })) ?? null,
    permissionSetExists: isPackaged === undefined ? null : isPackaged > 0,
    events: eventsOfOthers(rowsOf<{ InternalSharingModel: string | null }>(sharing!), held),
    unknown: {
      ...(profileName ? {} : { profile: hidden(profile!) }),
      ...(profileName?.UserLicense ? {} : { licence: hidden(profile!) }),
      ...(held ? {} : { permissionSets: hidden(sets!) }),
    },
  };
}

function hidden({ errors }: Subresponse): Text {
  const said = errors[0]?.message;
  return said ? text('installation.hidden.said', { said }) : text('installation.hidden');
}

/** Undefined where the API User may not ask this. Throws what concerns the org. */
function rowsOf<Row>(response: Subresponse): Row[] | undefined {
  if (response.errors.length === 0) return queryRows(response) as Row[];
  if (classifyRow(response.errors).cause === 'data') return undefined;
  throw errorOfRow(response.errors, response.status);
}
