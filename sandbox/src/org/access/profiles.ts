import type { SObjectType } from '../../schema/types.ts';
import { userPermissions } from '../../schema/user-permissions.ts';
import { hasObjectPermissions } from './check-permission-set.ts';
import type { ObjectPermission } from './permission-set.ts';

/** What a profile gives. Its fields: all that no deploy has to grant, or none. */
export interface ProfileGrants {
  userPermissions: ReadonlySet<string>;
  object(type: Pick<SObjectType, 'name' | 'layoutable'>): ObjectPermission | undefined;
  fields: boolean;
}

const EVERY_PERMISSION = new Set(userPermissions.map(({ name }) => name).filter((name) => name !== 'ApiUserOnly'));

/** Profiles are known by name; one that the sandbox does not know gives nothing. */
export function profileGrants(name: string): ProfileGrants {
  return PROFILES[name] ?? { userPermissions: new Set(), object: () => undefined, fields: false };
}

const PROFILES: Record<string, ProfileGrants> = {
  'System Administrator': {
    userPermissions: EVERY_PERMISSION,
    object: (type) => (hasObjectPermissions(type) ? everything(type.name, true) : undefined),
    fields: true,
  },
  'Standard User': {
    userPermissions: new Set([
      'ActivitiesAccess',
      'ApiEnabled',
      'ConvertLeads',
      'EditEvent',
      'EditTask',
      'LightningExperienceUser',
      'RunReports',
    ]),
    object: (type) => (hasObjectPermissions(type) ? everything(type.name, false) : undefined),
    fields: true,
  },
  'Minimum Access - Salesforce': {
    userPermissions: new Set(['LightningExperienceUser']),
    object: () => undefined,
    fields: false,
  },
  'Minimum Access - API Only Integrations': {
    userPermissions: new Set(['ApiEnabled', 'ApiUserOnly']),
    object: () => undefined,
    fields: false,
  },
};

function everything(object: string, all: boolean): ObjectPermission {
  return { object, create: true, read: true, edit: true, delete: true, viewAll: all, modifyAll: all };
}
