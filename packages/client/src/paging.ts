/** Lists that come in parts, one entry after the other. */

import type { components } from './api.js';
import type { Client } from './client.js';
import { must } from './must.js';
import type { Page } from './types.js';
import { readJob } from './wait-for-job.js';

export interface PagingOptions {
  /** Entries of one call, at most 1,000. Default 200. */
  readonly pageSize?: number;
  readonly signal?: AbortSignal;
}

const PAGE_SIZE = 200;

/**
 * Every result of a job of pages, in input order or the order of discovery. Of a job that runs, those that are there: pages
 * that end later may stand before them, so wait for its end to have all.
 */
export async function* eachResult(
  client: Client,
  jobId: string,
  { pageSize = PAGE_SIZE, signal }: PagingOptions = {},
): AsyncGenerator<Page> {
  let cursor: string | null = null;
  do {
    const query = { limit: pageSize, ...(cursor === null ? {} : { cursor }) };
    const job = await readJob(client, jobId, query, signal);
    yield* job.results;
    cursor = job.next_cursor;
  } while (cursor !== null);
}

/** Every item of a spider's job, in the order in which they were stored. */
export async function* eachItem(
  client: Client,
  jobId: string,
  { pageSize = PAGE_SIZE, signal }: PagingOptions = {},
): AsyncGenerator<unknown> {
  let cursor: string | null = null;
  do {
    const query = { limit: pageSize, ...(cursor === null ? {} : { cursor }) };
    const params = { path: { id: jobId }, query };
    const call = client.GET('/api/v1/jobs/{id}/items', {
      params,
      ...(signal === undefined ? {} : { signal }),
    });
    // Without `format` it is JSON.
    const answer = (await must(call)) as components['schemas']['ScrapeThisItems'];
    yield* answer.items;
    cursor = answer.next_cursor;
  } while (cursor !== null);
}
