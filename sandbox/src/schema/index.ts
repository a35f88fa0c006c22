export { customField } from './custom-field.ts';
export { defaultValueOf } from './default-value.ts';
export { describeBasic, describeGlobal, describeSObject } from './describe.ts';
export { isSameId, newId, normaliseId, withChecksum } from './ids.ts';
export { addCustomField, createSchema } from './org-schema.ts';
export type { DescribeOptions, RecordTypeSummary } from './describe.ts';
export type { Schema } from './org-schema.ts';
