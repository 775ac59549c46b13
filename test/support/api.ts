/** Calls to a running service, as its users make them. */

import { strict as assert } from 'node:assert';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: any;
}

export interface TestAccount {
  readonly id: string;
  readonly key: string;
}

export interface Api {
  url(path: string): string;
  call(method: string, path: string, headers?: Record<string, string>, body?: unknown): Promise<Answer>;
  post(key: string, path: string, body: unknown, headers?: Record<string, string>): Promise<Answer>;
  get(key: string, path: string): Promise<Answer>;
  delete(key: string, path: string): Promise<Answer>;
  admin(method: string, path: string, body?: unknown): Promise<Answer>;
  /** A fresh account with a dynamic key. `settings` as in POST /admin/accounts. */
  account(settings?: object): Promise<TestAccount>;
  ledger(
    accountId: string,
  ): Promise<{ kind: string; source: string; units: number; job_id: string | null }[]>;
  /** Starts a batch and resolves with its id as soon as the head is there; `answer` is the rest. */
  startBatch(
    key: string,
    body: unknown,
    headers?: Record<string, string>,
  ): Promise<{ jobId: string; answer: Promise<Answer> }>;
}

export const TITLE = [{ field: 'title', type: 'string', example: 'Some title' }];

export function createApi(base: () => string, adminToken: string): Api {
  const send = async (
    method: string,
    path: string,
    headers: Record<string, string> = {},
    body?: unknown,
  ): Promise<Response> =>
    fetch(base() + path, {
      method,
      headers: { ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });

  const read = async (response: Response): Promise<Answer> => {
    const text = await response.text();
    const isJson = /^application\/json\b/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
  };

  const api: Api = {
    url: (path) => base() + path,
    call: async (...args) => read(await send(...args)),
    post: (key, path, body, headers = {}) => api.call('POST', path, { 'X-API-Key': key, ...headers }, body),
    get: (key, path) => api.call('GET', path, { 'X-API-Key': key }),
    delete: (key, path) => api.call('DELETE', path, { 'X-API-Key': key }),
    admin: (method, path, body) =>
      api.call(method, `/admin${path}`, { Authorization: `Bearer ${adminToken}` }, body),
    account: async (settings = {}) => {
      const account = await api.admin('POST', '/accounts', { name: 'test', ...settings });
      assert.equal(account.status, 201, JSON.stringify(account.body));
      const key = await api.admin('POST', `/accounts/${account.body.id}/keys`, {});
      assert.equal(key.status, 201, JSON.stringify(key.body));
      return { id: account.body.id as string, key: key.body.key as string };
    },
    ledger: async (accountId) => (await api.admin('GET', `/accounts/${accountId}/ledger`)).body.entries,
    startBatch: async (key, body, headers = {}) => {
      const response = await send('POST', '/v1/batch', { 'X-API-Key': key, ...headers }, body);
      const jobId = response.headers.get('x-job-id');
      assert.equal(response.status, 200);
      assert.ok(jobId);
      const answer = read(response);
      // A test may kill the service under the answer; the test that wants it awaits it.
      answer.catch(() => undefined);
      return { jobId, answer };
    },
  };
  return api;
}
