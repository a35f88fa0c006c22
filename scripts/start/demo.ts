import { execFile } from 'node:child_process';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { parseConfig } from '../../server/src/platform/config.ts';
import { packageFiles, packageZip } from '../package/package-files.ts';
import { callApex } from './call-apex.ts';
import { addSampleBookings } from './sample-bookings.ts';
import { addSampleRecords, samplePageRules } from './sample-data.ts';
import type { StartConfig } from './start-config.ts';
import type { Supervisor } from './supervisor.ts';

const run = promisify(execFile);
const root = new URL('../../', import.meta.url).pathname;

/** What `npm run org -- connect` printed for the demo org, kept because the backend stores only hashes of it. */
interface Credentials {
  orgId: string;
  apiKey: string;
  /** Good for 15 minutes: used at once to pair the package. */
  pairing?: { code: string };
  sources: Record<'oncehub' | 'calendly' | 'calcom' | 'api', { id: string; key: string; secret: string }>;
}

/** What the sandbox org says of itself at /sandbox/org. */
export interface SandboxOrg {
  id: string;
  username: string;
  password: string;
  clientId: string;
  clientSecret: string;
  accessToken: string;
}

/** Who gets which permission set: as docs/package.md tells an admin to. */
const assignments = [
  ['admin@inlet.sandbox', 'Inlet_Admin'],
  ['admin@inlet.sandbox', 'Inlet_User'],
  ['integration@inlet.sandbox', 'Inlet_API_User'],
  ['integration@inlet.sandbox', 'Inlet_API_User_Diagnostics'],
];

/** The failures of a deploy's result, a line each. */
function failuresOf(result: string): string {
  const { details, errorMessage } = JSON.parse(result) as {
    errorMessage?: string;
    details?: { componentFailures: { fileName: string; lineNumber?: number; problem?: string }[] };
  };
  const failures = (details?.componentFailures ?? []).map(
    ({ fileName, lineNumber, problem }) => `${fileName}${lineNumber ? `:${lineNumber}` : ''}: ${problem}`,
  );
  return [errorMessage, ...failures].filter(Boolean).join('\n  ');
}

/** Connects the sandbox org with the backend, fills both with samples once, and writes down for scripts where all is. */
export class Demo {
  readonly #config: StartConfig;
  readonly #supervisor: Supervisor;
  readonly #demoFile: string;
  readonly #credentialsFile: string;
  #org: SandboxOrg | undefined;
  #credentials: Credentials | undefined;

  constructor(config: StartConfig, supervisor: Supervisor) {
    this.#config = config;
    this.#supervisor = supervisor;
    this.#demoFile = path.join(config.dataDir, 'demo.json');
    this.#credentialsFile = path.join(config.dataDir, 'demo-credentials.json');
  }

