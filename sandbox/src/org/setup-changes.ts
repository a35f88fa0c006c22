import type { Field, SObjectType } from '../schema/types.ts';
import type { FieldAccess, Holder } from './access/field-access.ts';
import type { Automation, SetupChange, ValidationRule } from './types.ts';

/** How the Setup audit trail tells of a validation rule that was made, switched or taken away. [S] */
export function validationRuleChange(
  { labelPlural }: Pick<SObjectType, 'labelPlural'>,
  { name, active }: Pick<ValidationRule, 'name' | 'active'>,
  what: 'new' | 'active' | 'removed',
): SetupChange {
  const section = 'Validation Rules';
  switch (what) {
    case 'new':
      return { action: 'newValidation', section, display: `New ${labelPlural} validation rule "${name}"` };
    case 'active': {
      const flag = active ? 'from 0 to 1' : 'from 1 to 0';
      const display = `Changed active flag for ${labelPlural} validation "${name}" ${flag}`;
      return { action: 'changedValidationActive', section, display };
    }
    case 'removed':
      return { action: 'removedValidation', section, display: `Removed ${labelPlural} validation "${name}"` };
  }
}

/** [S] the actions; [K] the sentences of a flow that is switched off or deleted. */
export function automationChange(
  { kind, object, name, label, active }: Automation,
  what: 'new' | 'active' | 'removed',
): SetupChange {
  if (kind === 'trigger') {
    const verb = { new: 'created', active: 'changed', removed: 'deleted' }[what];
    const display = `${capitalised(verb)} ${object} Trigger code: ${name}`;
    return { action: `${verb}ApexTrigger`, section: 'Apex Trigger', display };
  }
  const flow = `flow with Name "${label}" and Unique Name "${name}"`;
  const verb = what === 'removed' ? 'deleted' : active ? 'activated' : what === 'new' ? 'created' : 'deactivated';
  return { action: `${verb}interactiondefversion`, section: 'Flows', display: `${capitalised(verb)} ${flow}` };
}

/** [S] the sections; [K] the actions and the sentences. */
export function fieldChange(
  type: Pick<SObjectType, 'custom' | 'labelPlural'>,
  { label, custom }: Pick<Field, 'label' | 'custom'>,
  verb: 'created' | 'changed' | 'deleted',
): SetupChange {
  const action = `${verb}${custom ? 'CF' : 'StandardField'}${type.custom ? 'Custom' : ''}`;
  const display = `${capitalised(verb)} ${custom ? 'custom field' : 'field'} ${label} on ${type.labelPlural}`;
  return { action, section: type.custom ? 'Custom Objects' : `Customize ${type.labelPlural}`, display };
}

const ACCESS: Record<FieldAccess, string> = { hidden: 'No Access', read: 'Read Only', edit: 'Read/Write' };

/** Field-level security; of a user it is that of the profile. [S] */
export function fieldAccessChange(
  type: Pick<SObjectType, 'label'>,
  { label }: Pick<Field, 'label'>,
  { from, to }: { from: FieldAccess; to: FieldAccess },
  { holder, profile }: { holder: Holder; profile: string },
): SetupChange {
  const isSet = 'permissionSet' in holder;
  const whose = isSet ? `permission set ${holder.permissionSet}` : `profile ${profile}`;
  return {
    action: isSet ? 'PermSetFlsChanged' : 'profileFlsChangedStandard',
    section: 'Manage Users',
    display: `Changed ${whose}: field-level security for ${type.label}: ${label} was changed from ${ACCESS[from]} to ${ACCESS[to]}`,
  };
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
