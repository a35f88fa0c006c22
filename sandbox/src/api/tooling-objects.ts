import type { Automation, OrgEngine, ValidationRule } from '../org/types.ts';

/** A row by the names of its columns; one of a parent is `EntityDefinition.QualifiedApiName`. */
export type ToolingRow = { Id: string } & Record<string, unknown>;

/** Columns by their lower-case name. */
export type Columns = Map<string, [name: string, value: unknown]>;

const UNMANAGED = { NamespacePrefix: null, ManageableState: 'unmanaged' };

/** The objects of the Tooling API that the sandbox has, and their rows. */
export const TOOLING_OBJECTS: Record<string, (org: OrgEngine) => ToolingRow[]> = {
  ValidationRule: (org) => org.validationRules().map(validationRule),
  ApexTrigger: (org) => ofKind(org, 'trigger').map(apexTrigger),
  FlowDefinition: (org) => ofKind(org, 'flow').map(flowDefinition),
  Flow: (org) => ofKind(org, 'flow').map(flow),
};

function ofKind(org: OrgEngine, kind: Automation['kind']): Automation[] {
  return org.automations().filter((one) => one.kind === kind);
}

function validationRule(rule: ValidationRule): ToolingRow {
  return {
    Id: rule.id,
    Active: rule.active,
    Description: null,
    ...definitionOf(rule.object),
    ErrorDisplayField: rule.errorDisplayField,
    ErrorMessage: rule.errorMessage,
    ValidationName: rule.name,
    ...UNMANAGED,
    FullName: `${rule.object}.${rule.name}`,
    Metadata: {
      active: rule.active,
      description: null,
      errorConditionFormula: rule.errorConditionFormula,
      errorDisplayField: rule.errorDisplayField,
      errorMessage: rule.errorMessage,
    },
  };
}

function apexTrigger({ id, name, object, active, when, on }: Automation): ToolingRow {
  const runs = (moment: 'before' | 'after', operation: 'create' | 'update') =>
    when === moment && (on === 'createAndUpdate' || on === operation);
  return {
    Id: id,
    Name: name,
    TableEnumOrId: object,
    ...definitionOf(object),
    Status: active ? 'Active' : 'Inactive',
    IsValid: true,
    ApiVersion: 66,
    UsageBeforeInsert: runs('before', 'create'),
    UsageAfterInsert: runs('after', 'create'),
    UsageBeforeUpdate: runs('before', 'update'),
    UsageAfterUpdate: runs('after', 'update'),
    ...{ UsageBeforeDelete: false, UsageAfterDelete: false, UsageAfterUndelete: false, UsageIsBulk: false },
    ...UNMANAGED,
    FullName: name,
    Metadata: { apiVersion: 66, packageVersions: [], status: active ? 'Active' : 'Inactive', urls: null },
  };
}

/** [K] its columns beyond those that the guide lists. */
function flowDefinition({ id, name, label, active, version, versionId }: Automation): ToolingRow {
  return {
    Id: id,
    DeveloperName: name,
    MasterLabel: label,
    Description: null,
    ActiveVersionId: active ? versionId : null,
    LatestVersionId: versionId,
    ...UNMANAGED,
    FullName: name,
    Metadata: { activeVersionNumber: active ? version : 0, description: null, masterLabel: label },
  };
}

/** The version of each flow that is there; of the metadata only what says when it runs. */
function flow(automation: Automation): ToolingRow {
  const { id, name, label, active, version, versionId, object, when, on } = automation;
  return {
    Id: versionId ?? id,
    DefinitionId: id,
    'Definition.DeveloperName': name,
    MasterLabel: label,
    Description: null,
    ProcessType: 'AutoLaunchedFlow',
    Status: active ? 'Active' : 'Draft',
    VersionNumber: version,
    ApiVersion: 66,
    ...UNMANAGED,
    FullName: `${name}-${version}`,
    Metadata: {
      label,
      processType: 'AutoLaunchedFlow',
      status: active ? 'Active' : 'Draft',
      start: {
        object,
        recordTriggerType: { create: 'Create', update: 'Update', createAndUpdate: 'CreateAndUpdate' }[on],
        triggerType: when === 'before' ? 'RecordBeforeSave' : 'RecordAfterSave',
      },
    },
  };
}

/** [K] EntityDefinitionId is the API name for standard objects; here for all. */
function definitionOf(object: string): object {
  return { EntityDefinitionId: object, 'EntityDefinition.QualifiedApiName': object };
}
