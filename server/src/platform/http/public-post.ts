import { lookup as lookUp, type LookupAddress, type LookupOptions } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import ipaddr from 'ipaddr.js';

/** The address leads into a network that is not the internet's. */
export class NotPublic extends Error {
  constructor(host: string) {
    super(`${host} is not a public address`);
    this.name = 'NotPublic';
  }
}

const mostAnswerBytes = 64 * 1024;

/**
 * Posts to an address on the internet and gives the status. The address that is connected to is the one that was
 * checked, so that a name which answers differently the second time gains nothing; redirects are not followed. Throws
 * NotPublic, or what the socket says. `allowLoopback` also admits this machine, by http too.
 */
export function publicPost(
  address: string,
  {
    headers,
    body,
    timeoutMs,
    allowLoopback,
  }: {
    headers: Record<string, string>;
    body: string;
    timeoutMs: number;
    allowLoopback: boolean;
  },
): Promise<number> {
  const url = new URL(address);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const admits = (ip: string) => isPublic(ip) || (allowLoopback && isLoopback(ip));
  if (ipaddr.isValid(host) && !admits(host)) return Promise.reject(new NotPublic(host));
  if (url.protocol !== 'https:' && !(allowLoopback && url.protocol === 'http:')) {
    return Promise.reject(new NotPublic(`${url.protocol}//${host}`));
  }
  return new Promise((resolve, reject) => {
    const client = url.protocol === 'https:' ? https : http;
    const request = client.request(
      url,
      {
        method: 'POST',
        headers,
        lookup: checkedLookup(host, admits),
        agent: false,
        signal: AbortSignal.timeout(timeoutMs),
      },
      (response) => {
        let bytes = 0;
        response.on('data', (chunk: Buffer) => {
          bytes += chunk.length;
          if (bytes > mostAnswerBytes) response.destroy();
        });
        response.on('error', reject);
        response.on('close', () => resolve(response.statusCode ?? 0));
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

/** Whether an address is one of the internet's: no private, local, link-local, multicast or reserved one. */
export function isPublic(ip: string): boolean {
  // `process` also reads IPv4 that is written as IPv6.
  return ipaddr.isValid(ip) && ipaddr.process(ip).range() === 'unicast';
}

function isLoopback(ip: string): boolean {
  return ipaddr.isValid(ip) && ipaddr.process(ip).range() === 'loopback';
}

function checkedLookup(host: string, admits: (ip: string) => boolean) {
  return (
    name: string,
    options: LookupOptions,
    callback: (error: NodeJS.ErrnoException | null, address: string | LookupAddress[], family?: number) => void,
  ) => {
    lookUp(name, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, []);
      const admitted = addresses.filter(({ address }) => admits(address));
      const [first] = admitted;
      if (!first || admitted.length < addresses.length) return callback(new NotPublic(host), []);
      if (options.all) callback(null, admitted);
      else callback(null, first.address, first.family);
    });
  };
}