  async prepare(): Promise<void> {
    this.forget();
    const sandboxUrl = await this.#supervisor.start('sandbox');
    this.#org = (await (await fetch(`${sandboxUrl}/sandbox/org`)).json()) as SandboxOrg;
    await this.#installPackage(sandboxUrl);
    // Where the browser comes back to when the org is connected by logging in.
    const { publicUrl, localUrl } = parseConfig(this.#config.environment);
    await this.#askConsole(sandboxUrl, 'apps/Inlet', { callbackUrls: [`${publicUrl ?? localUrl}/oauth/callback`] });
    if (existsSync(this.#credentialsFile)) {
      this.#credentials = JSON.parse(readFileSync(this.#credentialsFile, 'utf8')) as Credentials;
      await this.#supervisor.start('backend');
    }
    if (!(await this.#isConnected())) {
      await this.#supervisor.end('backend');
      await this.#connect(sandboxUrl);
      const backendUrl = await this.#supervisor.start('backend');
      await this.#pair(sandboxUrl, backendUrl);
      const { apiKey, sources } = this.#credentials!;
      await addSampleRecords({ sandboxUrl, accessToken: this.#org.accessToken });
      await addSampleBookings({ backendUrl, sandboxUrl, apiKey, calendly: sources.calendly });
    }
    this.#write();
    this.#supervisor.onRestart(() => this.#write());
  }

  /** What to do now, for the person who started it. */
  welcome(): string {
    const backend = this.#supervisor.url('backend');
    const sandbox = this.#supervisor.url('sandbox');
    return `
  Backend               ${backend}
  Inlet in Salesforce   ${sandbox}/lightning/n/Inlet_Bookings   (the sandbox org, as its admin sees it)
  Org console           ${sandbox}/sandbox/   (break the org, and see what Inlet says)

  The sample bookings stand in every state: delivered (new, rescheduled, canceled, missed, completed); held, as a
  validation rule of the org refuses the e-mail address; put aside; and waiting for half an hour, as somebody else
  is holding its Lead.

  Send a booking, and see it in Salesforce a moment later:

    KEY=${this.#credentials!.apiKey}
    curl -s ${backend}/v1/bookings -H "Authorization: Bearer $KEY" -d '{ "id": "first", "status": "scheduled",
      "updatedAt": "2026-11-20T09:00:00Z", "start": "2026-12-01T15:00:00Z", "end": "2026-12-01T15:30:00Z",
      "subject": "Live demo", "owner": { "email": "rep@acme.test" },
      "customer": { "email": "carrie@example.test", "name": "Carrie Customer" }, "answers": { "Industry": "Retail" } }'
    curl -s ${backend}/v1/org/bookings?limit=1 -H "Authorization: Bearer $KEY"

  Break the org, and see what the next booking says:

    curl -s ${sandbox}/sandbox/limits -H 'Content-Type: application/json' -d '{ "used": 100000 }'

  Keys, secrets and addresses of all sources: ${path.relative(process.cwd(), this.#demoFile)}
`;
  }

  /** Removes demo.json: nothing is ready. */
  forget(): void {
    rmSync(this.#demoFile, { force: true });
  }

  async #isConnected(): Promise<boolean> {
    if (!this.#credentials) return false;
    const response = await fetch(`${this.#supervisor.url('backend')}/v1/org/bookings?limit=1`, {
      headers: { authorization: `Bearer ${this.#credentials.apiKey}` },
    });
    return response.ok;
  }

  /** By the same deploy that Salesforce offers, at every start: what changed in force-app is in the org then. */
  async #installPackage(sandboxUrl: string): Promise<void> {
    const response = await fetch(`${sandboxUrl}/sandbox/package`, {
      method: 'POST',
      headers: { 'content-type': 'application/zip' },
      body: new Uint8Array(packageZip(await packageFiles())),
    });
    if (!response.ok)
      throw new Error(`The sandbox org does not take the package: ${failuresOf(await response.text())}`);
    for (const [user, permissionSet] of assignments) {
      await this.#askConsole(sandboxUrl, 'permission-sets/assignments', { user, permissionSet, assigned: true });
    }
  }

  /** As an admin does in the tab: the backend's address, and the code that the operator was given. */
  async #pair(sandboxUrl: string, backendUrl: string): Promise<void> {
    await callApex(sandboxUrl, 'InletPairing', 'setAddress', { address: backendUrl });
    const code = this.#credentials!.pairing?.code;
    if (code !== undefined) await callApex(sandboxUrl, 'InletPairing', 'exchangeCode', { code });
  }

  async #askConsole(sandboxUrl: string, path: string, body: object): Promise<void> {
    const response = await fetch(`${sandboxUrl}/sandbox/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`The sandbox org refuses ${path}: ${await response.text()}`);
  }

  /** As an operator would, from the command line; the backend is not running, so the embedded database is free. */
  async #connect(sandboxUrl: string): Promise<void> {
    const operator = async (...args: string[]) => {
      const { stdout } = await run(
        process.execPath,
        ['--disable-warning=ExperimentalWarning', 'server/src/operator.ts', ...args],
        { cwd: root, env: { ...this.#config.environment, SALESFORCE_CLIENT_SECRET: this.#org!.clientSecret } },
      );
      return JSON.parse(stdout) as unknown;
    };
    const rulesFile = path.join(this.#config.dataDir, 'demo-rules.json');
    writeFileSync(rulesFile, JSON.stringify(samplePageRules, null, 2));
    this.#credentials = (await operator(
      'connect',
      ...['--name', 'Sandbox org', '--login-url', sandboxUrl, '--client-id', this.#org!.clientId, '--rules', rulesFile],
    )) as Credentials;
    writeFileSync(this.#credentialsFile, JSON.stringify(this.#credentials, null, 2), { mode: 0o600 });
  }

  /** By rename, so that whoever waits for the file never reads half of it. */
  #write(): void {
    const backend = this.#supervisor.url('backend');
    const { id, username, password, clientId, clientSecret, accessToken } = this.#org!;
    const { orgId, apiKey, sources } = this.#credentials!;
    const hook = (kind: 'oncehub' | 'calendly' | 'calcom') => ({
      url: `${backend}/v1/hooks/${sources[kind].key}`,
      secret: sources[kind].secret,
    });
    const demo = {
      backend,
      sandbox: this.#supervisor.url('sandbox'),
      pids: { backend: this.#supervisor.pid('backend'), sandbox: this.#supervisor.pid('sandbox') },
      org: { id, username, password, clientId, clientSecret, accessToken },
      inletOrgId: orgId,
      apiKey,
      sources: {
        oncehub: hook('oncehub'),
        calendly: hook('calendly'),
        calcom: hook('calcom'),
        api: { url: `${backend}/v1/bookings`, key: sources.api.key, id: sources.api.id, secret: sources.api.secret },
      },
    };
    writeFileSync(`${this.#demoFile}.new`, JSON.stringify(demo, null, 2), { mode: 0o600 });
    renameSync(`${this.#demoFile}.new`, this.#demoFile);
  }
}
