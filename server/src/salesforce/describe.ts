import { z } from 'zod';
import { classifyRow, errorOfRow, unreadableAnswer } from './classify.ts';
import { hasPersons, splitAccount } from './person-account.ts';
import { queryPath } from './soql.ts';
import { queryRows } from './subresponse.ts';
import type { ActiveRules, FieldSchema, ObjectSchema, OrgSchema, Subrequest, Subresponse } from './types.ts';

/** The objects that Inlet writes to; a Person Account is described as an Account. */
export const describedObjects = ['Lead', 'Contact', 'Account', 'Event', 'Case'] as const;

const assignmentRef = 'assignmentRules';
const duplicateRef = 'duplicateRules';

/**
 * What tells which rules are active. Cheap enough to ride along in any call with room for a query: a rule that an admin
 * switches on must not wait for the schema to be an hour old.
 */
export const ruleSubrequests: Subrequest[] = [
  {
    referenceId: assignmentRef,
    method: 'GET',
    url: queryPath('SELECT SobjectType FROM AssignmentRule WHERE Active = true'),
  },
  {
    referenceId: duplicateRef,
    method: 'GET',
    url: queryPath('SELECT SobjectType FROM DuplicateRule WHERE IsActive = true'),
  },
];

const personTypesRef = 'personTypes';

/** Which record types make Person Accounts: describe does not tell. [K] Without Person Accounts the field is not there. */
const personTypesSubrequest: Subrequest = {
  referenceId: personTypesRef,
  method: 'GET',
  url: queryPath("SELECT Id FROM RecordType WHERE SobjectType = 'Account' AND IsPersonType = true"),
};

/** What an org is asked for its schema: one /composite call. */
export const schemaSubrequests: Subrequest[] = [
  ...describedObjects.map((name) => ({
    referenceId: name,
    method: 'GET' as const,
    url: `/sobjects/${name}/describe`,
  })),
  ...ruleSubrequests,
  personTypesSubrequest,
];

/**
 * The schema as the connected user sees it. An object that the user may not see is left out. Throws the classified
 * error of a describe that failed otherwise.
 */
export function readSchema(responses: Subresponse[]): OrgSchema {
  const byReference = new Map(responses.map((response) => [response.referenceId, response]));
  const answerOf = (referenceId: string): Subresponse => {
    const found = byReference.get(referenceId);
    if (!found) throw unreadableAnswer(`it lacks ${referenceId}`, { writes: false });
    return found;
  };
  const objects = new Map<string, ObjectSchema>();
  for (const name of describedObjects) {
    const described = readObject(answerOf(name));
    if (described) objects.set(name, described);
  }
  const account = objects.get('Account');
  if (account && hasPersons(account)) {
    const split = splitAccount(account, objects.get('Contact'), personTypesOf(byReference.get(personTypesRef)));
    objects.set('Account', split.business).set('PersonAccount', split.person);
  }
  answerOf(assignmentRef);
  answerOf(duplicateRef);
  const none: ActiveRules = { assignmentRules: new Set(), duplicateRules: new Set() };
  return {
    objects,
    ...none,
    ...readActiveRules(responses),
    packagePrefix: packagePrefixOf(objects.get('Event')),
  };
}

// Describe has 57 keys a field; only those that decide what may be written are read.
const describeShape = z.object({
  name: z.string(),
  label: z.string(),
  createable: z.boolean(),
  updateable: z.boolean(),
  deletable: z.boolean(),
  recordTypeInfos: z
    .array(
      z.object({
        active: z.boolean().nullish(),
        available: z.boolean(),
        defaultRecordTypeMapping: z.boolean(),
        master: z.boolean(),
        name: z.string(),
        recordTypeId: z.string(),
      }),
    )
    .nullish(),
  fields: z.array(
    z.object({
      name: z.string(),
      label: z.string(),
      type: z.string(),
      length: z.number().nullish(),
      precision: z.number().nullish(),
      scale: z.number().nullish(),
      digits: z.number().nullish(),
      createable: z.boolean(),
      updateable: z.boolean(),
      nillable: z.boolean(),
      defaultedOnCreate: z.boolean(),
      restrictedPicklist: z.boolean().nullish(),
      picklistValues: z.array(z.object({ active: z.boolean(), value: z.string() })).nullish(),
      referenceTo: z.array(z.string()).nullish(),
      externalId: z.boolean().nullish(),
      custom: z.boolean().nullish(),
      calculated: z.boolean().nullish(),
      autoNumber: z.boolean().nullish(),
      encrypted: z.boolean().nullish(),
      relationshipOrder: z.number().nullish(),
      htmlFormatted: z.boolean().nullish(),
      extraTypeInfo: z.string().nullish(),
      compoundFieldName: z.string().nullish(),
      filteredLookupInfo: z.object({ optionalFilter: z.boolean().nullish() }).nullish(),
    }),
  ),
});

