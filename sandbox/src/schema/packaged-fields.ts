import type { NewField } from './types.ts';

const bookingId: NewField = {
  name: 'Inlet_Booking_Id__c',
  label: 'Booking ID',
  type: 'string',
  length: 64,
  unique: true,
  externalId: true,
};

const customerId: NewField = {
  name: 'Inlet_Customer_Id__c',
  label: 'Customer ID',
  type: 'string',
  length: 64,
  unique: true,
  externalId: true,
};

/** Of replicated contacts. */
const contactId: NewField = {
  name: 'Inlet_Contact_Id__c',
  label: 'Contact ID',
  type: 'string',
  length: 64,
  unique: true,
  externalId: true,
};

/** Defined on Activity, so that events and tasks have them alike. */
const onActivity: NewField[] = [
  bookingId,
  { name: 'Inlet_Booking_Status__c', label: 'Booking Status', type: 'string', length: 40 },
  { name: 'Inlet_Booking_Reason__c', label: 'Booking Reason', type: 'string', length: 255 },
  { name: 'Inlet_Booking_Page__c', label: 'Booking Page', type: 'string', length: 255 },
  { name: 'Inlet_Meeting_Link__c', label: 'Meeting Link', type: 'url' },
];

/** The custom fields of the Inlet package by object, as if the package were installed in the org. */
export const packagedFields: Readonly<Record<string, readonly NewField[]>> = {
  Event: onActivity,
  Lead: [customerId, contactId],
  Contact: [customerId],
  Case: [bookingId],
};
