import { Router } from 'express';
import type { ApiOperation } from '../platform/http/api-operation.ts';
import { apiDocument } from './api-document.ts';
import { docsPage, docsStyle } from './docs-page.ts';

/** `/docs`: the API as a page, and as an OpenAPI document. Made once; open to everybody, as it tells nothing of an org. */
export function docsRoutes(operations: ApiOperation[], version: string): Router {
  const router = Router();
  const document = apiDocument(operations, version);
  const page = docsPage(document);
  const policy = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  router.get('/docs', (_request, response) => {
    response.set({ 'Content-Security-Policy': policy, 'X-Content-Type-Options': 'nosniff' }).type('html').send(page);
  });

  router.get('/docs/style.css', (_request, response) => {
    response.set('X-Content-Type-Options', 'nosniff').type('css').send(docsStyle);
  });

  router.get('/docs/openapi.json', (_request, response) => void response.json(document));

  return router;
}
