/** Chains of certificates of a test's own. Nothing trusts them but who is handed their root. */

import { generateKeyPairSync } from 'node:crypto';
import forge from 'node-forge';

export interface Certified {
  readonly cert: string;
  readonly key: string;
  readonly der: Buffer;
}

export interface CertificateOptions {
  /** Names itself as its issuer when left out. */
  readonly issuer?: Pick<Certified, 'cert' | 'key'>;
  /** Where the issuer's certificate is to be had. */
  readonly issuerUrl?: string;
  /** It is for 127.0.0.1, and an authority otherwise. */
  readonly isServer?: boolean;
  readonly expired?: boolean;
}

let serial = 1;

export function certify(name: string, options: CertificateOptions = {}): Certified {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const { issuer, issuerUrl, isServer = false, expired = false } = options;
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = forge.pki.publicKeyFromPem(publicKey);
  certificate.serialNumber = (++serial).toString(16).padStart(4, '0');
  certificate.validity.notBefore = new Date('2020-01-01T00:00:00Z');
  certificate.validity.notAfter = new Date(expired ? '2021-01-01T00:00:00Z' : '2049-01-01T00:00:00Z');
  const subject = [{ name: 'commonName', value: name }];
  certificate.setSubject(subject);
  certificate.setIssuer(
    issuer === undefined ? subject : forge.pki.certificateFromPem(issuer.cert).subject.attributes,
  );
  certificate.setExtensions([
    { name: 'basicConstraints', cA: !isServer, critical: true },
    ...(isServer ? [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }] : []),
    ...(issuerUrl === undefined ? [] : [issuerAccess(issuerUrl)]),
  ]);
  certificate.sign(forge.pki.privateKeyFromPem(issuer?.key ?? privateKey), forge.md.sha256.create());
  const der = forge.asn1.toDer(forge.pki.certificateToAsn1(certificate)).getBytes();
  return { cert: forge.pki.certificateToPem(certificate), key: privateKey, der: Buffer.from(der, 'latin1') };
}

/** RFC 5280 section 4.2.2.1: a sequence of a method, "caIssuers", and its address. */
function issuerAccess(url: string): object {
  const { asn1 } = forge;
  const method = asn1.oidToDer('1.3.6.1.5.5.7.48.2').getBytes();
  const description = asn1.create(asn1.Class.UNIVERSAL, asn1.Type.SEQUENCE, true, [
    asn1.create(asn1.Class.UNIVERSAL, asn1.Type.OID, false, method),
    asn1.create(asn1.Class.CONTEXT_SPECIFIC, 6, false, url),
  ]);
  const value = asn1.create(asn1.Class.UNIVERSAL, asn1.Type.SEQUENCE, true, [description]);
  return { id: '1.3.6.1.5.5.7.1.1', value: asn1.toDer(value).getBytes() };
}
