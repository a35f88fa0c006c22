import { unwrap } from 'lwc';

interface WireData {
  data: unknown;
  error: unknown;
}

/** Wired results by the object that the component holds, so that refreshApex finds the way back. */
const refreshable = new WeakMap<object, () => Promise<void>>();

async function call(apexClass: string, method: string, parameters: object = {}): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(`/lightning/apex/${apexClass}/${method}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(parameters),
    });
  } catch {
    throw failure(0, 'The sandbox org did not answer. Is it still running?');
  }
  const body = (await response.json().catch(() => ({}))) as { result?: unknown; error?: { message: string } };
  if (!response.ok || body.error) {
    throw failure(response.status === 200 ? 500 : response.status, body.error?.message ?? `HTTP ${response.status}`);
  }
  return body.result ?? null;
}

/** The shape of what Salesforce hands to a component. */
function failure(status: number, message: string): object {
  return {
    status,
    statusText: 'Server Error',
    ok: false,
    body: { message, exceptionType: 'System.AuraHandledException' },
  };
}

/** `@salesforce/apex/<Class>.<method>`: called as a function, or with `new` by the engine as a wire adapter. */
export function apexMethod(apexClass: string, method: string): unknown {
  function apex(this: unknown, argument: unknown): unknown {
    if (!new.target) return call(apexClass, method, (argument ?? {}) as object);
    return wireAdapter(argument as (value: WireData) => void, (config) => call(apexClass, method, config));
  }
  return apex;
}

function wireAdapter(emit: (value: WireData) => void, ask: (config: object) => Promise<unknown>): object {
  let isConnected = false;
  let config: Record<string, unknown> | undefined;
  let turn = 0;
  const refresh = async () => {
    if (!isConnected || !config || Object.values(config).includes(undefined)) return;
    const mine = ++turn;
    const value = await ask(config).then(
      (data): WireData => ({ data, error: undefined }),
      (error: unknown): WireData => ({ data: undefined, error }),
    );
    if (mine !== turn || !isConnected) return;
    refreshable.set(value, refresh);
    emit(value);
  };
  return {
    connect() {
      isConnected = true;
      emit({ data: undefined, error: undefined });
      void refresh();
    },
    update(next: Record<string, unknown>) {
      config = next;
      void refresh();
    },
    disconnect() {
      isConnected = false;
    },
  };
}

/** Asks again for what a wire has provided. */
export async function refreshApex(wired: object): Promise<void> {
  await refreshable.get(unwrap(wired) as object)?.();
}
