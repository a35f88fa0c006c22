import path from 'node:path';
import express from 'express';
import type { Request, Response, Router } from 'express';
import { unzipSync } from 'fflate';
import type { MetadataStore, StoredComponent } from '../metadata/metadata-store.ts';
import { parseXml, textOf } from '../metadata/xml-element.ts';
import { guard } from './guard.ts';

type Resources = Pick<MetadataStore, 'get' | 'ofType'>;

/** The address of each deployed static resource, as `@salesforce/resourceUrl/<name>` gives it: with the time of its change. */
export function resourceUrls(store: Resources): Record<string, string> {
  return Object.fromEntries(store.ofType('StaticResource').map((one) => [one.fullName, urlOf(one)]));
}

/**
 * `/resource/<time>/<name>`: a static resource; of an archive, `/resource/<time>/<name>/<path in it>`. The time keeps what
 * a browser has cached from being an old one; any time gives what is there now.
 */
export function staticResources(store: Resources): Router {
  const router = express.Router();
  router.use(guard);
  const serve = (name: string, inside: readonly string[], response: Response) => {
    const resource = store.get('StaticResource', name);
    const found = resource && contentOf(resource, inside.join('/'));
    if (!found) return void response.status(404).json({ error: { message: 'There is no such static resource.' } });
    response.set({ 'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'private, max-age=31536000' });
    response.set('Content-Security-Policy', "default-src 'none'");
    response.type(found.type).send(found.bytes);
  };
  router.get('/:time/:name', (request: Request<{ name: string }>, response) => {
    serve(request.params.name, [], response);
  });
  router.get('/:time/:name/*inside', (request: Request<{ name: string; inside: string[] }>, response) => {
    serve(request.params.name, request.params.inside, response);
  });
  return router;
}

function urlOf({ fullName, modifiedAt }: StoredComponent): string {
  return `/resource/${Date.parse(modifiedAt)}/${fullName}`;
}

function contentOf({ fullName, files }: StoredComponent, inside: string): { type: string; bytes: Buffer } | undefined {
  const file = `staticresources/${fullName}.resource`;
  const bytes = Buffer.from(files[file] ?? '', 'base64');
  const type = textOf(parseXml(files[`${file}-meta.xml`] ?? ''), 'contentType') ?? 'application/octet-stream';
  if (inside === '') return { type, bytes };
  if (type !== 'application/zip') return undefined;
  const part = unzipSync(bytes, { filter: ({ name }) => name === inside })[inside];
  return part && { type: path.posix.extname(inside) || 'application/octet-stream', bytes: Buffer.from(part) };
}
