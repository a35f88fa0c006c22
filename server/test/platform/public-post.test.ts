import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { isPublic, NotPublic, publicPost } from '../../src/platform/http/public-post.ts';

describe('posting to an address that an operator entered', () => {
  let requests = 0;
  const server = createServer((_request, response) => {
    requests += 1;
    response.writeHead(302, { location: 'http://169.254.169.254/' }).end();
  });
  const options = { headers: {}, body: '{}', timeoutMs: 2_000, allowLoopback: false };
  const port = () => (server.address() as AddressInfo).port;
  before(() => new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve)));
  after(() => void server.close());

  it('goes to no address of a private network, however it is written', async () => {
    for (const host of [
      ...[
        '10.0.0.1',
        '172.16.5.4',
        '192.168.1.1',
        '127.0.0.1',
        '169.254.169.254',
        '100.64.0.1',
        '0.0.0.0',
        '224.0.0.1',
      ],
      ...['[::1]', '[fe80::1]', '[fd00::1]', '[::ffff:10.0.0.1]', '[::]', '2130706433', '0x7f.1'],
    ]) {
      await assert.rejects(publicPost(`https://${host}/hook`, options), NotPublic, host);
    }
  });

  it('nor to one that a name leads to', async () => {
    await assert.rejects(publicPost(`https://localhost:${port()}/`, options), NotPublic);
    assert.equal(requests, 0);
  });

  it('nor in the clear', async () => {
    await assert.rejects(publicPost('http://example.com/', options), NotPublic);
  });

  it('admits this machine where the operator does, and follows nobody elsewhere', async () => {
    const admitted = { ...options, allowLoopback: true };
    assert.equal(await publicPost(`http://127.0.0.1:${port()}/`, admitted), 302);
    assert.equal(await publicPost(`http://localhost:${port()}/`, admitted), 302);
    await assert.rejects(publicPost('http://10.0.0.1/', admitted), NotPublic);
  });

  it('knows the addresses of the internet', () => {
    for (const ip of ['93.184.216.34', '2606:2800:220:1:248:1893:25c8:1946']) assert.ok(isPublic(ip), ip);
    for (const ip of ['', 'localhost', '10.1.2.3', '::ffff:192.168.0.1']) assert.ok(!isPublic(ip), ip);
  });
});
