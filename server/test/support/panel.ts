import type { BookingWorld, Row } from './booking-world.ts';

/** Calls the org's API as a program with the org's key. */
export async function call(
  world: BookingWorld,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: Row }> {
  const response = await fetch(`${world.backend.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${world.backend.org.apiKey}`, ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: (text ? JSON.parse(text) : {}) as Row };
}
