/** What Chromium says about a document that it could not load, as a failure for people. */

import { failure, type Failure } from '../../core/failure.js';

const SENTENCES: readonly (readonly [RegExp, string])[] = [
  [/^ERR_CERT_DATE_INVALID$/, 'The certificate of the host has expired.'],
  [/^ERR_CERT_COMMON_NAME_INVALID$/, 'The certificate is for another host name.'],
  [/^ERR_CERT_/, 'The certificate of the host cannot be verified.'],
  [/^ERR_SSL_|^ERR_BAD_SSL_/, 'No secure connection could be made with the host.'],
  [/^ERR_TOO_MANY_REDIRECTS$/, 'The page redirects too many times.'],
  [/^ERR_(EMPTY_RESPONSE|CONNECTION_CLOSED|CONNECTION_RESET)$/, 'The host closed the connection.'],
  [/^ERR_(CONTENT_LENGTH_MISMATCH|INCOMPLETE_.*)$/, 'The connection ended before the page was complete.'],
  [
    /^ERR_(INVALID_HTTP_RESPONSE|HTTP2_.*|INVALID_CHUNKED_ENCODING)$/,
    'The answer of the host is not valid HTTP.',
  ],
  [/^ERR_RESPONSE_HEADERS_TOO_BIG$/, 'The headers of the answer are too large.'],
  [
    /^ERR_(UNKNOWN_URL_SCHEME|DISALLOWED_URL_SCHEME|UNSAFE_REDIRECT)$/,
    'Only http and https addresses can be fetched.',
  ],
  [/^ERR_UNSAFE_PORT$/, 'This port is not allowed.'],
  [/^ERR_INVALID_(URL|REDIRECT)$/, 'The page redirects to an invalid address.'],
  [/^ERR_CONTENT_DECODING_FAILED$/, 'The page is compressed in a way that cannot be read.'],
];

/** The `ERR_…` name in what Playwright throws, or null. */
export function netError(error: unknown): string | null {
  return /net::(ERR_[A-Z0-9_]+)/.exec(String(error))?.[1] ?? null;
}

/** `code` is a name as `netError` finds it. */
export function failureOfNetError(code: string): Failure {
  const sentence = SENTENCES.find(([pattern]) => pattern.test(code))?.[1];
  return failure('URL_UNREACHABLE', sentence ?? 'The page could not be fetched.');
}

const PROXY_STATUSES: Readonly<Record<number, string>> = {
  594: 'The host refused the connection.',
  595: 'The host closed the connection.',
  596: 'The host closed the connection.',
};

/** Statuses that no site sends: the egress proxy's own, when a plain http page could not be fetched. Null for others. */
export function failureOfProxyStatus(status: number): Failure | null {
  if (status < 590 || status > 599) return null;
  return failure('URL_UNREACHABLE', PROXY_STATUSES[status] ?? 'The page could not be fetched.');
}
