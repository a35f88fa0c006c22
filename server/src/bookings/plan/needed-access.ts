import { contactFieldOf, sobjectOf } from '../../salesforce/person-account.ts';
import { objectName } from '../../texts/object-name.ts';
import { text, type Text } from '../../texts/text.ts';
import type { FieldSchema, ObjectSchema, OrgSchema } from '../../salesforce/types.ts';
import type { BookingDetails } from '../booking.ts';
import { rulesOfPage } from '../creation-rules.ts';
import type { BookingSettings } from '../settings/booking-settings.ts';
import { mappedObjects, mappingOfPage, type MappedObject } from '../settings/field-mapping.ts';
import { planPerson, type BookingToPlan } from './plan-person.ts';
import type { Operation, PlannedObject } from './plan.ts';

export type NeededPermission = 'read' | 'create' | 'edit' | 'delete';

/** One thing that the API User must be allowed, for an object or for one of its fields. */
export interface NeededAccess {
  object: string;
  /** Null: the object itself. */
  field: string | null;
  permission: NeededPermission;
  why: Text;
}

/**
 * What the settings make Inlet read and write: asked of the planner itself, by planning bookings of every kind for an
 * API User who may do everything, and looking at what it writes. So it cannot fall behind what delivery does. Pure.
 */
export function neededAccess(settings: BookingSettings, schema: OrgSchema): NeededAccess[] {
  const needed = new Map<string, NeededAccess>();
  const need = (access: NeededAccess) => {
    const key = [access.object, access.field ?? '', access.permission].join('.');
    if (!needed.has(key)) needed.set(key, access);
  };
  for (const object of ['Lead', 'Contact']) {
    need({ object, field: null, permission: 'read', why: text('access.lookUp') });
    need({ object, field: 'Email', permission: 'read', why: text('access.lookUp') });
  }
  if (pagesOf(settings).some((page) => rulesOfPage(settings.rules, page).stranger === 'contactInAccount')) {
    need({ object: 'Account', field: 'Website', permission: 'read', why: text('access.findAccount') });
  }
  const context = { schema: permissive(schema), now: new Date(0) };
  for (const booking of bookingsOfEveryKind(settings, schema.objects.has('PersonAccount'))) {
    const { plan } = planPerson([booking], context);
    for (const operation of plan.operations) {
      const { object } = operation;
      // Campaign members and invitations are not described, so nothing can be said of them.
      if (!isMapped(object)) continue;
      for (const access of accessOf(operation, schema)) need(access);
      const permission = permissionOf(operation);
      if (permission === 'delete') continue;
      // Also what this booking has no value for.
      for (const { field } of booking.mapping.objects[object]) need(fieldAccess(object, field, permission, schema));
    }
  }
  const order = ['Event', 'Lead', 'Contact', 'Case', 'Account'];
  const rank = ({ object, field }: NeededAccess) => order.indexOf(object) * 2 + (field === null ? 0 : 1);
  return [...needed.values()].toSorted((a, b) => rank(a) - rank(b));
}

/** Whether the API User has it, by the describe of that user. */
export function hasAccess({ object, field, permission }: NeededAccess, schema: OrgSchema): boolean {
  const described = schema.objects.get(object);
  if (!described) return false;
  if (field === null) {
    const may = { read: true, create: described.createable, edit: described.updateable, delete: described.deletable };
    return may[permission];
  }
  // The names of a person are fields of Account, too.
  const person = object === 'Account' ? schema.objects.get('PersonAccount') : undefined;
  const known = described.fields.get(field) ?? person?.fields.get(field);
  if (!known) return false;
  return permission === 'create' ? known.createable : permission === 'edit' ? known.updateable : true;
}

const everything: BookingDetails = {
  start: '2026-12-01T15:00:00.000Z',
  end: '2026-12-01T15:30:00.000Z',
  timeZone: 'Etc/UTC',
  subject: 'Subject',
  owner: { email: 'owner@example.com', name: 'Owner' },
  customer: {
    email: 'customer@example.com',
    firstName: 'First',
    lastName: 'Last',
    phone: '1234567890',
    mobilePhone: '1234567890',
    company: 'Company',
  },
  location: 'Location',
  meetingUrl: 'https://example.com',
  notes: 'Notes',
  reason: 'Reason',
};

/** New and known people, a change and a cancellation, by the rules of all pages and of each page that has its own. */
function bookingsOfEveryKind(settings: BookingSettings, hasPersons: boolean): BookingToPlan[] {
  const { rules, mapping } = settings;
  return pagesOf(settings).flatMap((page) => {
    const own = { rules: rulesOfPage(rules, page), mapping: mappingOfPage(mapping, page) };
    const details = { ...everything, page: { id: page ?? 'page', name: 'Page' } };
    const known = (object: 'Lead' | 'Contact', more: object = {}) => {
      const record = { Id: object === 'Lead' ? '00Q000000000001' : '003000000000001', ...noValues, ...more };
      return { kind: 'known' as const, object, record, reason: text('access.lookUp') };
    };
    const mapped = own.mapping.objects.Account.map(({ field }) => [field, null]);
    const company = { AccountId: '001000000000001', Account: Object.fromEntries(mapped) };
    const stands = { event: { id: '00U000000000001' } };
    const kinds: Partial<BookingToPlan>[] = [
      { match: { kind: 'stranger', reason: text('access.lookUp') } },
      // Of whose company nothing is known.
      { match: { kind: 'stranger', reason: text('access.lookUp') }, company: undefined },
      { match: known('Lead') },
      { match: known('Contact', company) },
      ...(hasPersons ? [{ match: known('Contact', { ...person, AccountId: company.AccountId }) }] : []),
      { records: stands, status: 'rescheduled' },
      { records: stands, status: 'canceled' },
    ];
    return kinds.map((kind) => planned(details, own, kind));
  });
}

