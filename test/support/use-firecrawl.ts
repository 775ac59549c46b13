/** Firecrawl's own JavaScript client, and bare calls, against a running service. */

import { Firecrawl } from 'firecrawl';
import type { Answer, TestAccount } from './api.js';
import type { RunningService } from './service.js';

export interface FirecrawlCaller {
  readonly sdk: Firecrawl;
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
}

export function useFirecrawl(
  { api }: Pick<RunningService, 'api'>,
  { key }: Pick<TestAccount, 'key'>,
): FirecrawlCaller {
  return {
    sdk: new Firecrawl({ apiKey: key, apiUrl: api.url('') }),
    call: (method, path, body, headers = {}) =>
      api.call(method, `/v2${path}`, { Authorization: `Bearer ${key}`, ...headers }, body),
  };
}

/** Resolves with what a promise is rejected with. */
export async function rejectionOf(promise: Promise<unknown>): Promise<any> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('was not rejected');
}
