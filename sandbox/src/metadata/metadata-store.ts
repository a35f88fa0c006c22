/** One component that was deployed to the org, as the Metadata API names it. */
export interface StoredComponent {
  /** `LightningComponentBundle`, `ApexClass`, `CustomLabels`, … */
  type: string;
  fullName: string;
  /** Contents by path in metadata format, relative to the package: `lwc/inletBookings/inletBookings.js`. Bytes as base64. */
  files: Record<string, string>;
  /** ISO 8601, by the org's clock. */
  modifiedAt: string;
}

/** Where the store keeps its components: the engine's persisted settings. */
interface Settings {
  readSetting<T>(key: string): T | undefined;
  writeSetting(key: string, value: unknown): void;
}

const KEY = 'metadata';

/**
 * The components of the org that are more than schema: what a retrieve gives back, what the Lightning shell is compiled
 * from. Fields, permission sets and the like are made real in the org by the deploy; their sources are kept here too.
 */
export class MetadataStore {
  readonly #settings: Settings;
  readonly #components: Map<string, StoredComponent>;
  readonly #listeners: (() => void)[] = [];

  constructor(settings: Settings) {
    this.#settings = settings;
    const kept = settings.readSetting<StoredComponent[]>(KEY) ?? [];
    this.#components = new Map(kept.map((component) => [keyOf(component.type, component.fullName), component]));
  }

  all(): StoredComponent[] {
    return [...this.#components.values()];
  }

  ofType(type: string): StoredComponent[] {
    return this.all().filter((component) => component.type === type);
  }

  get(type: string, fullName: string): StoredComponent | undefined {
    return this.#components.get(keyOf(type, fullName));
  }

  /** Adds, replaces and removes in one durable step, then tells the listeners. */
  change(saved: readonly StoredComponent[], removed: readonly Pick<StoredComponent, 'type' | 'fullName'>[] = []): void {
    for (const { type, fullName } of removed) this.#components.delete(keyOf(type, fullName));
    for (const component of saved) this.#components.set(keyOf(component.type, component.fullName), component);
    this.#settings.writeSetting(KEY, this.all());
    for (const listener of this.#listeners) listener();
  }

  /** Called after each change. */
  onChange(listener: () => void): void {
    this.#listeners.push(listener);
  }
}

function keyOf(type: string, fullName: string): string {
  return `${type}/${fullName}`;
}
