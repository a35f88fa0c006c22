// The library's dependency injection needs it, and says so when it is missing.
import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { PemConverter, X509CertificateGenerator } from '@peculiar/x509';

/** A key pair for the JWT bearer flow. */
export interface KeyPair {
  /** PKCS #8, PEM. Never leaves the backend but sealed. */
  privateKey: string;
  /** Self-signed, PEM: what is uploaded to the app in Salesforce. */
  certificate: string;
  expiresAt: Date;
}

const years = 2;

/** Makes an RSA key of 2048 bits and a certificate for it, good for two years. */
export async function newKeyPair(now: Date): Promise<KeyPair> {
  const algorithm = {
    name: 'RSASSA-PKCS1-v1_5',
    hash: 'SHA-256',
    modulusLength: 2048,
    publicExponent: new Uint8Array([1, 0, 1]),
  };
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const expiresAt = new Date(now);
  expiresAt.setUTCFullYear(expiresAt.getUTCFullYear() + years);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    // The first bit of a serial number is its sign.
    serialNumber: `00${randomBytes(15).toString('hex')}`,
    name: 'CN=Inlet',
    notBefore: new Date(now.getTime() - 5 * 60_000),
    notAfter: expiresAt,
    signingAlgorithm: algorithm,
    keys,
  });
  const pkcs8 = await crypto.subtle.exportKey('pkcs8', keys.privateKey);
  return {
    privateKey: PemConverter.encode(pkcs8, 'PRIVATE KEY'),
    certificate: certificate.toString('pem'),
    expiresAt,
  };
}
