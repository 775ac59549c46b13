/** Jobs of any kind by their id: of pages, of selectors, of spiders. */

import {
  ApiError,
  eachItem,
  eachResult,
  must,
  type Job,
  type SelectorJob,
  type SelectorResult,
  type SpiderJob,
} from '../../packages/client/src/index.js';
import type { Service } from './connect.js';
import type { Entry } from './output/format.js';
import { pageEntry, selectorEntry } from './output/pages.js';
import type { Standing } from './output/progress.js';

export type JobKind = 'pages' | 'selectors' | 'spider';

export interface JobView extends Standing {
  readonly kind: JobKind;
  readonly isOver: boolean;
  /** Ended as it should; its pages may have failed. */
  readonly isCompleted: boolean;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  readonly error: string | null;
  /** As its API answers it, without results. */
  readonly value: object;
}

const SPIDER_ID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/i;
const OVER = new Set(['completed', 'partial', 'finished', 'cancelled', 'failed', 'error']);
const COMPLETED = new Set(['completed', 'partial', 'finished']);

/** Jobs of pages and of selectors have ids of one form: the first API that knows it has it. */
export async function readJob(
  service: Service,
  id: string,
  kind?: JobKind,
  signal?: AbortSignal,
): Promise<JobView> {
  const options = signal === undefined ? {} : { signal };
  if (kind === 'spider' || SPIDER_ID.test(id)) {
    const params = { path: { id } };
    return spiderView(await must(service.api.GET('/api/v1/jobs/{id}', { params, ...options })));
  }
  const params = { path: { job_id: id } };
  const readPages = async (): Promise<JobView> => {
    const query = { limit: 1 };
    const call = service.api.GET('/v1/jobs/{job_id}', { params: { ...params, query }, ...options });
    return pagesView((await must(call)) as Job);
  };
  const readSelectors = async (): Promise<JobView> =>
    selectorView(
      (await must(service.selectors.GET('/v1/jobs/{job_id}', { params, ...options }))) as SelectorAnswer,
    );
  if (kind === 'pages') return readPages();
  if (kind === 'selectors') return readSelectors();
  try {
    return await readPages();
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== 'JOB_NOT_FOUND') throw error;
    return readSelectors();
  }
}

export async function cancelJob(service: Service, { id, kind }: Pick<JobView, 'id' | 'kind'>): Promise<void> {
  if (kind === 'spider') await must(service.api.DELETE('/api/v1/jobs/{id}', { params: { path: { id } } }));
  else {
    const client = kind === 'pages' ? service.api : service.selectors;
    await must(client.DELETE('/v1/jobs/{job_id}', { params: { path: { job_id: id } } }));
  }
}

/** Every result of a job, in its order. */
export async function* eachEntry(
  service: Service,
  { id, kind }: Pick<JobView, 'id' | 'kind'>,
): AsyncGenerator<Entry> {
  if (kind === 'pages') for await (const page of eachResult(service.api, id)) yield pageEntry(page);
  else if (kind === 'spider') for await (const item of eachItem(service.api, id)) yield itemEntry(item);
  else {
    const call = service.selectors.GET('/v1/jobs/{job_id}', { params: { path: { job_id: id } } });
    for (const result of ((await must(call)) as SelectorAnswer).job.results) yield selectorEntry(result);
  }
}

function itemEntry(item: unknown): Entry {
  const isObject = typeof item === 'object' && item !== null && !Array.isArray(item);
  return { value: item, cells: isObject ? (item as Entry['cells']) : { item } };
}

interface SelectorAnswer {
  readonly job: SelectorJob & { readonly results: readonly SelectorResult[] };
}

export function pagesView({ results: _results, next_cursor: _cursor, ...value }: Job): JobView {
  const { counts } = value;
  return {
    kind: 'pages',
    id: value.job_id,
    ...standing(value.status),
    total: counts.total,
    succeeded: counts.succeeded,
    failed: counts.failed,
    startedAt: value.started_at,
    finishedAt: value.finished_at,
    error: value.error?.message ?? null,
    value,
  };
}

export function selectorView({
  job,
}: {
  readonly job: SelectorJob & { readonly results?: unknown };
}): JobView {
  const { results: _results, ...value } = job;
  return {
    kind: 'selectors',
    id: value.id,
    ...standing(value.status),
    total: value.totalUrls,
    succeeded: value.completedUrls,
    failed: value.failedUrls,
    startedAt: value.createdAt,
    finishedAt: value.completedAt ?? null,
    error: null,
    value,
  };
}

/** How many pages a spider will ask for is not known before its end. */
export function spiderView(job: SpiderJob): JobView {
  const { succeeded, failed } = job.pages;
  return {
    kind: 'spider',
    id: job.id,
    ...standing(job.status),
    total: succeeded + failed,
    succeeded,
    failed,
    startedAt: job.started_at,
    finishedAt: job.finished_at,
    error: job.error,
    value: job,
  };
}

function standing(status: string): Pick<JobView, 'status' | 'isOver' | 'isCompleted'> {
  return { status, isOver: OVER.has(status), isCompleted: COMPLETED.has(status) };
}

/** A job as a row. */
export function jobEntry(job: JobView): Entry {
  const { id, kind, status, total, succeeded, failed, startedAt, finishedAt, error } = job;
  const cells = { id, kind, status, done: `${succeeded + failed}/${total}`, failed, started: startedAt };
  return {
    value: job.value,
    cells: { ...cells, finished: finishedAt, ...(error === null ? {} : { error }) },
  };
}
