/** Every call of a service, with the credential that its path wants. */

import createFetchClient, { type Client as FetchClient } from 'openapi-fetch';
import type { paths } from './api.js';
import { retryingFetch, type Fetch, type RetryOptions } from './retrying-fetch.js';

/**
 * How the key is sent. `auto`: in `X-API-Key` under `/v1`, as a bearer token elsewhere. `/v1/jobs` belongs to two APIs that
 * are told apart by the header: `bearer` reaches the jobs of selectors there.
 */
export type Credential = 'auto' | 'bearer';

export interface ClientOptions {
  /** Of the service: `http://127.0.0.1:8080`. */
  readonly url: string;
  readonly key?: string | undefined;
  /** For the calls under `/admin`. */
  readonly adminToken?: string | undefined;
  /** Default `auto`. */
  readonly credential?: Credential;
  /** Default: the runtime's. */
  readonly fetch?: Fetch;
  readonly retry?: RetryOptions;
}

/** `GET`, `POST`, `PATCH` and `DELETE` by path, typed by the OpenAPI document. */
export type Client = FetchClient<paths>;

/** Calls are repeated as `retryingFetch` says, and reject with `ConnectionError` when that did not help. */
export function createClient(options: ClientOptions): Client {
  const { url, credential = 'auto' } = options;
  const client = createFetchClient<paths>({
    baseUrl: url.replace(/\/+$/, ''),
    fetch: retryingFetch(options.fetch ?? ((request) => globalThis.fetch(request)), options.retry),
  });
  client.use({
    onRequest: ({ request, schemaPath }) => {
      const isAdmin = schemaPath.startsWith('/admin');
      const secret = isAdmin ? options.adminToken : options.key;
      if (secret === undefined) return undefined;
      const asKey = !isAdmin && credential === 'auto' && schemaPath.startsWith('/v1/');
      if (asKey) request.headers.set('X-API-Key', secret);
      else request.headers.set('Authorization', `Bearer ${secret}`);
      return request;
    },
  });
  return client;
}
