import { english, text, type Text } from '../texts/text.ts';

/** One field that is wrong, by JSON pointer (RFC 6901) into the request's body. */
export interface FieldProblem {
  pointer: string;
  detail: string | Text;
  /** The field as people write it, where that is not the pointer with dots: `mapping.all.Lead[2].from`. */
  field?: string;
}

/**
 * A refusal that the caller can read and act on; the HTTP edge prints it as `application/problem+json` (RFC 9457), in
 * the caller's language where it is a Text. `detail` says what happened, to what, and what to do next.
 */
export class Problem extends Error {
  readonly status: number;
  readonly title: string | Text;
  readonly detail: string | Text;
  readonly errors: FieldProblem[];
  /** Tells a program which refusal it is, where it may act on it by itself. */
  readonly kind: string | undefined;

  constructor(status: number, title: string | Text, detail: string | Text, errors: FieldProblem[] = [], kind?: string) {
    super(inEnglish(detail));
    this.name = 'Problem';
    this.status = status;
    this.title = title;
    this.detail = detail;
    this.errors = errors;
    this.kind = kind;
  }
}

/** 400: the body is not what this address takes; names each field. */
export class InvalidRequest extends Problem {
  constructor(errors: FieldProblem[]) {
    super(400, 'Invalid request', summaryOf(errors), errors);
    this.name = 'InvalidRequest';
  }
}

/** 401: who calls could not be established. Never says which part was wrong. */
export class Unauthorized extends Problem {
  constructor(detail: string | Text) {
    super(401, text('problem.unauthorized'), detail);
    this.name = 'Unauthorized';
  }
}

/** 404 */
export class NotFound extends Problem {
  constructor(detail: string | Text) {
    super(404, text('problem.notFound'), detail);
    this.name = 'NotFound';
  }
}

/** A field whose problem is a whole Text speaks for itself. */
function summaryOf([first, ...others]: FieldProblem[]): string | Text {
  if (!first || others.length > 0) {
    return `${others.length + 1} fields of the request are not valid; each is named in "errors".`;
  }
  return typeof first.detail === 'string' ? `${first.pointer || 'The body'}: ${first.detail}` : first.detail;
}

function inEnglish(detail: string | Text): string {
  return typeof detail === 'string' ? detail : english(detail);
}
