/** The ways in which a call shows its key. */

import type { Context } from './context.js';

/** A way to show who calls, as the OpenAPI document names it. */
export interface SecurityScheme {
  readonly name: string;
  readonly definition:
    | { readonly type: 'apiKey'; readonly in: 'header' | 'cookie'; readonly name: string }
    | { readonly type: 'http'; readonly scheme: 'bearer' };
  /** What carries it, in words. */
  readonly header: string;
}

/** The two headers that carry keys, '' when missing. */
export interface KeyHeaders {
  readonly apiKey: string;
  readonly authorization: string;
}

export interface Credential extends SecurityScheme {
  /** How it is sent, in words that go behind `Send one key`. */
  readonly sent: string;
  /** Whether a call shows a key in this way, valid or not. */
  isShown(headers: KeyHeaders): boolean;
  /** The key as the caller sent it; '' without one. */
  read(headers: KeyHeaders): string;
}

export const API_KEY: Credential = {
  name: 'RunoKey',
  definition: { type: 'apiKey', in: 'header', name: 'X-API-Key' },
  header: 'X-API-Key',
  sent: 'in X-API-Key',
  isShown: ({ apiKey }) => apiKey !== '',
  read: ({ apiKey }) => apiKey,
};

export const BEARER: Credential = {
  name: 'BearerKey',
  definition: { type: 'http', scheme: 'bearer' },
  header: 'Authorization: Bearer',
  sent: 'as Authorization: Bearer',
  isShown: ({ authorization }) => /^bearer(\s|$)/i.test(authorization),
  // The token of RFC 6750 section 2.1.
  read: ({ authorization }) => /^bearer +(\S+) *$/i.exec(authorization)?.[1] ?? '',
};

export function keyHeadersOf(ctx: Pick<Context, 'get'>): KeyHeaders {
  return { apiKey: ctx.get('X-API-Key'), authorization: ctx.get('Authorization') };
}
