import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request as send, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it } from 'node:test';
import express from 'express';
import { publicAddress } from '../../src/platform/http/public-address.ts';

/** What a backend with this `PUBLIC_URL` shows to a request with these headers. */
async function shown(publicUrl: string | undefined, headers: Record<string, string>): Promise<string> {
  const address = publicAddress(publicUrl);
  const server = express()
    .get('/', (request, response) => void response.send(address(request)))
    .listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const asked = send({ port, host: '127.0.0.1', headers }).end();
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  const chunks = await answer.toArray();
  server.close();
  return chunks.join('');
}

const evil = { host: 'evil.test', 'x-forwarded-host': 'evil.test', 'x-forwarded-proto': 'http' };

describe('the address that is shown for pasting', () => {
  it('is the one that the operator set, whatever the request claims to have called', async () => {
    assert.equal(await shown('https://inlet.example.test', evil), 'https://inlet.example.test');
  });

  it('is the one that was called where the operator set none', async () => {
    assert.equal(await shown(undefined, { host: 'localhost:3999' }), 'http://localhost:3999');
  });

  it('is the one that the proxy was called by, of several the nearest to the caller', async () => {
    const headers = { host: '10.0.0.7:3000', 'x-forwarded-host': 'inlet.test, inner', 'x-forwarded-proto': 'https' };
    assert.equal(await shown(undefined, headers), 'https://inlet.test');
  });
});
