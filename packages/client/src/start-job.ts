/** Starting a job of pages without holding the connection until it is over. */

import type { Client } from './client.js';
import { must } from './must.js';
import type { BatchRequest, CrawlRequest, ExtractRequest } from './types.js';

export interface StartOptions {
  /**
   * The same key and body attach to the same job, so a call that was cut off is repeated with it and nothing is charged
   * twice. Default: a random one, which makes the repeats of this call safe.
   */
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
}

export interface StartedJob {
  readonly jobId: string;
  readonly idempotencyKey: string;
}

interface Requests {
  readonly '/v1/extract': ExtractRequest;
  readonly '/v1/batch': BatchRequest;
  readonly '/v1/crawl': CrawlRequest;
}

/**
 * Starts the job, and leaves the connection as soon as its id is there: the job goes on. Rejects with `ApiError` when it is
 * refused, and as the client does when the service cannot be reached.
 */
export async function startJob<P extends keyof Requests>(
  client: Client,
  path: P,
  body: Requests[P],
  { idempotencyKey = crypto.randomUUID(), signal }: StartOptions = {},
): Promise<StartedJob> {
  const call = client.POST(path as '/v1/batch', {
    body: body as BatchRequest,
    params: { header: { 'Idempotency-Key': idempotencyKey } },
    parseAs: 'stream',
    ...(signal === undefined ? {} : { signal }),
  });
  const answer = await must(call);
  const { response } = await call;
  await (answer as unknown as ReadableStream).cancel();
  const jobId = response.headers.get('X-Job-ID');
  if (jobId === null) throw new Error('the service named no job: is there a proxy that removes X-Job-ID?');
  return { jobId, idempotencyKey };
}
