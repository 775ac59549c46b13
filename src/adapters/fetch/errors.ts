/** What broke, as a failure for people: plain sentences without addresses, ports of resolvers or library names. */

import { failure, type Failure } from '../../core/failure.js';
import { ADDRESS_REFUSED } from '../../core/net/target.js';
import { DeadlineExceeded } from './deadline.js';
import { BadEncoding } from './decompress.js';
import { EgressRefused } from '../egress/gate.js';
import { codeOf } from '../error-code.js';
import { NotHttp } from '../http1/answer.js';
import type { Fault } from '../../ports/fetcher.js';
import { NoAnswer } from './exchange.js';

const SENTENCES: Readonly<Record<string, string>> = {
  ENOTFOUND: 'The host name does not exist.',
  ENODATA: 'The host name does not exist.',
  EAI_AGAIN: 'The host name could not be resolved at the moment.',
  EAI_FAIL: 'The host name could not be resolved.',
  ESERVFAIL: 'The host name could not be resolved.',
  ECONNREFUSED: 'The host refused the connection.',
  ECONNRESET: 'The host closed the connection.',
  EPIPE: 'The host closed the connection.',
  UND_ERR_SOCKET: 'The host closed the connection.',
  ETIMEDOUT: 'The host did not accept a connection in time.',
  UND_ERR_CONNECT_TIMEOUT: 'The host did not accept a connection in time.',
  EHOSTUNREACH: 'The host cannot be reached.',
  ENETUNREACH: 'The host cannot be reached.',
  EADDRNOTAVAIL: 'The host cannot be reached.',
  UND_ERR_HEADERS_OVERFLOW: 'The headers of the answer are too large.',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'The connection ended before the page was complete.',
  CERT_HAS_EXPIRED: 'The certificate of the host has expired.',
  ERR_TLS_CERT_ALTNAME_INVALID: 'The certificate is for another host name.',
};

/** Browsers fetch missing certificates, and keep those that other sites have sent. */
const BROKEN_CHAIN: ReadonlySet<string> = new Set([
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
]);

const NOT_HTTP = 'The answer of the host is not valid HTTP.';

const CERTIFICATE = /CERT|SIGNATURE|ISSUER|CRL|^HOSTNAME_MISMATCH$|^INVALID_CA$|^PATH_LENGTH_EXCEEDED$/;

/** Maps anything that a connection, undici or this adapter throws. Never throws, never shows the error's own text. */
export function failureOf(error: unknown): Failure {
  if (error instanceof DeadlineExceeded) return failure('TIMEOUT', 'The page did not arrive in time.');
  if (error instanceof EgressRefused) return ADDRESS_REFUSED;
  if (error instanceof BadEncoding) return failure('URL_UNREACHABLE', error.message);
  if (error instanceof NoAnswer) return failureOf(error.cause);
  if (error instanceof NotHttp) return failure('URL_UNREACHABLE', NOT_HTTP);
  const code = codeOf(error);
  return failure('URL_UNREACHABLE', brokenBy(code) ?? 'The page could not be fetched.', reasonOf(code));
}

const NO_NAME: ReadonlySet<string> = new Set(['ENOTFOUND', 'ENODATA', 'EAI_AGAIN', 'EAI_FAIL', 'ESERVFAIL']);

function reasonOf(code: string): Failure['reason'] {
  if (NO_NAME.has(code)) return 'unknown_name';
  return CERTIFICATE.test(code) ? 'certificate' : undefined;
}

/** Whether a browser may read what ended in this error all the same, and what it would have to do better. */
export function faultOf(error: unknown): Fault | undefined {
  if (error instanceof BadEncoding) return 'coding';
  if (error instanceof NotHttp) return 'protocol';
  return BROKEN_CHAIN.has(codeOf(error)) ? 'chain' : undefined;
}

/** What broke a connection, by the code of its error, as a sentence; null when the code says nothing to people. */
export function brokenBy(code: string): string | null {
  const known = SENTENCES[code];
  if (known !== undefined) return known;
  if (CERTIFICATE.test(code)) return 'The certificate of the host cannot be verified.';
  if (code.startsWith('ERR_SSL_') || code.startsWith('ERR_TLS_') || code === 'EPROTO') {
    return 'No secure connection could be made with the host.';
  }
  return null;
}
