import express from 'express';
import type { Request, Response, Router } from 'express';
import { z } from 'zod';
import { errorReply } from './errors.ts';
import { refusalOfMetadata, userOfToken } from './metadata-access.ts';
import { writeReply } from './reply.ts';
import type { ApiReply } from './request.ts';
import type { SandboxState } from './sandbox-state.ts';
import { bearerToken } from './user-info.ts';

const deployRequest = z.object({
  deployOptions: z
    .looseObject({
      checkOnly: z.boolean().default(false),
      // [K] Its default over REST: the guide names true for SOAP's DeployOptions of production orgs only.
      rollbackOnError: z.boolean().default(true),
      ignoreWarnings: z.boolean().default(false),
      testLevel: z.string().nullish(),
      runTests: z.array(z.string()).nullish(),
    })
    .prefault({}),
});

/** `/services/data/vXX.0/metadata/deployRequest`: the Metadata API's REST door. */
export function metadataRest(state: SandboxState): Router {
  const router = express.Router();
  const path = '/services/data/:version/metadata/deployRequest';
  const raw = express.raw({ type: () => true, limit: '64mb' });
  router.post(path, raw, async (request, response) => writeReply(response, await post(state, request)));
  router.get(`${path}/:id`, (request, response) => {
    const refusal = refused(state, request);
    if (refusal) return writeReply(response, refusal);
    const result = state.metadataJobs.deployOf(request.params.id);
    if (!result) return writeReply(response, errorReply(404, 'NOT_FOUND', 'The requested resource does not exist'));
    const { details, ...summary } = result;
    const deployResult = request.query['includeDetails'] === 'true' ? { ...summary, details } : summary;
    writeReply(response, { status: 200, body: { id: result.id, validatedDeployRequestId: null, deployResult } });
  });
  // A deploy is over before anybody could cancel it.
  router.patch(`${path}/:id`, (request, response: Response) => {
    const done = errorReply(400, 'INVALID_ID_FIELD', 'The deployment is already completed and cannot be canceled.');
    writeReply(response, refused(state, request) ?? done);
  });
  return router;
}

function refused(state: SandboxState, request: Request): ApiReply | undefined {
  const user = userOfToken(state, bearerToken(request.headers.authorization) ?? '');
  if (!user) return errorReply(401, 'INVALID_SESSION_ID', 'Session expired or invalid');
  const refusal = refusalOfMetadata(state, user.id);
  return refusal === undefined ? undefined : errorReply(403, 'INSUFFICIENT_ACCESS', refusal);
}

async function post(state: SandboxState, request: Request): Promise<ApiReply> {
  const refusal = refused(state, request);
  if (refusal) return refusal;
  const user = userOfToken(state, bearerToken(request.headers.authorization) ?? '')!;
  const parts = await formOf(request);
  const file = parts?.get('file');
  const json = parts?.get('json') ?? parts?.get('entity_content');
  if (!parts || !(file instanceof Blob) || json === null || json === undefined) {
    return errorReply(400, 'INVALID_MULTIPART_REQUEST', 'The request needs the parts "json" and "file".');
  }
  const options = deployRequest.safeParse(parseJson(typeof json === 'string' ? json : await json.text()));
  if (!options.success) return errorReply(400, 'JSON_PARSER_ERROR', options.error.issues[0]!.message);
  const { checkOnly, rollbackOnError, ignoreWarnings, testLevel, runTests } = options.data.deployOptions;
  const id = state.metadataJobs.start(
    new Uint8Array(await file.arrayBuffer()),
    { checkOnly, rollbackOnError, ignoreWarnings, testLevel: testLevel ?? '', runTests: runTests ?? [] },
    user,
  );
  const url = `${request.protocol}://${request.headers.host ?? 'localhost'}${request.originalUrl}/${id}`;
  const deployResult = { id, done: false, status: 'Pending', success: false };
  return {
    status: 201,
    body: { id, url, validatedDeployRequestId: null, deployOptions: options.data.deployOptions, deployResult },
  };
}

/** Node itself reads multipart bodies; undefined for one that is none. */
async function formOf(request: Request): Promise<FormData | undefined> {
  const type = request.headers['content-type'] ?? '';
  try {
    return await new globalThis.Response(new Uint8Array(request.body as Buffer), {
      headers: { 'Content-Type': type },
    }).formData();
  } catch {
    return undefined;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
