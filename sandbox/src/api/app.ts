import express from 'express';
import type { ErrorRequestHandler, Express, RequestHandler } from 'express';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ShellBuilder } from '../lightning/build/shell-builder.ts';
import { homePage, lightning } from '../lightning/lightning.ts';
import { staticResources } from '../lightning/static-resources.ts';
import type { OrgEngine } from '../org/types.ts';
import { sandboxConsole } from './console/sandbox-console.ts';
import { errorReply } from './errors.ts';
import { metadataRest } from './metadata-rest.ts';
import { metadataSoap } from './metadata-soap.ts';
import { oauth } from './oauth/oauth.ts';
import { writeReply } from './reply.ts';
import { rest } from './rest.ts';
import { SandboxState } from './sandbox-state.ts';
import { soap } from './soap.ts';

export interface Sandbox {
  app: Express;
  state: SandboxState;
  /** Compiles the pages of what is deployed. */
  shell: ShellBuilder;
}

/** A Salesforce org as an Express app: OAuth, the REST API and the console, around an engine that the caller owns. */
export function createSandbox({
  org,
  shellFolder,
  bulkFolder,
}: {
  org: OrgEngine;
  shellFolder?: string;
  bulkFolder: string;
}): Sandbox {
  const state = new SandboxState(org, bulkFolder);
  const shell = new ShellBuilder(state.metadata, shellFolder ?? path.join(tmpdir(), 'inlet-sandbox-shell'));
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use((request, _response, next) => {
    // Clients send //services/data; Salesforce takes it.
    const [path = '', ...search] = request.url.split('?');
    request.url = [path.replace(/\/{2,}/g, '/'), ...search].join('?');
    request.originalUrl = request.url;
    next();
  });
  app.use('/sandbox', sandboxConsole(state));
  app.use('/lightning', lightning(state, shell));
  app.use('/resource', staticResources(state.metadata));
  app.use(homePage(state));
  app.use('/services', closedForMaintenance(state));
  app.use(oauth(state));
  app.use(metadataSoap(state));
  app.use(metadataRest(state));
  app.use(soap());
  app.use(rest(state));
  app.use((_request, response) => {
    writeReply(response, errorReply(404, 'NOT_FOUND', 'The requested resource does not exist'));
  });
  const failed: ErrorRequestHandler = (error: Error & { status?: number }, _request, response, _next) => {
    const status = error.status ?? 500;
    if (status >= 500) console.error(error);
    if (response.headersSent) return void response.destroy();
    writeReply(response, errorReply(status, status >= 500 ? 'UNKNOWN_EXCEPTION' : 'BAD_REQUEST', error.message));
  };
  app.use(failed);
  return { app, state, shell };
}

/** Nothing is carried out or counted, and nobody logs in, while the org is down. */
function closedForMaintenance({ security }: SandboxState): RequestHandler {
  return (_request, response, next) => {
    if (security.policy.maintenance !== 'down') return next();
    writeReply(response, errorReply(503, 'SERVER_UNAVAILABLE', 'Server Unavailable'));
  };
}
