import type { SObjectType } from '../schema/types.ts';
import type { ApiContext, ApiRequest } from './request.ts';

/**
 * One record, all of its fields or those that are named. [K] Id comes along, asked for or not.
 * @throws ApiError 404 for an unknown or deleted record, 400 for an unknown field.
 */
export function readRecord(
  context: ApiContext,
  { version }: ApiRequest,
  object: SObjectType,
  id: string,
  fields?: string[],
): object {
  const namesId = fields?.some((name) => name.toLowerCase() === 'id');
  const columns = fields && !namesId ? [...fields, 'Id'] : fields;
  const record = context.org.retrieve(context.caller, object.name, id, columns);
  const url = `/services/data/v${version}/sobjects/${object.name}/${String(record.Id)}`;
  return { ...record, attributes: { type: object.name, url } };
}
