import { z } from 'zod';
import { text, type Text } from '../texts/text.ts';
import { classifyRow, errorOfRow } from './classify.ts';
import { SalesforceError } from './errors.ts';
import { queryPath } from './soql.ts';
import { queryRows } from './subresponse.ts';
import type { Subrequest, Subresponse } from './types.ts';

/** What Inlet writes, and whose automation can therefore refuse a booking. */
export const ruledObjects = ['Lead', 'Contact', 'Account', 'Event', 'Case', 'CampaignMember', 'EventRelation'] as const;

/** What an org was asked for: known, or unknown with the reason and the permission that would help. */
export type Known<T> =
  | { known: true; value: T }
  | {
      known: false;
      reason: Text;
      /** The label in Setup of the permission that the API User lacks. */ permission?: string;
    };

/** An active validation rule. Its formula is not read: Salesforce gives it for one rule a call only. */
export interface ValidationRule {
  id: string;
  name: string;
  object: string;
  /** API name of the field that shows the error; undefined where it shows at the top of the page. */
  field: string | undefined;
  /** In the language it was written in; the API User may be shown a translation. */
  message: string;
  /** The managed package that it came with. */
  namespace: string | undefined;
}

/** An active duplicate rule. Whether it blocks or alerts cannot be queried; a refused record tells. */
export interface DuplicateRule {
  id: string;
  /** The developer name, which error bodies carry. */
  name: string;
  label: string;
  object: string;
  namespace: string | undefined;
}

/** An active Apex trigger that runs when a record is created or updated. */
export interface ApexTrigger {
  id: string;
  name: string;
  object: string;
  namespace: string | undefined;
}

/** An active flow (or a process, its forerunner) that a saved record starts. */
export interface RecordFlow {
  /** The flow's, not its version's. */
  id: string;
  name: string;
  label: string;
  /** Undefined where the org does not tell: processes, and objects that it names by an id. */
  object: string | undefined;
  when: 'beforeSave' | 'afterSave' | 'process';
  namespace: string | undefined;
}

/** An org's own rules on the objects that Inlet writes: what can refuse a record, by name. */
export interface OrgRules {
  readAt: Date;
  validationRules: Known<ValidationRule[]>;
  duplicateRules: Known<DuplicateRule[]>;
  triggers: Known<ApexTrigger[]>;
  flows: Known<RecordFlow[]>;
}

const duplicateRef = 'duplicateRules';
const triggerRef = 'triggers';
const flowRef = 'flows';
const validationRef = 'validationRules';

/** Asked by POST /composite: one API call. */
export const ruleQueries: Subrequest[] = [
  query(
    duplicateRef,
    'SELECT Id, DeveloperName, MasterLabel, SobjectType, NamespacePrefix FROM DuplicateRule WHERE IsActive = true',
  ),
  query(
    triggerRef,
    'SELECT Id, Name, TableEnumOrId, NamespacePrefix, UsageBeforeInsert, UsageAfterInsert, UsageBeforeUpdate, UsageAfterUpdate ' +
      "FROM ApexTrigger WHERE Status = 'Active'",
  ),
  // Narrowed down here: a flow's view promises few operators, and an org has hundreds of flows at most.
  query(
    flowRef,
    'SELECT DurableId, ApiName, Label, ProcessType, TriggerType, TriggerObjectOrEventId, NamespacePrefix ' +
      'FROM FlowDefinitionView WHERE IsActive = true',
  ),
];

/**
 * Asked by POST /tooling/composite: one API call. /composite takes no Tooling queries, and the objects above are not all
 * in the Tooling API [D Improve Performance with the Composite Resource].
 */
export const toolingRuleQueries: Subrequest[] = [
  {
    referenceId: validationRef,
    method: 'GET',
    url: `/tooling${queryPath(
      'SELECT Id, ValidationName, EntityDefinition.QualifiedApiName, ErrorDisplayField, ErrorMessage, NamespacePrefix ' +
        'FROM ValidationRule WHERE Active = true',
    )}`,
  },
];

/** What the two calls tell. `tooling` is the reason where its call was refused as a whole. */
export function readRules(data: Subresponse[], tooling: Subresponse[] | Known<never>, readAt: Date): OrgRules {
  const answers = new Map([...data, ...(Array.isArray(tooling) ? tooling : [])].map((one) => [one.referenceId, one]));
  return {
    readAt,
    validationRules: Array.isArray(tooling)
      ? readPart(answers.get(validationRef), validationRow, toValidationRule)
      : tooling,
    duplicateRules: readPart(answers.get(duplicateRef), duplicateRow, toDuplicateRule),
    triggers: readPart(answers.get(triggerRef), triggerRow, toTrigger),
    flows: readPart(answers.get(flowRef), flowRow, toFlow),
  };
}

/** Nobody but users with this permission reads the org's set-up; of flows and triggers it is not documented [K]. */
const viewSetup = 'View Setup and Configuration';

