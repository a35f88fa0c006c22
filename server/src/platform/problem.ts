/** One field that is wrong, by JSON pointer (RFC 6901) into the request's body. */
export interface FieldProblem {
  pointer: string;
  detail: string;
}

/**
 * A refusal that the caller can read and act on; the HTTP edge prints it as `application/problem+json` (RFC 9457).
 * `detail` says what happened, to what, and what to do next.
 */
export class Problem extends Error {
  readonly status: number;
  readonly title: string;
  readonly errors: FieldProblem[];

  constructor(status: number, title: string, detail: string, errors: FieldProblem[] = []) {
    super(detail);
    this.name = 'Problem';
    this.status = status;
    this.title = title;
    this.errors = errors;
  }
}

/** 400: the body is not what this address takes; names each field. */
export class InvalidRequest extends Problem {
  constructor(errors: FieldProblem[]) {
    super(
      400,
      'Invalid request',
      errors.length === 1
        ? `${errors[0]!.pointer || 'The body'}: ${errors[0]!.detail}`
        : `${errors.length} fields of the request are not valid; each is named in "errors".`,
      errors,
    );
    this.name = 'InvalidRequest';
  }
}

/** 401: who calls could not be established. Never says which part was wrong. */
export class Unauthorized extends Problem {
  constructor(detail: string) {
    super(401, 'Unauthorized', detail);
    this.name = 'Unauthorized';
  }
}

/** 404 */
export class NotFound extends Problem {
  constructor(detail: string) {
    super(404, 'Not found', detail);
    this.name = 'NotFound';
  }
}
