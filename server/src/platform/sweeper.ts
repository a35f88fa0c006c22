/** Does a piece of work again and again, never twice at a time, until it is stopped. */
export class Sweeper {
  readonly #work: () => Promise<void>;
  readonly #everyMilliseconds: number;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #stopped = false;

  /** `work` handles what goes wrong with it: it never rejects. */
  constructor(work: () => Promise<void>, everyMilliseconds: number) {
    this.#work = work;
    this.#everyMilliseconds = everyMilliseconds;
  }

  /** True once the work is to end where it can. */
  get isStopped(): boolean {
    return this.#stopped;
  }

  start(): void {
    this.#timer = setInterval(() => {
      this.#running ??= this.#work().finally(() => (this.#running = undefined));
    }, this.#everyMilliseconds);
  }

  /** Finishes what is in hand. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#timer);
    await this.#running;
  }
}
