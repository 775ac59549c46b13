/**
 * Certificates that a server should send and does not: those between its own and an authority. Browsers fetch them from
 * the address that a certificate names for its issuer (RFC 5280 section 4.2.2.1). They vouch for nothing by themselves:
 * the chain is still verified, and must end at an authority that is trusted.
 */

import { X509Certificate } from 'node:crypto';
import tls, { type ConnectionOptions, type TLSSocket } from 'node:tls';
import { Agent, request, type buildConnector } from 'undici';
import { parseTarget } from '../../core/net/target.js';

export interface IssuersDeps {
  /** Dials where the gate lets it. */
  readonly connect: buildConnector.connector;
  /** Whether the rules refuse this URL before anything is dialled. */
  readonly isRefused: (url: URL) => boolean;
  /** Bound of each connection and of each download. */
  readonly timeoutMs: number;
}

/** Issuers of issuers that are asked for. */
const MAX_ISSUERS = 3;
/** Certificates have some two thousand bytes. */
const MAX_BYTES = 64 * 1024;

/** What lies between the last certificate that a server sends and an authority, as PEM; as far as it is to be had. */
export async function findIssuers(server: ConnectionOptions, deps: IssuersDeps): Promise<string[]> {
  const issuers: string[] = [];
  let last = await lastOfChain(server, deps.timeoutMs);
  while (last !== null && issuers.length < MAX_ISSUERS) {
    const issuer: X509Certificate | null = await issuerOf(last, deps);
    // One that vouches for itself is an authority, and none is trusted because a server names it.
    if (issuer === null || issuer.checkIssued(issuer)) break;
    issuers.push(issuer.toString());
    last = issuer;
  }
  return issuers;
}

/** Null when the server shows no certificate in time. Nothing is sent to it. */
async function lastOfChain(server: ConnectionOptions, timeoutMs: number): Promise<X509Certificate | null> {
  return new Promise((resolve) => {
    // Only to see the certificates: the connection ends with the handshake.
    const socket = tls.connect({ ...server, rejectUnauthorized: false, timeout: timeoutMs });
    const end = (certificate: X509Certificate | null): void => {
      socket.destroy();
      resolve(certificate);
    };
    socket.on('secureConnect', () => end(lastSent(socket)));
    socket.on('error', () => end(null));
    socket.on('timeout', () => end(null));
    socket.on('close', () => end(null));
  });
}

function lastSent(socket: TLSSocket): X509Certificate | null {
  let last = socket.getPeerX509Certificate() ?? null;
  for (let next = last?.issuerCertificate; next !== undefined; next = next.issuerCertificate) last = next;
  return last;
}

/** The certificate that has signed this one, from where it says; null when it is not to be had there. */
async function issuerOf(certificate: X509Certificate, deps: IssuersDeps): Promise<X509Certificate | null> {
  for (const url of issuerUrls(certificate)) {
    // Whatever goes wrong with it, the failure that people are told of is that of the chain.
    const body = deps.isRefused(url) ? null : await download(url, deps).catch(() => null);
    const issuer = body === null ? null : parseCertificate(body);
    if (issuer !== null && certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey))
      return issuer;
  }
  return null;
}

/** Over http only: https would need certificates to fetch a certificate, and what comes is signed. */
function issuerUrls({ infoAccess }: X509Certificate): URL[] {
  return (infoAccess ?? '').split('\n').flatMap((line) => {
    const address = /^CA Issuers - URI:(http:.*)$/i.exec(line)?.[1];
    const url = address === undefined ? null : parseTarget(address);
    return url === null ? [] : [url];
  });
}

async function download(url: URL, { connect, timeoutMs }: IssuersDeps): Promise<Buffer | null> {
  const dispatcher = new Agent({ connect });
  try {
    const { statusCode, body } = await request(url, { dispatcher, signal: AbortSignal.timeout(timeoutMs) });
    const parts: Buffer[] = [];
    let length = 0;
    for await (const part of body as AsyncIterable<Buffer>) {
      parts.push(part);
      length += part.length;
      if (length > MAX_BYTES) return null;
    }
    return statusCode === 200 ? Buffer.concat(parts) : null;
  } finally {
    await dispatcher.destroy();
  }
}

/** DER, as it should be, or PEM. */
function parseCertificate(body: Buffer): X509Certificate | null {
  try {
    return new X509Certificate(body);
  } catch {
    return null;
  }
}
