import { FieldRefusal } from './field-refusal.ts';
import type { NewField, SObjectType } from './types.ts';

/** [D Object Reference, "Relationships Among Objects"] Standard objects that cannot be the master of a custom detail. */
const NEVER_MASTERS = [
  ...['BusinessHours', 'Idea', 'Lead', 'OrderItem', 'Pricebook2', 'Product2', 'QuoteLineItem', 'User'],
  // [K] Nothing points to an activity.
  ...['Event', 'Task'],
];
const ACTIVITIES = ['Event', 'Task'];
/** [D Custom Field Attributes] */
const MOST_MASTERS = 2;

/**
 * What Setup does not offer an admin, and the Metadata API refuses, although such a field could be described: asked when
 * one is made or changed, not when the org is read again. Throws FieldRefusal.
 */
export function checkSetup(spec: NewField, object: SObjectType): void {
  const { name } = spec;
  const kind = neverRequired(spec);
  if (spec.required === true && kind !== undefined) {
    throw new FieldRefusal('required', `Can not specify 'required' for a CustomField of type ${kind}`);
  }
  // [D Considerations for Universally Required Fields] "If you make an activity custom field universally required, you
  // must also provide a default value."
  if (spec.required === true && ACTIVITIES.includes(object.name) && spec.defaultValue === undefined) {
    throw new FieldRefusal('defaultValue', `${name}: a required field of events and tasks needs a default value.`);
  }
  if (spec.type === 'reference') checkRelationship(spec, object);
}

/**
 * The kind, as the Metadata API names it, of a field that has no *Required*: a checkbox is never empty, a detail always has
 * its master. [S] the sentence for Checkbox, LongTextArea and MasterDetail; [K] that Html is as LongTextArea.
 */
function neverRequired(spec: NewField): string | undefined {
  if (spec.type === 'boolean') return 'Checkbox';
  if (spec.masterDetail === true) return 'MasterDetail';
  if (spec.richText === true) return 'Html';
  return spec.type === 'textarea' && (spec.length ?? 255) > 255 ? 'LongTextArea' : undefined;
}

function checkRelationship({ name, referenceTo = [], masterDetail }: NewField, object: SObjectType): void {
  const [target = ''] = referenceTo;
  if (ACTIVITIES.includes(target)) {
    throw new FieldRefusal('referenceTo', `${name}: no field points to events or tasks.`);
  }
  if (masterDetail !== true) return;
  // [D Object Reference] "The standard object can't be on the detail side of a relationship with a custom object."
  if (!object.custom) {
    const message = `${name}: a standard object cannot be the detail of another; only custom objects can.`;
    throw new FieldRefusal('masterDetail', message);
  }
  if (NEVER_MASTERS.includes(target)) {
    throw new FieldRefusal('referenceTo', `${name}: ${target} cannot be the master of a master-detail relationship.`);
  }
  const masters = object.fields.filter((field) => field.relationshipOrder !== null && field.name !== name);
  if (masters.length >= MOST_MASTERS) {
    const message = `${name}: ${object.name} has ${MOST_MASTERS} master-detail relationships already, the most that an object can have.`;
    throw new FieldRefusal('masterDetail', message);
  }
}
