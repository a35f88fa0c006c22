import type { Request, Router } from 'express';
import { z } from 'zod';
import { sharingChoices } from '../../org/access/sharing.ts';
import { shownApp } from './app-routes.ts';
import { contactFieldOf } from '../../schema/person-account.ts';
import type { Field } from '../../schema/types.ts';
import type { SandboxState } from '../sandbox-state.ts';
import { badField, refused, unknown } from './console-request.ts';
import { otherProducts } from './other-event-routes.ts';
import { orgLimits, otherApps } from './usage-routes.ts';
import { standingOf } from './user-routes.ts';

const VERSION = '66.0';
const MOST_RECORDS = 20;
/** What the console shows of a record: its name, and one thing more. */
const SHOWN = {
  Lead: ['Name', 'Company'],
  Contact: ['Name', 'Email'],
  Event: ['Subject', 'StartDateTime'],
  Case: ['CaseNumber', 'Subject'],
} as const;
/** Objects that an admin gives fields and rules. */
const SET_UP = ['Lead', 'Contact', 'Account', 'Event', 'Case', 'Opportunity'];

/** Whether field-level security can hide a field; the parts of an address, and a person's fields, go with others. */
function isHideable(object: string): (field: Field) => boolean {
  return ({ name, permissionable, compoundFieldName }) =>
    permissionable &&
    (compoundFieldName === null || compoundFieldName === 'Name') &&
    !(object === 'Account' && contactFieldOf(name) !== undefined);
}

function isPicklist({ type, createable, updateable }: Field): boolean {
  return ['picklist', 'multipicklist'].includes(type) && (createable || updateable);
}

const shownObject = z.enum(['Lead', 'Contact', 'Event', 'Case']).default('Lead');

/** All that the page of the console shows, in one answer; and its records. */
export function overviewRoutes(router: Router, state: SandboxState): void {
  const { org, identity } = state;
  const rows = (soql: string, all = false) =>
    org.query({ userId: org.organizationId }, soql, { all, batchSize: 2000, version: VERSION }).records;

  router.get('/overview', (request, response) => {
    const object = shownObject.safeParse(request.query['records']);
    if (!object.success) throw badField('records', `One of ${Object.keys(SHOWN).join(', ')}.`);
    const profiles = new Map(
      rows('SELECT Id, Profile.Name FROM User').map(({ Id, Profile }) => [
        Id,
        (Profile as { Name: string } | null)?.Name ?? null,
      ]),
    );
    const sharing = org.sharing();
    response.json({
      org: { id: org.organizationId, apiUser: identity.apiUser() },
      limits: state.usage.current(),
      orgLimits: orgLimits(state),
      otherCalls: otherApps(state),
      otherProducts: otherProducts(state),
      hasOwnEvents: hasOwnEvents(),
      objects: setUpObjects().map(({ name, label, fields }) => ({
        name,
        label,
        fields: fields.map((one) => one.name),
        hideable: fields.filter(isHideable(name)).map((one) => one.name),
        picklists: fields.filter(isPicklist).map((one) => ({
          name: one.name,
          values: one.picklistValues.map(({ value }) => value),
        })),
      })),
      fields: setUpObjects().flatMap(({ name: on, fields }) =>
        fields
          .filter(({ custom }) => custom)
          .map(({ name, label, type, nillable, defaultedOnCreate, filteredLookupInfo }) => ({
            ...{ object: on, name, label, type },
            required: !nillable && !defaultedOnCreate,
            isFiltered: filteredLookupInfo !== null,
          })),
      ),
      validationRules: org.validationRules(),
      assignmentRules: org.assignmentRules(),
      duplicateRules: org.duplicateRules(),
      automations: org.automations(),
      users: identity.users().map((user) => ({
        ...{ id: user.id, username: user.username, name: user.name },
        ...standingOf(state, user),
        isApiTakenAway: state.security.of(user.id).isApiDisabled,
        profile: profiles.get(user.id) ?? null,
        permissionSets: org.permissionSetsOf(user.id),
      })),
      limitedFields: org.limitedFields(identity.apiUser().id),
      features: org.features(),
      recordTypes: org.recordTypes(),
      queues: org.queues(),
      permissionSets: org.permissionSets().map(({ name, label }) => ({ name, label })),
      sharing: Object.entries(sharing).map(([name, access]) => ({
        ...{ object: name, access },
        choices: sharingChoices(name as keyof typeof sharing),
      })),
      apps: state.apps.all().map((app) => shownApp(state, app)),
      security: state.security.policy,
      package: {
        installed: state.metadata.all().length > 0,
        canInstall: state.packageZip !== undefined,
        components: Object.fromEntries(
          Object.entries(Object.groupBy(state.metadata.all(), ({ type }) => type)).map(([type, all]) => [
            type,
            all?.length,
          ]),
        ),
      },
      clock: {
        now: org.now().toISOString(),
        // To the second: the two clocks are read one after the other.
        offsetMilliseconds: Math.round((org.now().getTime() - Date.now()) / 1000) * 1000,
      },
      auditTrail: auditTrail(),
      faults: state.faults.list(),
      options: state.options.current,
      records: { object: object.data, rows: records(object.data) },
    });
  });

  router.delete('/records/:id', (request: Request<{ id: string }>, response) => {
    const { id } = request.params;
    const object = org.objects().find(({ keyPrefix }) => keyPrefix !== '' && id.startsWith(keyPrefix));
    if (!object) throw unknown(`record ${id}`);
    const result = refused('id', () => org.delete({ userId: identity.admin().id }, object.name, id));
    if (!result.success) throw badField('id', result.errors.map(({ message }) => message).join(' '));
    response.status(204).end();
  });

  function setUpObjects() {
    const custom = org.objects().filter((object) => object.custom);
    return [...SET_UP.flatMap((name) => org.object(name) ?? []), ...custom];
  }

  function hasOwnEvents(): boolean {
    const { id } = identity.apiUser();
    return rows(`SELECT Id FROM Event WHERE CreatedById = '${id}' AND IsDeleted = FALSE LIMIT 1`).length > 0;
  }

  /** The newest of what admins did in Setup. */
  function auditTrail(): object[] {
    const columns = 'Id, Action, Section, Display, CreatedDate, CreatedBy.Name';
    return rows(`SELECT ${columns} FROM SetupAuditTrail ORDER BY CreatedDate DESC, Id DESC LIMIT ${MOST_RECORDS}`).map(
      (row) => ({
        ...{ id: row['Id'], action: row['Action'], section: row['Section'], display: row['Display'] },
        createdDate: row['CreatedDate'],
        createdBy: (row['CreatedBy'] as { Name: string } | null)?.Name ?? '',
      }),
    );
  }

  /** The newest, those in the Recycle Bin too. */
  function records(object: keyof typeof SHOWN): object[] {
    const [name, detail] = SHOWN[object];
    const more = object === 'Lead' ? ', IsConverted' : '';
    const soql = `SELECT Id, ${name}, ${detail}, Owner.Name, CreatedDate, IsDeleted${more} FROM ${object} ORDER BY CreatedDate DESC LIMIT ${MOST_RECORDS}`;
    return rows(soql, true).map((row) => ({
      id: row['Id'],
      name: String(row[name] ?? row['Id']),
      detail: String(row[detail] ?? ''),
      owner: (row['Owner'] as { Name: string } | null)?.Name ?? '',
      createdDate: row['CreatedDate'],
      isDeleted: row['IsDeleted'] === true,
      isConverted: row['IsConverted'] === true,
    }));
  }
}
