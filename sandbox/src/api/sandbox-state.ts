import { rmSync } from 'node:fs';
import path from 'node:path';
import { fieldOfComponent } from '../metadata/apply-components.ts';
import { MetadataJobs } from '../metadata/metadata-jobs.ts';
import { MetadataStore } from '../metadata/metadata-store.ts';
import type { OrgEngine } from '../org/types.ts';
import type { IngestJob } from './bulk/bulk-job.ts';
import { BulkJobs } from './bulk/bulk-jobs.ts';
import { Calls } from './calls.ts';
import { Faults } from './faults.ts';
import { Identity } from './identity.ts';
import type { OrgUser } from './identity.ts';
import { isSame } from './oauth/client-authentication.ts';
import { ConnectedApps } from './oauth/connected-apps.ts';
import { AuthorizationCodes } from './oauth/authorization-codes.ts';
import { OrgKeys } from './oauth/org-keys.ts';
import { Options } from './options.ts';
import { OtherCalls } from './other-calls.ts';
import { OrgSecurity } from './org-security.ts';
import { Sessions } from './sessions.ts';
import { Usage } from './usage.ts';

/** Everything around the engine that outlives a request. */
export class SandboxState {
  readonly org: OrgEngine;
  readonly identity: Identity;
  readonly apps: ConnectedApps;
  readonly sessions: Sessions;
  readonly codes: AuthorizationCodes;
  readonly security: OrgSecurity;
  readonly keys: OrgKeys;
  readonly usage: Usage;
  readonly calls = new Calls();
  readonly otherCalls: OtherCalls;
  readonly faults: Faults;
  readonly bulk: BulkJobs;
  readonly options: Options;
  /** What was deployed to the org. */
  readonly metadata: MetadataStore;
  readonly metadataJobs: MetadataJobs;
  /** Makes the package that the console can install; undefined where there is none to make. */
  packageZip: (() => Promise<Uint8Array>) | undefined;
  #adminToken: string;
  #schemaChangedAt: Date;

  /** Where the bodies of uploads lie while they come. */
  readonly uploadFolder: string;

  /** `bulkFolder`: where the uploads and results of Bulk's jobs are kept. */
  constructor(org: OrgEngine, bulkFolder: string) {
    this.org = org;
    this.identity = new Identity(org);
    this.apps = new ConnectedApps(org, this.identity);
    this.sessions = new Sessions(org, this.apps.own.clientId);
    this.codes = new AuthorizationCodes(org);
    this.security = new OrgSecurity(org);
    this.keys = new OrgKeys(org);
    this.usage = new Usage(org);
    this.otherCalls = new OtherCalls(org, this.usage);
    this.faults = new Faults(org);
    this.bulk = new BulkJobs(org, path.join(bulkFolder, 'jobs'), (job) => this.#locksOf(job));
    this.uploadFolder = path.join(bulkFolder, 'incoming');
    // What came half before the last process ended.
    rmSync(this.uploadFolder, { recursive: true, force: true });
    this.options = new Options(org);
    this.metadata = new MetadataStore(org);
    this.metadataJobs = new MetadataJobs(org, this.metadata, () => this.schemaChanged());
    this.#schemaChangedAt = new Date(org.readSetting<string>('schemaChangedAt') ?? org.now());
    this.#adminToken = org.readSetting<string>('adminToken') ?? '';
    this.#keepAdminSession();
    this.schemaChanged(this.#schemaChangedAt);
    this.bulk.resume();
  }

  /** The admin's access token; lives as long as the sandbox. */
  get adminToken(): string {
    return this.#adminToken;
  }

  /** Whether it is the user's own password, which an admin reset, else the one of all users. */
  isPasswordOf({ id }: OrgUser, password: string): boolean {
    return isSame(password, this.security.of(id).password ?? this.identity.credentials.password);
  }

  get schemaChangedAt(): Date {
    return this.#schemaChangedAt;
  }

  schemaChanged(at: Date = this.org.now()): void {
    this.#schemaChangedAt = at;
    this.org.writeSetting('schemaChangedAt', at.toISOString());
  }

  /**
   * An empty org with the same id, users, app and tokens; no faults, nothing used, options as at first. `keepPackage`
   * leaves what was deployed, and the permission sets with those who have them.
   */
  reset({ keepPackage = false }: { keepPackage?: boolean } = {}): void {
    if (!keepPackage) this.metadata.change([], this.metadata.all());
    this.bulk.clear();
    const deployed = this.metadata.ofType('CustomField').map(({ fullName }) => fieldOfComponent(fullName));
    this.org.reset(keepPackage ? { fields: new Set(deployed) } : undefined);
    this.identity.save();
    this.#forgetOtherApps();
    this.security.reset();
    this.sessions.save();
    this.#keepAdminSession();
    this.faults.clear();
    this.options.reset();
    this.usage.reset();
    this.otherCalls.reset();
    this.schemaChanged();
  }

  close(): void {
    this.bulk.close();
    this.usage.close();
    this.org.close();
  }

  /** A job's saves meet the locks that the request which closed it would. */
  #locksOf({ id, version, caller }: IngestJob): ReturnType<Faults['locks']> {
    const resource = `/jobs/ingest/${id}`;
    const username = this.identity.user(caller.userId)?.username;
    return this.faults.locks({ method: 'PATCH', path: `/services/data/v${version}${resource}`, resource, username });
  }

  #keepAdminSession(): void {
    const admin = this.identity.admin();
    const session = this.sessions.use(this.#adminToken);
    if (session?.userId !== admin.id) this.#adminToken = this.sessions.open(admin.id, { permanent: true }).token;
    this.org.writeSetting('adminToken', this.#adminToken);
  }

  #forgetOtherApps(): void {
    for (const { clientId } of this.apps.all()) {
      if (clientId !== this.apps.own.clientId) this.sessions.revokeAll({ clientId });
    }
    this.apps.reset();
  }
}