function readObject(response: Subresponse): ObjectSchema | undefined {
  if (response.errors.length > 0) {
    if (isRefusal(response)) return undefined;
    throw errorOfRow(response.errors, response.status);
  }
  const parsed = describeShape.safeParse(response.body);
  if (!parsed.success)
    throw unreadableAnswer(`the describe of ${response.referenceId} has another form`, { writes: false });
  const { fields, recordTypeInfos, ...object } = parsed.data;
  const types = (recordTypeInfos ?? []).filter(({ master }) => !master);
  const isUsable = ({ active, available }: (typeof types)[number]) => active !== false && available;
  return {
    ...object,
    recordTypes: types
      .filter(isUsable)
      .map((type) => ({ id: type.recordTypeId, name: type.name, isDefault: type.defaultRecordTypeMapping })),
    otherRecordTypes: types
      .filter((type) => !isUsable(type))
      .map((type) => ({ id: type.recordTypeId, name: type.name, isActive: type.active !== false })),
    fields: new Map(fields.map((field) => [field.name, toFieldSchema(field)])),
  };
}

function toFieldSchema(field: z.infer<typeof describeShape>['fields'][number]): FieldSchema {
  return {
    name: field.name,
    label: field.label,
    type: field.type,
    length: field.length ?? 0,
    precision: field.precision ?? 0,
    scale: field.scale ?? 0,
    digits: field.digits ?? 0,
    createable: field.createable,
    updateable: field.updateable,
    nillable: field.nillable,
    defaultedOnCreate: field.defaultedOnCreate,
    restrictedPicklist: field.restrictedPicklist ?? false,
    picklistValues: (field.picklistValues ?? []).filter((value) => value.active).map((value) => value.value),
    referenceTo: field.referenceTo ?? [],
    externalId: field.externalId ?? false,
    custom: field.custom ?? false,
    calculated: field.calculated ?? false,
    autoNumber: field.autoNumber ?? false,
    encrypted: (field.encrypted ?? false) || field.type === 'encryptedstring',
    masterDetail: field.type === 'reference' && typeof field.relationshipOrder === 'number',
    html: field.htmlFormatted === true && (field.type === 'textarea' || field.extraTypeInfo === 'richtextarea'),
    compoundField: field.compoundFieldName ?? undefined,
    // Null where there is no filter, or an inactive one [D describeSObjectResult].
    ...(field.filteredLookupInfo
      ? { lookupFilter: field.filteredLookupInfo.optionalFilter ? ('optional' as const) : ('required' as const) }
      : {}),
  };
}

/** Undefined where the API User may not see them. */
function personTypesOf(response: Subresponse | undefined): Set<string> | undefined {
  if (!response || isRefusal(response)) return undefined;
  return new Set(queryRows(response).map((row) => String(row['Id'])));
}

/** The rules that the responses tell of; what was not asked is not in the answer. Throws like `queryRows`. */
export function readActiveRules(responses: Subresponse[]): Partial<ActiveRules> {
  const rules: Partial<ActiveRules> = {};
  for (const response of responses) {
    if (response.referenceId === assignmentRef) rules.assignmentRules = readRules(response, ['Lead', 'Case']);
    if (response.referenceId === duplicateRef)
      rules.duplicateRules = readRules(response, ['Lead', 'Contact', 'Account']);
  }
  return rules;
}

/**
 * Objects with an active rule. A user who may not read the rules (DuplicateRule needs "View Setup and Configuration")
 * leaves them unknown; then every object that can have one counts as having one, so that writes carry the headers that
 * keep rules from reassigning or blocking, at the price of more calls.
 */
function readRules(response: Subresponse, candidates: string[]): Set<string> {
  if (isRefusal(response)) return new Set(candidates);
  return new Set(
    queryRows(response)
      // Documentation and orgs differ in the spelling (SobjectType, SObjectType, sObjectType).
      .map((row) => Object.entries(row).find(([column]) => column.toLowerCase() === 'sobjecttype')?.[1])
      .filter((type) => typeof type === 'string'),
  );
}

/** The object does not exist for this user, or may not be read. */
export function isRefusal(response: Subresponse): boolean {
  if (response.errors.length === 0) return false;
  const row = classifyRow(response.errors);
  if (row.cause !== 'data') return false;
  return ['notFound', 'schema', 'permission', 'feature'].includes(row.faults[0].kind);
}

function packagePrefixOf(event: ObjectSchema | undefined): string | undefined {
  for (const name of event?.fields.keys() ?? []) {
    const found = /^(\w+?__)?Inlet_Booking_Id__c$/.exec(name);
    if (found) return found[1] ?? '';
  }
  return undefined;
}
