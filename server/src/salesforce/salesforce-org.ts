import { compositeBody, readComposite, writes } from './composite.ts';
import { SalesforceConnection } from './connection.ts';
import type { Timeouts } from './connection.ts';
import { readSchema, schemaSubrequests } from './describe.ts';
import type { SalesforceError } from './errors.ts';
import { graphBody, readGraphs } from './graph.ts';
import { LimitsLedger } from './limits.ts';
import type { OnUsage, UsageSample } from './limits.ts';
import { readRules, ruleQueries, toolingRuleQueries, unknownBecause, type OrgRules } from './org-rules.ts';
import { RulesCache } from './rules-cache.ts';
import { SchemaCache } from './schema-cache.ts';
import { TokenCache } from './token-cache.ts';
import type { Login } from './token-cache.ts';
import type {
  ActiveRules,
  CallOptions,
  Graph,
  GraphResult,
  OrgSchema,
  Salesforce,
  Subrequest,
  Subresponse,
} from './types.ts';

export interface SalesforceOrgOptions {
  /** Inlet's id of the org. */
  orgId: string;
  login: Login;
  now: () => Date;
  onUsage?: OnUsage;
  /** Told how each call ended: without an error, or with which. Must not throw. */
  onEnd?: (error: SalesforceError | undefined) => void;
  /** Default 30 s without and 120 s with a write. */
  timeouts?: Timeouts;
  /** Requests to the org at once; default 10. */
  maxConcurrent?: number;
}

export const defaultTimeouts: Timeouts = { readMs: 30_000, writeMs: 120_000 };

/** A connected org over HTTP. Holds token, schema and API usage in memory: keep one instance an org and process. */
export class SalesforceOrg implements Salesforce {
  readonly orgId: string;
  readonly #connection: SalesforceConnection;
  readonly #tokens: TokenCache;
  readonly #ledger: LimitsLedger;
  readonly #schemas: SchemaCache;
  readonly #rules: RulesCache;

  constructor(options: SalesforceOrgOptions) {
    this.orgId = options.orgId;
    const timeouts = options.timeouts ?? defaultTimeouts;
    this.#tokens = new TokenCache(options.login);
    this.#ledger = new LimitsLedger(options.orgId, options.now, options.onUsage);
    this.#connection = new SalesforceConnection(this.#tokens, this.#ledger, {
      timeouts,
      maxConcurrent: options.maxConcurrent ?? 10,
      onEnd: options.onEnd,
    });
    this.#schemas = new SchemaCache(options.now);
    this.#rules = new RulesCache(options.now);
  }

  /** What the last answer said about the org's API requests; undefined before the first. */
  get usage(): UsageSample | undefined {
    return this.#ledger.last;
  }

  /** Whom the token is for; no API call. Undefined where the login did not tell. */
  async userId(): Promise<string | undefined> {
    return (await this.#tokens.get()).userId;
  }

  composite(subrequests: Subrequest[], options: CallOptions & { allOrNone?: boolean }): Promise<Subresponse[]> {
    return this.#composite('/composite', subrequests, options);
  }

  async #composite(
    path: string,
    subrequests: Subrequest[],
    options: CallOptions & { allOrNone?: boolean },
  ): Promise<Subresponse[]> {
    const body = compositeBody(subrequests, options.allOrNone ?? false);
    const answer = await this.#connection.post(path, body, { ...options, writes: writes(subrequests) });
    return readComposite(answer, subrequests);
  }

  async graph(graphs: Graph[], options: CallOptions): Promise<GraphResult[]> {
    const answer = await this.#connection.post('/composite/graph', graphBody(graphs), { ...options, writes: true });
    return readGraphs(answer, graphs);
  }

  schema(options: CallOptions): Promise<OrgSchema> {
    return this.#schemas.get(async () => readSchema(await this.composite(schemaSubrequests, options)));
  }

  /** When the schema that `schema` gives was read; undefined before the first time. */
  get schemaReadAt(): Date | undefined {
    return this.#schemas.readAt;
  }

  rules(options: CallOptions & { readAfter?: Date }): Promise<OrgRules> {
    return this.#rules.get(async (at) => {
      const data = await this.composite(ruleQueries, options);
      // A user who may not use the Tooling API at all is refused the call, not the query.
      const tooling = await this.#composite('/tooling/composite', toolingRuleQueries, options).catch(unknownBecause);
      return readRules(data, tooling, at);
    }, options.readAfter);
  }

  get knownRules(): OrgRules | undefined {
    return this.#rules.known;
  }

  /** The next who asks for the rules reads them anew; the schema stays. */
  forgetRules(): void {
    this.#rules.forget();
  }

  /** The content of an EventLogFile: CSV. One API call. */
  eventLogFile(id: string, options: CallOptions): Promise<string> {
    return this.#connection.file(`/sobjects/EventLogFile/${encodeURIComponent(id)}/LogFile`, options);
  }

  learnRules(rules: Partial<ActiveRules>): void {
    this.#schemas.learnRules(rules);
  }

  forgetSchema(options: { always?: boolean } = {}): void {
    if (this.#schemas.forget(options.always) || options.always) this.#rules.forget();
  }
}