/** Why a part is not known, where its call or its query failed. Throws what says nothing about that part alone. */
export function unknownBecause(error: unknown): Known<never> {
  if (!(error instanceof SalesforceError) || error.cause !== 'data') throw error;
  return { known: false, reason: text('rules.refused', { permission: viewSetup }), permission: viewSetup };
}

function readPart<Row, T>(
  response: Subresponse | undefined,
  shape: z.ZodType<Row>,
  toPart: (row: Row) => T | undefined,
): Known<T[]> {
  if (!response) return { known: false, reason: text('rules.unreadable') };
  try {
    const rows = z.array(shape).safeParse(queryRows(response));
    if (!rows.success) return { known: false, reason: text('rules.unreadable') };
    return { known: true, value: rows.data.flatMap((row) => toPart(row) ?? []) };
  } catch (error) {
    if (response.errors.length === 0) return { known: false, reason: text('rules.tooMany') };
    if (classifyRow(response.errors).cause === 'data')
      return unknownBecause(errorOfRow(response.errors, response.status));
    return unknownBecause(error);
  }
}

function query(referenceId: string, soql: string): Subrequest {
  return { referenceId, method: 'GET', url: queryPath(soql) };
}

const isRuled = (object: string): boolean => (ruledObjects as readonly string[]).includes(object);
const prefix = z.string().nullish();

const validationRow = z.object({
  Id: z.string(),
  ValidationName: z.string(),
  EntityDefinition: z.object({ QualifiedApiName: z.string() }).nullable(),
  ErrorDisplayField: z.string().nullish(),
  ErrorMessage: z.string().nullish(),
  NamespacePrefix: prefix,
});

function toValidationRule(row: z.infer<typeof validationRow>): ValidationRule | undefined {
  const object = row.EntityDefinition?.QualifiedApiName;
  if (object === undefined || !isRuled(object)) return undefined;
  return {
    id: row.Id,
    name: row.ValidationName,
    object,
    field: row.ErrorDisplayField ?? undefined,
    message: row.ErrorMessage ?? '',
    namespace: row.NamespacePrefix ?? undefined,
  };
}

// Documentation and orgs differ in the spelling (SobjectType, SObjectType, sObjectType).
const duplicateRow = z
  .record(z.string(), z.unknown())
  .transform((row) => Object.fromEntries(Object.entries(row).map(([column, value]) => [column.toLowerCase(), value])))
  .pipe(
    z.object({
      id: z.string(),
      developername: z.string(),
      masterlabel: z.string().nullish(),
      sobjecttype: z.string(),
      namespaceprefix: prefix,
    }),
  );

function toDuplicateRule(row: z.infer<typeof duplicateRow>): DuplicateRule | undefined {
  if (!isRuled(row.sobjecttype)) return undefined;
  return {
    id: row.id,
    name: row.developername,
    label: row.masterlabel ?? row.developername,
    object: row.sobjecttype,
    namespace: row.namespaceprefix ?? undefined,
  };
}

const triggerRow = z.object({
  Id: z.string(),
  Name: z.string(),
  TableEnumOrId: z.string().nullish(),
  NamespacePrefix: prefix,
  UsageBeforeInsert: z.boolean().nullish(),
  UsageAfterInsert: z.boolean().nullish(),
  UsageBeforeUpdate: z.boolean().nullish(),
  UsageAfterUpdate: z.boolean().nullish(),
});

function toTrigger(row: z.infer<typeof triggerRow>): ApexTrigger | undefined {
  const object = row.TableEnumOrId ?? '';
  const runs = row.UsageBeforeInsert || row.UsageAfterInsert || row.UsageBeforeUpdate || row.UsageAfterUpdate;
  if (!isRuled(object) || !runs) return undefined;
  return { id: row.Id, name: row.Name, object, namespace: row.NamespacePrefix ?? undefined };
}

const flowRow = z.object({
  DurableId: z.string(),
  ApiName: z.string(),
  Label: z.string().nullish(),
  ProcessType: z.string().nullish(),
  TriggerType: z.string().nullish(),
  TriggerObjectOrEventId: z.string().nullish(),
  NamespacePrefix: prefix,
});

function toFlow(row: z.infer<typeof flowRow>): RecordFlow | undefined {
  const when =
    ({ RecordBeforeSave: 'beforeSave', RecordAfterSave: 'afterSave' } as const)[row.TriggerType ?? ''] ??
    (row.ProcessType === 'Workflow' ? 'process' : undefined);
  // A standard object is named by its API name; a custom one, which Inlet does not write to, by its id [K].
  const object = row.TriggerObjectOrEventId ?? undefined;
  if (!when || (object !== undefined && !isRuled(object))) return undefined;
  return {
    id: row.DurableId,
    name: row.ApiName,
    label: row.Label ?? row.ApiName,
    object,
    when,
    namespace: row.NamespacePrefix ?? undefined,
  };
}
