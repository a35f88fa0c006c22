import { addressFields, auditFields, personNameFields, viewedFields } from '../common-fields.ts';
import { checkbox, dateTime, email, id, lookup, phone, picklist, text, textArea, url } from '../field.ts';
import { languages, locales } from '../locales.ts';
import { scope, sobject } from '../sobject.ts';
import { timeZoneKeys } from '../time-zones.ts';
import {
  alwaysVisible,
  createOnly,
  idLookup,
  notSearchPrefilterable,
  readOnly,
  required,
  restricted,
  valuesWithDefault,
} from '../traits.ts';

const userTypes = [
  'Standard',
  'PowerPartner=Partner',
  'CSPLitePortal=High Volume Portal',
  'CustomerSuccess=Customer Portal User',
  'PowerCustomerSuccess=Customer Portal Manager',
  'CsnOnly=Chatter Free',
  'AutomatedProcess=Automated Process',
  'CloudIntegrationUser=Cloud Integration User',
  'Guest',
];
const photo = { ...readOnly, extraTypeInfo: 'imageurl' };

/** [K] from the field reference: no capture of this object's describe was at hand. */
export const user = sobject({
  name: 'User',
  label: 'User',
  labelPlural: 'Users',
  keyPrefix: '005',
  deletable: false,
  undeletable: false,
  scopes: [scope('everything', 'All users')],
  resources: ['compactLayouts', 'namedLayouts', 'passwordUtilities', 'quickActions', 'layouts'],
  fields: [
    id('User ID'),
    text('Username', 'Username', 80, required, idLookup),
    ...personNameFields(['Mr.', 'Ms.', 'Mrs.', 'Dr.', 'Prof.']).filter((field) => field.name !== 'Salutation'),
    text('CompanyName', 'Company Name', 80),
    text('Division', 'Division', 80),
    text('Department', 'Department', 80),
    text('Title', 'Title', 80),
    ...addressFields(''),
    email('Email', 'Email', required, idLookup, { length: 128, byteLength: 384 }),
    phone('Phone', 'Phone'),
    phone('Fax', 'Fax'),
    phone('MobilePhone', 'Mobile'),
    text('Alias', 'Alias', 8, required),
    text('CommunityNickname', 'Nickname', 40, required),
    checkbox('IsActive', 'Active', alwaysVisible),
    picklist('TimeZoneSidKey', 'Time Zone', 40, timeZoneKeys, required, restricted),
    lookup('UserRoleId', 'Role ID', 'UserRole', ['UserRole'], alwaysVisible, notSearchPrefilterable),
    picklist('LocaleSidKey', 'Locale', 40, locales, required, restricted),
    checkbox('ReceivesInfoEmails', 'Info Emails', alwaysVisible),
    checkbox('ReceivesAdminInfoEmails', 'Admin Info Emails', alwaysVisible),
    picklist('EmailEncodingKey', 'Email Encoding', 40, ['UTF-8=Unicode (UTF-8)'], required, restricted),
    lookup('ProfileId', 'Profile ID', 'Profile', ['Profile'], required, notSearchPrefilterable),
    picklist('UserType', 'User Type', 40, [], readOnly, restricted, valuesWithDefault(userTypes, 'Standard')),
    picklist('LanguageLocaleKey', 'Language', 40, languages, required, restricted),
    text('EmployeeNumber', 'Employee Number', 20),
    lookup('ManagerId', 'Manager ID', 'Manager', ['User']),
    dateTime('LastLoginDate', 'Last Login', readOnly),
    ...auditFields(),
    text('FederationIdentifier', 'SAML Federation ID', 512, alwaysVisible),
    textArea('AboutMe', 'About Me', 1000),
    lookup('ContactId', 'Contact ID', 'Contact', ['Contact'], createOnly),
    lookup('AccountId', 'Account ID', 'Account', ['Account'], readOnly),
    url('FullPhotoUrl', 'Url for full-sized Photo', photo),
    url('SmallPhotoUrl', 'Url for Android small Photo', photo),
    ...viewedFields(),
  ],
});
