type Answer = { status: number; body: unknown };

/** An answer that is not 200. */
export function refusal(status: number, body: object): Answer {
  return { status, body };
}

/**
 * Lets the relay answer by `GET /v1/org/…`, the longest beginning that fits; a function is asked each time, with the body.
 * Anything else is 404. Gives what was asked: method, path and body.
 */
export function answering(send: unknown, answers: Record<string, unknown>): { asked: Asked[] } {
  const asked: Asked[] = [];
  (send as jest.Mock).mockImplementation(
    ({ method, path, body }: { method: string; path: string; body: string | null }) => {
      const given = body === null ? undefined : (JSON.parse(body) as unknown);
      asked.push({ method, path, body: given });
      const key = Object.keys(answers)
        .filter((one) => `${method} ${path}`.startsWith(one))
        .toSorted((one, other) => other.length - one.length)[0];
      const found = key === undefined ? refusal(404, { title: 'Not found', detail: path }) : answers[key];
      const answer = typeof found === 'function' ? (found as (body: unknown) => unknown)(given) : found;
      const { status, body: content } = isAnswer(answer) ? answer : { status: 200, body: answer };
      return Promise.resolve({ status, body: JSON.stringify(content) });
    },
  );
  return { asked };
}

export interface Asked {
  method: string;
  path: string;
  body: unknown;
}

function isAnswer(answer: unknown): answer is Answer {
  return typeof answer === 'object' && answer !== null && 'status' in answer && 'body' in answer;
}
