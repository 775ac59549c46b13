/** Calls to a running service over HTTP, the way its users make them. */

import type { z } from 'zod';
import type { accountAnswer, issuedKeyAnswer, ledgerAnswer } from '../src/http/admin/schemas.js';
import type {
  batchAnswer,
  cancelAnswer,
  crawlAnswer,
  jobAnswer,
  pageAnswer,
} from '../src/http/dialects/runo/schemas.js';

export type Page = z.infer<typeof pageAnswer>;
export type BatchAnswer = z.infer<typeof batchAnswer>;
export type CrawlAnswer = z.infer<typeof crawlAnswer>;
export type JobAnswer = z.infer<typeof jobAnswer>;
export type CancelAnswer = z.infer<typeof cancelAnswer>;
export type Account = z.infer<typeof accountAnswer>;
export type IssuedKey = z.infer<typeof issuedKeyAnswer>;
export type LedgerEntry = z.infer<typeof ledgerAnswer>['entries'][number];

/** A call whose head is there: the job has its id long before the answer is complete. */
export interface OpenCall<T> {
  readonly jobId: string;
  readonly answer: Promise<T>;
}

export interface Client {
  /** Resolves with the answer's JSON; rejects when the status is not 2xx. */
  call<T>(method: string, path: string, body?: unknown): Promise<T>;
  /** Resolves as soon as the head of the answer is there. */
  open<T>(method: string, path: string, body?: unknown): Promise<OpenCall<T>>;
}

/** `headers` carry the credential. Every call ends when `signal` aborts. */
export function createClient(
  base: string,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Client {
  const open = async <T>(method: string, path: string, body?: unknown): Promise<OpenCall<T>> => {
    const response = await fetch(base + path, {
      method,
      headers: { ...headers, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal,
    });
    if (!response.ok) {
      throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`);
    }
    const answer = response.json() as Promise<T>;
    // Whoever wants the answer awaits it; a failure on the way there must not end the process meanwhile.
    answer.catch(() => undefined);
    return { jobId: response.headers.get('x-job-id') ?? '', answer };
  };
  return {
    open,
    call: async <T>(method: string, path: string, body?: unknown) =>
      (await open<T>(method, path, body)).answer,
  };
}

/** A new account and a client that speaks with its key. */
export async function openAccount(
  service: { readonly api: string; readonly adminToken: string },
  settings: object,
  signal: AbortSignal,
): Promise<{ account: Account; admin: Client; client: Client; key: string }> {
  const admin = createClient(service.api, { Authorization: `Bearer ${service.adminToken}` }, signal);
  const account = await admin.call<Account>('POST', '/admin/accounts', settings);
  const { key } = await admin.call<IssuedKey>('POST', `/admin/accounts/${account.id}/keys`, {});
  return { account, admin, key, client: createClient(service.api, { 'X-API-Key': key }, signal) };
}
