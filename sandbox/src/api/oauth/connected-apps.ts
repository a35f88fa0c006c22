import type { OrgEngine } from '../../org/types.ts';
import { SEED } from '../../org/seed.ts';
import type { Identity } from '../identity.ts';
import { NEW_APP, newClientId, newClientSecret } from './connected-app.ts';
import type { AppSettings, ConnectedApp } from './connected-app.ts';

const SETTING = 'connectedApps';
/** The app that every org has from the start. */
export const OWN_APP = 'Inlet';

const OWN_SETTINGS: AppSettings = {
  ...NEW_APP,
  label: 'Inlet',
  callbackUrls: ['http://localhost:3000/oauth/callback'],
  isClientCredentialsFlowEnabled: true,
  clientCredentialsFlowUser: SEED.integration,
};

/** The External Client Apps that the org knows. The keys of the first one are those that the console hands out. */
export class ConnectedApps {
  readonly #org: OrgEngine;
  readonly #identity: Identity;
  #apps: ConnectedApp[];

  constructor(org: OrgEngine, identity: Identity) {
    this.#org = org;
    this.#identity = identity;
    this.#apps = org.readSetting<ConnectedApp[]>(SETTING) ?? [this.#ownApp()];
    this.#save();
  }

  all(): readonly ConnectedApp[] {
    return this.#apps;
  }

  get own(): ConnectedApp {
    return this.byName(OWN_APP) ?? this.#ownApp();
  }

  byName(name: string): ConnectedApp | undefined {
    return this.#apps.find((app) => app.name.toLowerCase() === name.toLowerCase());
  }

  byClientId(clientId: string): ConnectedApp | undefined {
    return this.#apps.find((app) => app.clientId === clientId);
  }

  add(name: string, settings: Partial<AppSettings>): ConnectedApp {
    const app = {
      ...NEW_APP,
      label: name,
      ...settings,
      name,
      clientId: newClientId(),
      clientSecret: newClientSecret(),
    };
    this.#apps = [...this.#apps, app];
    this.#save();
    return app;
  }

  change({ name }: ConnectedApp, settings: Partial<AppSettings>): ConnectedApp {
    return this.#replace(name, settings);
  }

  /** Another consumer secret: the old one is dead at once. */
  rotateSecret({ name }: ConnectedApp): ConnectedApp {
    const clientSecret = newClientSecret();
    if (name === OWN_APP) this.#identity.changeSecret(clientSecret);
    return this.#replace(name, { clientSecret });
  }

  remove({ name }: ConnectedApp): void {
    this.#apps = this.#apps.filter((app) => app.name !== name);
    this.#save();
  }

  /** The first app alone, as at first, with its keys. */
  reset(): void {
    this.#apps = [this.#ownApp()];
    this.#save();
  }

  #ownApp(): ConnectedApp {
    const { clientId, clientSecret } = this.#identity.credentials;
    return { ...OWN_SETTINGS, name: OWN_APP, clientId, clientSecret };
  }

  #replace(name: string, changes: Partial<ConnectedApp>): ConnectedApp {
    this.#apps = this.#apps.map((app) => (app.name === name ? { ...app, ...changes } : app));
    this.#save();
    return this.byName(name)!;
  }

  #save(): void {
    this.#org.writeSetting(SETTING, this.#apps);
  }
}
