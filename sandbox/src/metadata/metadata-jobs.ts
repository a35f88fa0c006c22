import { newId } from '../schema/index.ts';
import type { OrgEngine } from '../org/types.ts';
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
 * about them. A restart forgets their results, as Salesforce does after some days.
 */
export class MetadataJobs {
  readonly #org: OrgEngine;
  readonly #store: MetadataStore;
  readonly #schemaChanged: () => void;
  readonly #deploys = new Map<string, DeployResult>();
  readonly #retrieves = new Map<string, RetrieveResult>();

  constructor(org: OrgEngine, store: MetadataStore, schemaChanged: () => void) {
    this.#org = org;
    this.#store = store;
    this.#schemaChanged = schemaChanged;
  }

  deploy(zip: Uint8Array, options: DeployOptions, deployer: Deployer): DeployResult {
    const id = this.#nextId('0Af');
    const now = this.#org.now().toISOString();
    let deployed: Deployed;
    try {
      deployed = deploy({ org: this.#org, store: this.#store }, readPackage(zip), options);
    } catch (error) {
      if (!(error instanceof InvalidPackage)) console.error(error);
      deployed = { success: false, successes: [], failures: [], errorMessage: (error as Error).message };
    }
    if (deployed.success && !options.checkOnly) this.#schemaChanged();
    const result = deployResult(id, deployed, options, deployer, now);
    keep(this.#deploys, id, result);
    return result;
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
  { success, successes, failures, errorMessage }: Deployed,
  options: DeployOptions,
  deployer: Deployer,
  now: string,
): DeployResult {
  return {
    id,
    done: true,
    status: success ? 'Succeeded' : 'Failed',
    success,
    checkOnly: options.checkOnly,
    ignoreWarnings: false,
    rollbackOnError: true,
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
