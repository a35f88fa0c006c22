/** A permission set as its metadata says: what it grants, by API name. Nothing that is not named here is granted. */
export interface PermissionSetDefinition {
  name: string;
  label: string;
  /** `ApiEnabled`, `EditEvent`, `ViewSetup`, … */
  userPermissions: string[];
  objectPermissions: ObjectPermission[];
  fieldPermissions: FieldPermission[];
  customPermissions: string[];
  /** Apex classes. */
  classAccesses: string[];
  tabSettings: { tab: string; visibility: 'Available' | 'Visible' | 'None' }[];
  applications: string[];
  /** `<External Credential>-<principal>` */
  externalCredentialPrincipals: string[];
}

export interface ObjectPermission {
  object: string;
  create: boolean;
  read: boolean;
  edit: boolean;
  delete: boolean;
  viewAll: boolean;
  modifyAll: boolean;
}

export interface FieldPermission {
  /** `Event.Inlet_Booking_Id__c`: an Activity field is granted as Event's and as Task's. */
  field: string;
  readable: boolean;
  editable: boolean;
}
