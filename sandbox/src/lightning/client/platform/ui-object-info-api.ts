import { ask } from '../ask.ts';

interface ObjectInfo {
  apiName: string;
  label: string;
  labelPlural: string;
  fields: Record<string, { apiName: string; label: string }>;
}

type Answer = { statusCode: number; result: ObjectInfo | { errorCode: string; message: string } };
type Emit = (value: { data: { results: Answer[] } | undefined; error: undefined }) => void;

/** An object's labels are asked for once a page, however many components want them. */
const known = new Map<string, Promise<Answer>>();

function infoOf(object: string): Promise<Answer> {
  const asked =
    known.get(object) ??
    ask<ObjectInfo>(`/lightning/data/object-infos/${encodeURIComponent(object)}`).then(
      (result): Answer => ({ statusCode: 200, result }),
      (error: unknown): Answer => ({ statusCode: 404, result: { errorCode: 'NOT_FOUND', message: String(error) } }),
    );
  known.set(object, asked);
  return asked;
}

/**
 * `lightning/uiObjectInfoApi`, as far as labels go. Wire adapter: the objects as the user may see them; one that they may
 * not see has another statusCode than 200.
 */
export class getObjectInfos {
  readonly #emit: Emit;
  #isConnected = false;
  #turn = 0;

  constructor(emit: Emit) {
    this.#emit = emit;
  }

  connect(): void {
    this.#isConnected = true;
    this.#emit({ data: undefined, error: undefined });
  }

  update({ objectApiNames }: { objectApiNames?: string[] }): void {
    if (!objectApiNames) return;
    const mine = ++this.#turn;
    void Promise.all(objectApiNames.map(infoOf)).then((results) => {
      if (this.#isConnected && mine === this.#turn) this.#emit({ data: { results }, error: undefined });
    });
  }

  disconnect(): void {
    this.#isConnected = false;
  }
}
