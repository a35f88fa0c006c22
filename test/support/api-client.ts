/** What a sender of bookings does: posts, and on anything but 202 posts again later. */
export interface Posted {
  status: number;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- an answer is what the test says it is
  body: any;
}

/** Posts to `/v1/bookings`; undefined when no answer came. */
export async function postBookings(url: string, apiKey: string, bookings: unknown): Promise<Posted | undefined> {
  try {
    const response = await fetch(`${url}/v1/bookings`, {
      method: 'POST',
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify(bookings),
    });
    return { status: response.status, body: await response.json() };
  } catch {
    return undefined;
  }
}

/** How many bookings of the org are in which state. */
export async function countsOf(url: string, apiKey: string): Promise<Record<string, number>> {
  const response = await fetch(`${url}/v1/org/bookings?limit=1`, { headers: { authorization: `Bearer ${apiKey}` } });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  const { counts } = (await response.json()) as { counts: Record<string, number> };
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
}

/** Looks again and again until it is so, or fails with `what` when the time is over. */
export async function eventually(
  what: string,
  isSo: () => Promise<boolean>,
  timeoutMilliseconds: number,
): Promise<void> {
  const begun = Date.now();
  while (!(await isSo())) {
    if (Date.now() - begun > timeoutMilliseconds) throw new Error(`${what}: not within ${timeoutMilliseconds} ms`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** A booking of the product's own form; every one of a customer of their own unless `email` says otherwise. */
export function bookingOf(id: string, email = `${id.toLowerCase()}@customer.test`): Record<string, unknown> {
  return {
    id,
    status: 'scheduled',
    updatedAt: '2026-11-20T09:00:00Z',
    start: '2026-12-01T15:00:00Z',
    end: '2026-12-01T15:30:00Z',
    subject: id,
    page: { id: 'BP-1', name: 'Demo' },
    owner: { email: 'rep@acme.test' },
    customer: { email, name: `Given${id} Family`, company: 'Acme' },
  };
}
