import type { Answer, Call } from './probe.ts';

/** The external ids of the package. */
export const bookingKey = 'Inlet_Booking_Id__c';
export const customerKey = 'Inlet_Customer_Id__c';

const root = '/services/data/v66.0';

/** A meeting of tomorrow, with what it needs. */
export function event(more: object = {}): object {
  const from = Date.now() + 86_400_000;
  const at = (time: number) => new Date(time).toISOString();
  return { Subject: 'Inlet probe', StartDateTime: at(from), EndDateTime: at(from + 1_800_000), ...more };
}

/** Somebody whom no duplicate rule takes for another: the name is the run's own. */
export function lead(unique: string, more: object = {}): object {
  return { LastName: unique, Company: unique, ...more };
}

export const make = (object: string, values: object): Call => ({
  method: 'POST',
  path: `/sobjects/${object}`,
  body: values,
});
export const change = (object: string, key: string, values: object): Call => ({
  method: 'PATCH',
  path: `/sobjects/${object}/${key}`,
  body: values,
});
export const read = (object: string, id: string): Call => ({ method: 'GET', path: `/sobjects/${object}/${id}` });
export const remove = (object: string, id: string): Call => ({ method: 'DELETE', path: `/sobjects/${object}/${id}` });
export const query = (soql: string): Call => ({ method: 'GET', path: `/query?q=${encodeURIComponent(soql)}` });

/** A part of a composite call or of a graph. */
export interface Part {
  method: string;
  url: string;
  referenceId: string;
  body?: object;
  httpHeaders?: Record<string, string>;
}

export const part = (
  referenceId: string,
  method: string,
  path: string,
  body?: object,
  httpHeaders?: Part['httpHeaders'],
): Part => ({
  referenceId,
  method,
  url: `${root}${path}`,
  ...(body === undefined ? {} : { body }),
  ...(httpHeaders === undefined ? {} : { httpHeaders }),
});

export const composite = (allOrNone: boolean, ...compositeRequest: Part[]): Call => ({
  method: 'POST',
  path: '/composite',
  body: { allOrNone, collateSubrequests: false, compositeRequest },
});

export const graphs = (parts: Record<string, Part[]>): Call => ({
  method: 'POST',
  path: '/composite/graph',
  body: { graphs: Object.entries(parts).map(([graphId, compositeRequest]) => ({ graphId, compositeRequest })) },
});

/** Anonymous Apex. Whoever calls it must have the right to author Apex. */
export const apex = (...lines: string[]): Call => ({
  method: 'GET',
  path: `/tooling/executeAnonymous?anonymousBody=${encodeURIComponent(lines.join('\n'))}`,
});

/** Whether anonymous Apex ran to its end; else what stopped it. */
export function ranThrough({ body }: Answer): true | string {
  const { success, compileProblem, exceptionMessage } = (body ?? {}) as Record<string, unknown>;
  return success === true || String(exceptionMessage ?? compileProblem ?? JSON.stringify(body));
}
