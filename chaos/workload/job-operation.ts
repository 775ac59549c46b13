/** One job from its creation on: created, read, cancelled, and asked for again under its key, as its operation says. */

import { setTimeout as sleep } from 'node:timers/promises';
import type { Call, LoadAccount, Step, World } from '../types.js';
import { hasOutcome, type CallRequest, type Client } from './client.js';
import { CALLS, type JobInput, type JobOperationKind } from './inputs.js';
import { credential, filled, jobIdOf, jobPath } from './words.js';

export interface JobOperation {
  readonly id: string;
  readonly kind: JobOperationKind;
  readonly input: JobInput;
  readonly account: LoadAccount;
}

export interface Doing {
  readonly client: Client;
  readonly world: World;
  readonly signal: AbortSignal;
}

/** Resolves when the caller is through with the job, which may go on. */
export async function doJob(operation: JobOperation, { client, world, signal }: Doing): Promise<void> {
  const { input, kind } = operation;
  const { api, path } = CALLS[kind];
  const body = filled(input.body, world);
  const headers = credential(api, operation.account.key);
  const about = { operationId: operation.id, account: operation.account.name, headers };
  const followed = new Set<string>();
  const following: Promise<void>[] = [];

  const read = (jobId: string): Promise<Call> =>
    client.once({ ...about, step: 'read', method: 'GET', path: jobPath(api, jobId) });

  /** What the caller does once it knows the job, while its first call may still wait for the answer. */
  const follow = async (jobId: string): Promise<void> => {
    await read(jobId);
    if (input.cancelAfterMs === null) return;
    await sleep(input.cancelAfterMs, undefined, { signal });
    await client.untilAnswered({ ...about, step: 'cancel', method: 'DELETE', path: jobPath(api, jobId) });
    await read(jobId);
  };
  const know = (jobId: string | null): void => {
    if (jobId === null || followed.has(jobId)) return;
    followed.add(jobId);
    const all = follow(jobId);
    // Awaited at the end, and told of there; until then a rejection has nobody to hear it.
    all.catch(() => undefined);
    following.push(all);
  };

  const post = (step: Step, hangUpAfterMs: number | null): CallRequest => ({
    ...about,
    headers: { ...headers, ...(input.keyed ? { 'Idempotency-Key': operation.id } : {}) },
    step,
    method: 'POST',
    path,
    body: step === 'other' ? { ...(body as object), note: 'another body' } : body,
    ...(hangUpAfterMs === null ? {} : { hangUpAfterMs }),
    onHead: (status, got) => know(jobIdOf(api, status, got, null)),
  });

  const call = await create(client, input, post);
  know(jobIdOf(api, call.status, call.headers, call.answer));
  if (input.repeated && hasOutcome(call)) {
    const again = await client.untilAnswered(post('repeat', null));
    know(jobIdOf(api, again.status, again.headers, again.answer));
    await client.untilAnswered(post('other', null));
  }
  await Promise.all(following);
}

/**
 * Calls once, and where there is a key once more until there is an answer, without hanging up again. Without a key a second
 * try could be a second job, so the outcome stays unknown.
 */
async function create(
  client: Client,
  { keyed, hangUpAfterMs }: JobInput,
  post: (step: Step, hangUpAfterMs: number | null) => CallRequest,
): Promise<Call> {
  const first = await client.once(post('create', hangUpAfterMs));
  return hasOutcome(first) || !keyed ? first : client.untilAnswered(post('create', null));
}
