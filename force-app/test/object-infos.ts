import { getObjectInfos } from 'lightning/uiObjectInfoApi';
import { settle } from './mount';

/** What the org calls its objects and fields, in tests: renamed, so that an API name that shows through is seen. */
export async function emitObjectInfos(): Promise<void> {
  const info = (apiName: string, label: string, fields: Record<string, string> = {}) => ({
    statusCode: 200,
    result: {
      apiName,
      label,
      fields: Object.fromEntries(Object.entries(fields).map(([name, label]) => [name, { label }])),
    },
  });
  (getObjectInfos as unknown as { emit(data: object): void }).emit({
    results: [
      info('Lead', 'Prospect', { LastName: 'Family name' }),
      info('Contact', 'Person'),
      { statusCode: 403, result: { errorCode: 'INSUFFICIENT_ACCESS' } },
      info('Event', 'Meeting', { WhoId: 'With' }),
    ],
  });
  await settle();
}
