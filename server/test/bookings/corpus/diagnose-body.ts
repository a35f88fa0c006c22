import { diagnosisView, explained, type Diagnosis } from '../../../src/bookings/diagnosis.ts';
import { outcomeOf } from '../../../src/bookings/deliver/outcome.ts';
import type { BookingPlan, Operation, PlannedObject } from '../../../src/bookings/plan/plan.ts';
import { toSubresponse } from '../../../src/salesforce/subresponse.ts';
import { inWords, text, type Language } from '../../../src/texts/text.ts';
import { corpusRules, corpusSchema } from './corpus-org.ts';

export const orgUrl = 'https://acme.my.salesforce.com';

/** An answer to one write, as Salesforce sends it. */
export interface Answer {
  /** Also one that Inlet has no plan for yet. */
  object: string;
  status: number;
  body: unknown;
  /** What was sent, where that matters. */
  values?: Record<string, string>;
  /** False where the org's rules are not known. */
  rules?: boolean;
}

export interface Verdict {
  cause: string;
  sentence: string;
  fix: string;
  diagnosis?: Diagnosis;
  view?: ReturnType<typeof diagnosisView>;
}

/** What delivery makes of the answer to a booking's only write, the second time that it is tried. */
export function diagnoseBody({ object, status, body, values = {}, rules = true }: Answer, language: Language): Verdict {
  const operation: Operation = {
    reference: 'write',
    action: 'upsert',
    object: object as PlannedObject,
    target: { field: 'Inlet_Customer_Id__c', value: 'key' },
    values,
    reason: text('match.noEmail'),
    headers: {},
    needsHeaders: false,
  };
  const booking = {
    bookingId: 'bk_1',
    revision: 1,
    operations: [operation],
    notes: [],
    fallbacks: [],
  } satisfies BookingPlan;
  const response = toSubresponse({ referenceId: 'write', httpStatusCode: status, body });
  const outcome = outcomeOf(
    booking,
    {
      plan: { bookings: [booking], operations: [operation] },
      responses: new Map([['write', response]]),
      ...{ atomic: true, apiCalls: 1, apiCallShare: 1, batchSize: 1 },
    },
    { schema: corpusSchema, page: 'Demo', before: {}, attempts: 1, rules: rules ? corpusRules : undefined },
  );
  switch (outcome.kind) {
    case 'held':
    case 'retry': {
      // The rules of the corpus are read after the refusal, as they are behind a delivery.
      const diagnosis = rules ? explained(outcome.diagnosis, corpusRules, true) : outcome.diagnosis;
      const view = diagnosisView(diagnosis, language, orgUrl);
      return { cause: view.cause, sentence: view.sentence, fix: view.fix, diagnosis, view };
    }
    case 'org': {
      const { cause, detail, fix } = outcome.error;
      return { cause, sentence: inWords(detail, language), fix: inWords(fix, language) };
    }
    case 'again':
      return { cause: 'halted', sentence: inWords(outcome.reason, language), fix: inWords(outcome.reason, language) };
    case 'delivered':
      throw new Error('the answer is no error');
  }
}
