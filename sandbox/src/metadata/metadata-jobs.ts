import { newId } from '../schema/index.ts';
import type { OrgEngine } from '../org/types.ts';
import { findApexTypeProblems, type ApexTypeProblems, type CheckApexTypes } from './apex-types.ts';
import { deploy, type Deployed } from './deploy.ts';
import type { DeployOptions, DeployResult } from './deploy-result.ts';
import type { MetadataStore } from './metadata-store.ts';
import { InvalidPackage, readPackage } from './read-package.ts';
import { retrieve, type RetrieveRequest, type RetrieveResult } from './retrieve.ts';

export interface Deployer {
  id: string;
  name: string;
}

/** Results that are kept; an older one is forgotten. */
const mostKept = 100;

/**
 * Deploys and retrieves by their ids. They are done when they are asked for, and are told as done on the first question
 * about them; only a deploy whose Apex is type-checked takes some seconds. A restart forgets their results, as Salesforce does after some days.
 */
export class MetadataJobs {
  readonly #org: OrgEngine;
  readonly #store: MetadataStore;
  readonly #schemaChanged: () => void;
  /** Without it, Apex is checked for its syntax only. */
  checkApexTypes: CheckApexTypes | undefined;
  #queue: Promise<void> = Promise.resolve();
  readonly #deploys = new Map<string, DeployResult>();
  readonly #retrieves = new Map<string, RetrieveResult>();

  constructor(org: OrgEngine, store: MetadataStore, schemaChanged: () => void) {
    this.#org = org;
    this.#store = store;
    this.#schemaChanged = schemaChanged;
  }

  /** Deploys at once, Apex checked for its syntax only. */
  deploy(zip: Uint8Array, options: DeployOptions, deployer: Deployer): DeployResult {
    return this.#carryOut(this.#nextId('0Af'), zip, options, deployer, new Map());
  }

  /** Starts a deploy, which waits for those before it; its id. */
  start(zip: Uint8Array, options: DeployOptions, deployer: Deployer): string {
    const check = this.checkApexTypes;
    if (!check) return this.deploy(zip, options, deployer).id;
    const id = this.#nextId('0Af');
    const nothing: Deployed = { status: 'Failed', successes: [], failures: [] };
    const { completedDate: _, ...started } = deployResult(id, nothing, options, deployer, this.#now());
    keep(this.#deploys, id, { ...started, done: false, status: 'InProgress' });
    this.#queue = this.#queue.then(async () => {
      const apexTypes = await this.#apexTypeProblems(zip, check);
      this.#carryOut(id, zip, options, deployer, apexTypes);
    });
    return id;
  }

  #carryOut(
    id: string,
    zip: Uint8Array,
    options: DeployOptions,
    deployer: Deployer,
    apexTypes: ApexTypeProblems,
  ): DeployResult {
    const now = this.#now();
    let deployed: Deployed;
    try {
      deployed = deploy({ org: this.#org, store: this.#store }, readPackage(zip), options, apexTypes);
    } catch (error) {
      if (!(error instanceof InvalidPackage)) console.error(error);
      deployed = { status: 'Failed', successes: [], failures: [], errorMessage: (error as Error).message };
    }
    if (deployed.status !== 'Failed' && !options.checkOnly) this.#schemaChanged();
    const result = deployResult(id, deployed, options, deployer, now);
    keep(this.#deploys, id, result);
    return result;
  }

  /** A type checker that does not run, or a zip that cannot be read, is no reason against the rest of the deploy. */
  async #apexTypeProblems(zip: Uint8Array, check: CheckApexTypes): Promise<ApexTypeProblems> {
    try {
      return await findApexTypeProblems(readPackage(zip), this.#store, check);
    } catch (error) {
      if (!(error instanceof InvalidPackage)) console.error('Apex was checked for its syntax only:', error);
      return new Map();
    }
  }

  deployOf(id: string): DeployResult | undefined {
    return this.#deploys.get(id);
  }

  retrieve(request: RetrieveRequest, deployer: Deployer): RetrieveResult {
    const result = retrieve(this.#store, request, {
      id: this.#nextId('09S'),
      organizationId: this.#org.organizationId,
      now: this.#org.now().toISOString(),
      user: deployer,
    });
    keep(this.#retrieves, result.id, result);
    return result;
  }

  retrieveOf(id: string): RetrieveResult | undefined {
    return this.#retrieves.get(id);
  }

  #now(): string {
    return this.#org.now().toISOString();
  }

  #nextId(prefix: string): string {
    const count = (this.#org.readSetting<number>('metadataJobs') ?? 0) + 1;
    this.#org.writeSetting('metadataJobs', count);
    return newId(prefix, count);
  }
}

function keep<T>(results: Map<string, T>, id: string, result: T): void {
  results.set(id, result);
  const oldest = results.keys().next().value;
  if (results.size > mostKept && oldest !== undefined) results.delete(oldest);
}

function deployResult(
  id: string,
  { status, successes, failures, errorMessage }: Deployed,
  options: DeployOptions,
  deployer: Deployer,
  now: string,
): DeployResult {
  return {
    id,
    done: true,
    status,
    // [K] for a partial success: the status is documented as "the deploy succeeded".
    success: status !== 'Failed',
    checkOnly: options.checkOnly,
    ignoreWarnings: options.ignoreWarnings,
    rollbackOnError: options.rollbackOnError,
    runTestsEnabled: false,
    createdBy: deployer.id,
    createdByName: deployer.name,
    createdDate: now,
    startDate: now,
    completedDate: now,
    lastModifiedDate: now,
    ...(errorMessage === undefined ? {} : { errorMessage, errorStatusCode: 'UNKNOWN_EXCEPTION' }),
    numberComponentErrors: failures.length,
    numberComponentsDeployed: successes.length,
    numberComponentsTotal:
      successes.length + new Set(failures.map((one) => `${one.componentType}/${one.fullName}`)).size,
    numberTestErrors: 0,
    numberTestsCompleted: 0,
    numberTestsTotal: 0,
    details: {
      componentFailures: failures,
      componentSuccesses: successes,
      runTestResult: { numFailures: 0, numTestsRun: 0, totalTime: 0 },
    },
  };
}
