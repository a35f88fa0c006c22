import type { Clock } from '../platform/clock.ts';
import type { Vault } from '../platform/crypto.ts';
import type { Database } from '../platform/database/database.ts';
import { AuthorizationStore } from './connection/authorization-store.ts';
import { ConnectionStore } from './connection/connection-store.ts';
import { KeyStore } from './key-store.ts';
import { OrgStore } from './org-store.ts';
import { PairingDesk } from './pairing.ts';
import { SettingsStore } from './settings/settings-store.ts';
import { SourceStore } from './sources/source-store.ts';

/** Where orgs, their keys, their pairing and their sources are written down. */
export interface SetupStores {
  orgs: OrgStore;
  connections: ConnectionStore;
  authorizations: AuthorizationStore;
  keys: KeyStore;
  pairing: PairingDesk;
  sources: SourceStore;
  settings: SettingsStore;
}

export function setupStores(database: Database, vault: Vault, clock: Clock): SetupStores {
  const keys = new KeyStore(database, clock);
  return {
    orgs: new OrgStore(database, clock),
    connections: new ConnectionStore(database, vault, clock),
    authorizations: new AuthorizationStore(database, vault, clock),
    keys,
    pairing: new PairingDesk(database, keys, clock),
    sources: new SourceStore(database, vault, clock),
    settings: new SettingsStore(database),
  };
}
