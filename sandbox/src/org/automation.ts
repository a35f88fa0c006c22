import type { Automation, NewAutomation } from './types.ts';
import type { OrgDatabase, StoredRecord } from './org-database.ts';

const KEY = 'rules/automation';
const PREFIX = { trigger: '01q', flow: '300' } as const;

/** Apex triggers and record-triggered flows, kept as one document of the org; ApexTrigger and FlowDefinitionView rows follow it. */
export class Automations {
  readonly #database: OrgDatabase;
  readonly #newId: (prefix: string) => string;

  constructor(database: OrgDatabase, newId: (prefix: string) => string) {
    this.#database = database;
    this.#newId = newId;
  }

  all(): Automation[] {
    return this.#database.readDocument<Automation[]>(KEY) ?? [];
  }

  /** One of a kind and a name in the org, as names of triggers and flows are: setting it again replaces it. */
  set(automation: NewAutomation): Automation {
    const same = (other: Automation) =>
      other.kind === automation.kind && other.name.toLowerCase() === automation.name.toLowerCase();
    const before = this.all().find(same);
    const added: Automation = {
      ...automation,
      id: before?.id ?? this.#newId(PREFIX[automation.kind]),
      versionId: automation.kind === 'flow' ? this.#newId('301') : null,
      version: (before?.version ?? 0) + 1,
    };
    this.#store([...this.all().filter((other) => !same(other)), added]);
    return added;
  }

  /** Undefined when there is no such trigger or flow. */
  activate(id: string, active: boolean): Automation | undefined {
    this.#store(this.all().map((one) => (one.id === id ? { ...one, active } : one)));
    return this.all().find((one) => one.id === id);
  }

  remove(id: string): boolean {
    const all = this.all();
    const kept = all.filter((one) => one.id !== id);
    this.#store(kept);
    return kept.length < all.length;
  }

  #store(automations: Automation[]): void {
    this.#database.writeDocument(KEY, automations);
    const rows = { ApexTrigger: [] as StoredRecord[], FlowDefinitionView: [] as StoredRecord[] };
    for (const one of automations) {
      if (one.kind === 'trigger') rows.ApexTrigger.push(triggerRow(one));
      else rows.FlowDefinitionView.push(flowRow(one, this.#database));
    }
    for (const object of ['ApexTrigger', 'FlowDefinitionView'] as const) {
      for (const { Id } of [...this.#database.records.all(object)]) this.#database.remove(object, Id);
      for (const row of rows[object]) this.#database.put(object, row);
    }
  }
}

function triggerRow({ id, name, object, active, when, on }: Automation): StoredRecord {
  const runs = (moment: 'before' | 'after', operation: 'create' | 'update') =>
    when === moment && (on === 'createAndUpdate' || on === operation);
  return {
    ...{ Id: id, IsDeleted: false, Name: name, NamespacePrefix: null },
    // [K] The object's name for standard objects; for custom ones orgs tell an id.
    TableEnumOrId: object,
    Status: active ? 'Active' : 'Inactive',
    IsValid: true,
    ApiVersion: 66,
    UsageBeforeInsert: runs('before', 'create'),
    UsageAfterInsert: runs('after', 'create'),
    UsageBeforeUpdate: runs('before', 'update'),
    UsageAfterUpdate: runs('after', 'update'),
    ...{ UsageBeforeDelete: false, UsageAfterDelete: false, UsageAfterUndelete: false, UsageIsBulk: false },
    Body: triggerBody(name, object, when, on),
  };
}

/** Shown, never run: what the trigger does is what the console said. */
function triggerBody(name: string, object: string, when: string, on: Automation['on']): string {
  const events = { create: ['insert'], update: ['update'], createAndUpdate: ['insert', 'update'] }[on];
  return `trigger ${name} on ${object} (${events.map((event) => `${when} ${event}`).join(', ')}) {}`;
}

const RECORD_TRIGGER_TYPES = { create: 'Create', update: 'Update', createAndUpdate: 'CreateAndUpdate' } as const;

function flowRow({ id, versionId, version, name, label, object, active, when, on }: Automation, database: OrgDatabase) {
  const type = [...database.records.all('EntityDefinition')].find((one) => one['QualifiedApiName'] === object);
  return {
    // [K] A view has no id of its own that lasts: it is named by DurableId, the id of the flow definition.
    ...{ Id: id, IsDeleted: false, DurableId: id },
    ...{ ApiName: name, Label: label, Description: null, IsActive: active },
    ActiveVersionId: active ? versionId : null,
    LatestVersionId: versionId,
    VersionNumber: version,
    ...{ ProcessType: 'AutoLaunchedFlow', Builder: 'Flow Builder', ApiVersion: 66 },
    TriggerType: when === 'before' ? 'RecordBeforeSave' : 'RecordAfterSave',
    RecordTriggerType: RECORD_TRIGGER_TYPES[on],
    TriggerObjectOrEventId: String(type?.['DurableId'] ?? object),
    TriggerObjectOrEventLabel: object.replace(/__c$/, '').replaceAll('_', ' '),
    TriggerOrder: null,
    ...{ ManageableState: 'unmanaged', NamespacePrefix: null, InstalledPackageName: null },
    ...{ IsOutOfDate: false, IsTemplate: false },
  };
}
