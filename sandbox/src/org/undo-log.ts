/** The way back: one step for each change, undone newest first. A mark is a savepoint. */
export class UndoLog {
  readonly #steps: (() => void)[] = [];

  add(undo: () => void): void {
    this.#steps.push(undo);
  }

  mark(): number {
    return this.#steps.length;
  }

  rollBackTo(mark: number): void {
    while (this.#steps.length > mark) this.#steps.pop()?.();
  }

  clear(): void {
    this.#steps.length = 0;
  }
}
