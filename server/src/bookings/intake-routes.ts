import { Router, type Request, type Response } from 'express';
import { bearerToken } from '../platform/http/bearer-token.ts';
import { rawBody } from '../platform/http/json-body.ts';
import { Unauthorized } from '../platform/problem.ts';
import type { ApiAnswer, Intake, IntakeSource } from './intake.ts';

/** How the way in finds out whose a message is; answered by setup. */
export interface SourceDirectory {
  /** By the key in a webhook's address, or the bearer key of a source of our own form. */
  ofKey(key: string): Promise<IntakeSource | undefined>;
  /** By the id in `Inlet-Source`. */
  ofId(id: string): Promise<IntakeSource | undefined>;
  /** By the org's own API key. */
  ofApiKey(key: string): Promise<IntakeSource | undefined>;
}

const unknownKey = 'The key is not known. Check the address, or make a new key in Setup › Sources.';

/** `POST /v1/hooks/<key>` and `POST /v1/bookings`. */
export function intakeRoutes(intake: Intake, directory: SourceDirectory): Router {
  const router = Router();

  router.post('/v1/hooks/:key', rawBody, async (request: Request<{ key: string }>, response) => {
    const source = await directory.ofKey(request.params.key);
    if (!source) throw new Unauthorized(unknownKey);
    const signed = { headers: request.headers, rawBody: bodyOf(request) };
    if (source.kind === 'api') return answer(response, await intake.signedBookings(source, signed));
    const result = await intake.hook(source, signed);
    if (result.kind === 'ignored') return response.status(200).json({ ignored: result.reason });
    return response.status(202).json(result.accepted);
  });

  router.post('/v1/bookings', rawBody, async (request, response) => {
    const token = bearerToken(request);
    if (token !== undefined) {
      const source = (await directory.ofKey(token)) ?? (await directory.ofApiKey(token));
      if (source?.kind !== 'api') throw new Unauthorized(unknownKey);
      return answer(response, await intake.bookings(source, bodyOf(request)));
    }
    const id = request.get('Inlet-Source');
    const source = id === undefined ? undefined : await directory.ofId(id);
    if (source?.kind !== 'api') {
      throw new Unauthorized(
        'Send an API key as "Authorization: Bearer …", or the id of the source as "Inlet-Source" with a Standard Webhooks signature.',
      );
    }
    return answer(
      response,
      await intake.signedBookings(source, { headers: request.headers, rawBody: bodyOf(request) }),
    );
  });

  return router;
}

function answer(response: Response, { accepted, isArray }: ApiAnswer) {
  return response.status(202).json(isArray ? { results: accepted } : accepted[0]);
}

function bodyOf(request: Request): Buffer {
  return Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
}
