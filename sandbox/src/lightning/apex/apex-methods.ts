import type { ApexContext } from './apex-context.ts';
import { assignPermissionSet, find, getHistory, getState } from './inlet-api-user.ts';
import { getBookings } from './inlet-customer-bookings.ts';
import { getInfo, getLimits, getPermissionSets } from './inlet-org.ts';
import { exchangeCode, forget, getStatus, setAddress, verify } from './inlet-pairing.ts';
import { send } from './inlet-relay.ts';

type ApexMethod = (context: ApexContext, parameters: Record<string, unknown>) => unknown;

/**
 * Stand-ins for the package's Apex, which runs on Salesforce only: the same checks, texts and shapes, written beside
 * force-app/main/default/classes. What is checked of the Apex itself is its syntax and its types.
 */
export const apexMethods: Record<string, Record<string, ApexMethod>> = {
  InletApiUser: { assignPermissionSet, find, getHistory, getState },
  InletCustomerBookings: { getBookings },
  InletOrg: { getInfo, getLimits, getPermissionSets },
  InletPairing: { exchangeCode, forget, getStatus, setAddress, verify },
  InletRelay: { send },
};
