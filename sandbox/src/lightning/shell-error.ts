/** A refusal with its HTTP status. */
export class ShellError extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}
