import { limitError } from '../../src/salesforce/classify.ts';
import type { OrgRules } from '../../src/salesforce/org-rules.ts';
import type {
  ActiveRules,
  Graph,
  GraphResult,
  OrgSchema,
  RowError,
  Salesforce,
  Subrequest,
  Subresponse,
} from '../../src/salesforce/types.ts';
import { orgSchema } from './schema.ts';

/** The answer to a subrequest that was refused. */
export function refused(referenceId: string, errorCode: string, message: string, fields: string[] = []): Subresponse {
  const error: RowError = { errorCode, message, fields };
  return { referenceId, status: 400, body: null, errors: [error] };
}

/**
 * An org in memory behind the client's interface: look-ups find `rows`, writes succeed with an id of their own. A test
 * answers single subrequests by `answer`, and lets whole calls fail by throwing from `onCall`.
 */
export class ScriptedOrg implements Salesforce {
  readonly orgId = 'org_1';
  readonly calls: { kind: 'composite' | 'graph'; subrequests: Subrequest[]; graphs: number }[] = [];
  readonly schemaNow: OrgSchema;
  schemaForgotten = 0;
  rulesNow: OrgRules | undefined;
  rulesAsked = 0;
  /** By the look-up's reference: contacts, leads, convertedContacts, users. */
  rows: Record<string, Record<string, unknown>[]> = {};
  answer: (subrequest: Subrequest) => Subresponse | undefined = () => undefined;
  onCall: (subrequests: Subrequest[], kind: 'composite' | 'graph') => void = () => {};

  constructor(schema: OrgSchema = orgSchema()) {
    this.schemaNow = schema;
  }

  schema(): Promise<OrgSchema> {
    return Promise.resolve(this.schemaNow);
  }

  /** A test that reads the org's rules sets them; without, they cannot be read. */
  rules(): Promise<OrgRules> {
    this.rulesAsked += 1;
    if (this.rulesNow) return Promise.resolve(this.rulesNow);
    return Promise.reject(limitError('dailyRequests', 'REQUEST_LIMIT_EXCEEDED'));
  }

  get knownRules(): OrgRules | undefined {
    return this.rulesAsked > 0 ? this.rulesNow : undefined;
  }

  learnRules(rules: Partial<ActiveRules>): void {
    Object.assign(this.schemaNow, rules);
  }

  forgetSchema(): void {
    this.schemaForgotten += 1;
  }

  async composite(subrequests: Subrequest[]): Promise<Subresponse[]> {
    this.calls.push({ kind: 'composite', subrequests, graphs: 0 });
    this.onCall(subrequests, 'composite');
    return subrequests.map((subrequest) => this.#respond(subrequest));
  }

  async graph(graphs: Graph[]): Promise<GraphResult[]> {
    const subrequests = graphs.flatMap(({ nodes }) => nodes);
    this.calls.push({ kind: 'graph', subrequests, graphs: graphs.length });
    this.onCall(subrequests, 'graph');
    return graphs.map(({ graphId, nodes }) => {
      const responses = nodes.map((node) => this.#respond(node));
      const isSuccessful = responses.every(({ errors }) => errors.length === 0);
      const rolledBack = ({ referenceId }: Subresponse) =>
        refused(referenceId, 'PROCESSING_HALTED', 'The transaction was rolled back since another operation failed.');
      return {
        graphId,
        isSuccessful,
        responses: isSuccessful
          ? responses
          : responses.map((response) => (response.errors.length > 0 ? response : rolledBack(response))),
      };
    });
  }

  #respond(subrequest: Subrequest): Subresponse {
    const { referenceId, method, url } = subrequest;
    const answered = this.answer(subrequest);
    if (answered) return answered;
    if (url.startsWith('/composite/sobjects')) {
      const rows = subrequest.body!['records'] as unknown[];
      const body = rows.map((_, index) => ({ success: true, id: `id of ${referenceId} ${index}`, errors: [] }));
      return { referenceId, status: 200, body, errors: [] };
    }
    if (method !== 'GET') return { referenceId, status: 200, body: { id: `id of ${url}` }, errors: [] };
    const records = this.rows[referenceId] ?? [];
    return { referenceId, status: 200, body: { totalSize: records.length, done: true, records }, errors: [] };
  }
}
