/**
 * Our Apex as components call it: one module a method, with the names and types of the class. What is `null` at times says
 * so; Apex itself does not tell. test/package/apex-declarations.test.ts holds it against the classes.
 */

declare module '@salesforce/apex/InletRelay.send' {
  export interface Response {
    status: number;
    body: string | null;
  }
  export default function send(parameters: { method: string; path: string; body: string | null }): Promise<Response>;
}

declare module '@salesforce/apex/InletPairing.getStatus' {
  export interface Status {
    isPaired: boolean;
    address: string | null;
    canPair: boolean;
    missingPermissions: string[];
  }
  export default function getStatus(): Promise<Status>;
}

declare module '@salesforce/apex/InletPairing.setAddress' {
  export default function setAddress(parameters: { address: string }): Promise<null>;
}

declare module '@salesforce/apex/InletPairing.exchangeCode' {
  export default function exchangeCode(parameters: { code: string }): Promise<null>;
}

declare module '@salesforce/apex/InletPairing.verify' {
  import type { Response } from '@salesforce/apex/InletRelay.send';
  export default function verify(): Promise<Response>;
}

declare module '@salesforce/apex/InletPairing.forget' {
  export default function forget(): Promise<null>;
}

declare module '@salesforce/apex/InletOrg.getInfo' {
  import type { CacheableMethod } from '@salesforce/apex';
  export interface Info {
    organizationId: string;
    organizationName: string;
    isSandbox: boolean;
    packageVersion: string;
    userId: string;
    userName: string;
    isAdmin: boolean;
  }
  const getInfo: CacheableMethod<() => Promise<Info>>;
  export default getInfo;
}

declare module '@salesforce/apex/InletOrg.getLimits' {
  export interface UsedLimit {
    name: string;
    used: number;
    max: number;
  }
  export default function getLimits(): Promise<UsedLimit[]>;
}

declare module '@salesforce/apex/InletOrg.getPermissionSets' {
  export interface PackagedPermissionSet {
    name: string;
    label: string;
    assignedToMe: boolean;
    assignees: number;
  }
  export default function getPermissionSets(): Promise<PackagedPermissionSet[]>;
}

declare module '@salesforce/apex/InletCustomerBookings.getBookings' {
  import type { CacheableMethod } from '@salesforce/apex';
  export interface CustomerBooking {
    id: string;
    subject: string;
    startDateTime: string;
    endDateTime: string;
    status: string | null;
    reason: string | null;
    page: string | null;
    meetingLink: string | null;
    ownerName: string | null;
    isPast: boolean;
  }
  const getBookings: CacheableMethod<(parameters: { recordId: string }) => Promise<CustomerBooking[]>>;
  export default getBookings;
}

declare module '@salesforce/apex/InletApiUser.getState' {
  export interface AssignedSet {
    name: string;
    label: string;
  }
  export interface State {
    userId: string;
    username: string;
    name: string;
    isActive: boolean;
    isFrozen: boolean | null;
    profile: string | null;
    licence: string | null;
    isApiEnabled: boolean | null;
    canModifyAllData: boolean | null;
    permissionSets: AssignedSet[] | null;
    hasPermissionSet: boolean | null;
    canAssign: boolean;
    activitySharing: string | null;
    packageVersion: string;
  }
  export default function getState(parameters: { userId: string }): Promise<State>;
}

declare module '@salesforce/apex/InletApiUser.find' {
  export default function find(): Promise<string | null>;
}

declare module '@salesforce/apex/InletApiUser.getHistory' {
  export interface History {
    lastLoginAt: string | null;
    deactivatedAt: string | null;
    deactivatedBy: string | null;
    frozenAt: string | null;
    frozenBy: string | null;
  }
  export default function getHistory(parameters: { userId: string }): Promise<History>;
}

declare module '@salesforce/apex/InletApiUser.assignPermissionSet' {
  import type { State } from '@salesforce/apex/InletApiUser.getState';
  export default function assignPermissionSet(parameters: { userId: string }): Promise<State>;
}
