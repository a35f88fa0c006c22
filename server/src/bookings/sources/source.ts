import type { BookingMessage } from '../booking.ts';

export type SourceKind = 'oncehub' | 'calendly' | 'calcom' | 'api';

/** What a signature is checked against: the body as it came over the wire, byte for byte. */
export interface SignedRequest {
  headers: Record<string, string | string[] | undefined>;
  rawBody: Buffer;
}

/** A webhook, read: a message about a booking, or an event that Inlet has no use for, with a sentence that says so. */
export type Parsed = { kind: 'message'; message: BookingMessage } | { kind: 'ignored'; reason: string };

/** One scheduling product. Pure: `now` comes from the caller, nothing is stored or fetched. */
export interface Source {
  kind: SourceKind;
  /** Passes when the request is signed with any of the secrets (two while rotating); throws Unauthorized otherwise. */
  verify(request: SignedRequest, secrets: string[], now: Date): void;
  /** The parsed JSON body as a message; throws InvalidRequest with JSON pointers into the product's own payload. */
  parse(body: unknown): Parsed;
}
