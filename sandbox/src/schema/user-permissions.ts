/** One right that a profile or a permission set can give, whatever the object. */
export interface UserPermission {
  /** As in metadata: `EditEvent`. */
  name: string;
  label: string;
  /** Permissions that have to be given along with it. [K] from Setup's own dependencies. */
  needs: readonly string[];
}

function permission(name: string, label: string, ...needs: string[]): UserPermission {
  return { name, label, needs };
}

/**
 * The user permissions that the org knows: those that rules here ask for, and others that permission sets of a
 * connector or of its admins often name. A real org knows some hundreds.
 */
export const userPermissions: readonly UserPermission[] = [
  permission('ActivitiesAccess', 'Access Activities'),
  permission('ApiEnabled', 'API Enabled'),
  permission('ApiUserOnly', 'Api Only User', 'ApiEnabled'),
  permission('AssignPermissionSets', 'Assign Permission Sets', 'ViewSetup'),
  permission('AuthorApex', 'Author Apex', 'ViewSetup', 'CustomizeApplication', 'ModifyMetadata'),
  permission('BulkApiHardDelete', 'Bulk API Hard Delete'),
  permission('ConvertLeads', 'Convert Leads'),
  permission('CustomizeApplication', 'Customize Application', 'ViewSetup'),
  permission('EditEvent', 'Edit Events', 'ActivitiesAccess'),
  permission('EditTask', 'Edit Tasks', 'ActivitiesAccess'),
  permission('LightningExperienceUser', 'Lightning Experience User'),
  permission('ManageNamedCredentials', 'Manage Named Credentials', 'ViewSetup'),
  permission('ManageProfilesPermissionsets', 'Manage Profiles and Permission Sets', 'ViewSetup'),
  permission('ManageUsers', 'Manage Users', 'ViewSetup', 'AssignPermissionSets'),
  permission('ModifyAllData', 'Modify All Data', 'ViewAllData', 'EditEvent', 'EditTask'),
  permission('ModifyMetadata', 'Modify Metadata Through Metadata API Functions', 'ViewSetup'),
  permission('PasswordNeverExpires', 'Password Never Expires'),
  permission('RunReports', 'Run Reports'),
  permission('TransferAnyCase', 'Transfer Cases'),
  permission('TransferAnyEntity', 'Transfer Record'),
  permission('TransferAnyLead', 'Transfer Leads'),
  permission('UseAnyApiAuth', 'Use Any API Auth'),
  permission('ViewAllData', 'View All Data', 'ActivitiesAccess'),
  permission('ViewAllUsers', 'View All Users'),
  permission('ViewEventLogFiles', 'View Event Log Files'),
  permission('ViewRoles', 'View Roles and Role Hierarchy'),
  permission('ViewSetup', 'View Setup and Configuration'),
];
