import type { ObjectPermission, PermissionSetDefinition } from '../src/org/access/permission-set.ts';
import type { Org } from '../src/org/org.ts';
import { SEED } from '../src/org/seed.ts';
import { admin, bench, defaults, idOf } from './org-bench.ts';

type Values = Record<string, unknown>;

/** A permission set that grants nothing but what is said. */
export function permissionSet(
  definition: Partial<PermissionSetDefinition> & { name: string },
): PermissionSetDefinition {
  return {
    label: definition.name,
    userPermissions: [],
    objectPermissions: [],
    fieldPermissions: [],
    customPermissions: [],
    classAccesses: [],
    tabSettings: [],
    applications: [],
    externalCredentialPrincipals: [],
    ...definition,
  };
}

/** `may('Lead', 'create read edit')`. */
export function may(object: string, verbs: string): ObjectPermission {
  const has = (verb: string) => verbs.split(' ').includes(verb);
  const [create, read, edit] = [has('create'), has('read'), has('edit')];
  return { object, create, read, edit, delete: has('delete'), viewAll: has('viewAll'), modifyAll: has('modifyAll') };
}

export const editable = (field: string) => ({ field, readable: true, editable: true });
export const readOnly = (field: string) => ({ field, readable: true, editable: false });

/** An org with the calls of tests about access, each as the user that is named first. */
export function accessBench(org?: Org) {
  const made = bench(org);
  let users = 0;
  return {
    ...made,
    /** A new user of the profile with these permission sets, each saved first. */
    user: (profile: string, ...sets: PermissionSetDefinition[]): string => {
      users++;
      const id = idOf(
        made.create('User', {
          Username: `user${users}@access.test`,
          LastName: `User ${users}`,
          Email: `user${users}@access.test`,
          Alias: `user${users}`,
          CommunityNickname: `user${users}`,
          TimeZoneSidKey: 'GMT',
          LocaleSidKey: 'en_US',
          EmailEncodingKey: 'UTF-8',
          LanguageLocaleKey: 'en_US',
          ProfileId: profile,
          IsActive: true,
        }),
      );
      for (const set of sets) {
        made.org.savePermissionSet(set);
        made.org.assignPermissionSet(id, set.name);
      }
      return id;
    },
    createAs: (userId: string, object: string, values: Values) => made.org.create({ userId }, object, values, defaults),
    updateAs: (userId: string, object: string, id: string, values: Values) =>
      made.org.update({ userId }, object, id, values, defaults),
    upsertAs: (userId: string, object: string, field: string, key: string, values: Values) =>
      made.org.upsert({ userId }, object, field, key, values, defaults),
    deleteAs: (userId: string, object: string, id: string) => made.org.delete({ userId }, object, id),
    rowsAs: (userId: string, soql: string) =>
      made.org.query({ userId }, soql, { all: false, batchSize: 2000, version: '66.0' }).records,
    readAs: (userId: string, object: string, id: string, fields?: string[]) =>
      made.org.retrieve({ userId }, object, id, fields),
    fieldAs: (userId: string, object: string, field: string) =>
      made.org.objectSeenBy({ userId }, object)?.fields.find(({ name }) => name === field),
  };
}

export const profiles = {
  admin: SEED.adminProfile,
  standard: SEED.standardProfile,
  minimum: SEED.integrationProfile,
};
export { admin };