/** Undefined: bookings of every page that says nothing of its own. */
function pagesOf({ rules, mapping }: BookingSettings): (string | undefined)[] {
  return [undefined, ...new Set([...Object.keys(rules.pages), ...Object.keys(mapping.pages)])];
}

/** All that a record which was found lacks, so that everything is filled. */
const nothing = (...names: string[]) => Object.fromEntries(names.map((name) => [name, null]));
const noValues = nothing('FirstName', 'LastName', 'Email', 'Phone', 'MobilePhone', 'Company');
const person = {
  IsPersonAccount: true,
  Account: nothing('FirstName', 'LastName', 'PersonEmail', 'Phone', 'PersonMobilePhone'),
};

function planned(
  details: BookingDetails,
  own: Pick<BookingToPlan, 'rules' | 'mapping'>,
  kind: Partial<BookingToPlan>,
): BookingToPlan {
  const ids = { id: 'bk_access', customerId: 'c_access', ownerId: '005000000000001' };
  const identity = { ...ids, company: { id: 'd_access', domain: 'example.com' }, revision: 1, source: 'api' };
  return { ...identity, status: 'scheduled', details, records: {}, match: undefined, related: {}, ...own, ...kind };
}

function isMapped(object: PlannedObject): object is MappedObject & PlannedObject {
  return (mappedObjects as readonly string[]).includes(object);
}

function permissionOf({ action }: Operation): 'create' | 'edit' | 'delete' {
  return action === 'delete' ? 'delete' : action === 'update' ? 'edit' : 'create';
}

function fieldAccess(object: string, field: string, permission: 'create' | 'edit', schema: OrgSchema): NeededAccess {
  const label = schema.objects.get(object)?.fields.get(field)?.label ?? field;
  const why = text(`access.field.${permission}`, { object: objectName(object), label });
  return { ...grantedAs(object, field), permission, why };
}

/** What a permission set grants: a Person Account is an Account, and what it shows of its Contact is granted as the Contact's. */
function grantedAs(object: string, field: string): { object: string; field: string } {
  const source = object === 'PersonAccount' ? contactFieldOf(field) : undefined;
  // Names cannot be hidden.
  if (source === undefined || source === field) return { object: sobjectOf(object), field };
  return { object: 'Contact', field: source };
}

function accessOf(operation: Operation, schema: OrgSchema): NeededAccess[] {
  const { target, values } = operation;
  const object = sobjectOf(operation.object);
  const fields = Object.keys(values);
  // A relation is written, too, and a field of the other activity's name is this one's.
  const isKey = (field: string) => 'field' in target && target.field === field;
  const written = [...('field' in target ? [target.field] : []), ...fields];
  const permission = permissionOf(operation);
  if (permission === 'delete') return [{ object, field: null, permission, why: whyOf(operation.object, permission) }];
  return [
    { object, field: null, permission: 'read', why: text('access.upsert', { object: objectName(operation.object) }) },
    { object, field: null, permission, why: whyOf(operation.object, permission) },
    ...written.map((field): NeededAccess => {
      const access = fieldAccess(operation.object, field, permission, schema);
      return isKey(field) ? { ...access, why: text('access.key', { object: objectName(operation.object) }) } : access;
    }),
  ];
}

function whyOf(object: PlannedObject, permission: 'create' | 'edit' | 'delete'): Text {
  if (object === 'Event') return text(`access.event.${permission}`);
  return text(`access.record.${permission}`, { object: objectName(object) });
}

/** The org as an API User sees it who may do everything, our package included. */
function permissive(schema: OrgSchema): OrgSchema {
  const objects = new Map(mappedObjects.map((name) => [name, permissiveObject(name, schema.objects.get(name))]));
  return { ...schema, objects, packagePrefix: schema.packagePrefix ?? '' };
}

function permissiveObject(name: string, known: ObjectSchema | undefined): ObjectSchema {
  const anyType = { id: '012000000000001', name, isDefault: true };
  const all = {
    createable: true,
    updateable: true,
    deletable: true,
    recordTypes: [...(known?.recordTypes ?? []), anyType],
  };
  return { name, label: known?.label ?? name, ...all, fields: new EveryField(name, known?.fields) };
}

/** Fields that the planner asks for and that no org has: a Contact's company is its Account. */
const absent = new Set(['Contact.Company']);

/** Has each field that is asked for, writable; lists none, so that no stand-in is made up for a required one. */
class EveryField extends Map<string, FieldSchema> {
  readonly #object: string;
  readonly #known: Map<string, FieldSchema> | undefined;

  constructor(object: string, known: Map<string, FieldSchema> | undefined) {
    super();
    this.#object = object;
    this.#known = known;
  }

  override get(name: string): FieldSchema | undefined {
    if (absent.has(`${this.#object}.${name}`)) return undefined;
    return { ...anyField, name, label: name, ...this.#known?.get(name), createable: true, updateable: true };
  }

  override has(name: string): boolean {
    return this.get(name) !== undefined;
  }
}

const anyField: Omit<FieldSchema, 'name' | 'label'> = {
  type: 'string',
  length: 0,
  precision: 0,
  scale: 0,
  digits: 0,
  createable: true,
  updateable: true,
  nillable: true,
  defaultedOnCreate: false,
  restrictedPicklist: false,
  picklistValues: [],
  referenceTo: [],
  externalId: false,
  custom: false,
  calculated: false,
  autoNumber: false,
  encrypted: false,
  masterDetail: false,
  html: false,
  compoundField: undefined,
};
