/** Jobs as the three APIs show them, in the words of the evidence. */

import { z } from 'zod';
import type { Api } from '../workload/inputs.js';
import { readPath } from '../world/paths.js';
import type { JobEnd, JobView, ResultView } from './evidence.js';

const data = z.record(z.string(), z.unknown());
const failure = z.object({ code: z.string() });
const time = z.iso.datetime().transform((text) => Date.parse(text));

const runoJob = z.object({
  job_id: z.string(),
  endpoint: z.enum(['/extract', '/batch', '/crawl']),
  status: z.enum(['queued', 'running', 'cancelling', 'completed', 'cancelled', 'failed']),
  error: z.object({ message: z.string() }).optional(),
  created_at: time,
  finished_at: time.nullable(),
  counts: z.object({ succeeded: z.int(), failed: z.int() }),
  units: z.object({ charged: z.int() }),
  results: z.array(z.object({ url: z.string(), data: data.optional(), error: failure.optional() })),
  next_cursor: z.string().nullable(),
});

const scrpyJob = z.object({
  job: z.object({
    id: z.string(),
    name: z.string(),
    status: z.enum(['pending', 'running', 'completed', 'partial', 'failed', 'cancelled']),
    completedUrls: z.int(),
    failedUrls: z.int(),
    createdAt: time,
    completedAt: time.optional(),
    results: z.array(z.object({ url: z.string(), data: data.optional(), error: failure.optional() })),
  }),
});

const spiderJob = z.object({
  id: z.string(),
  status: z.enum(['pending', 'running', 'finished', 'cancelled', 'error']),
  created_at: time,
  finished_at: time.nullable(),
  error: z.string().nullable(),
  arguments: z.record(z.string(), z.unknown()),
  spider: z.object({ name: z.string() }),
  pages: z.object({ succeeded: z.int(), failed: z.int() }),
  units: z.object({ charged: z.int() }),
  schedule_id: z.string().nullable(),
});

/** One answer of a job's path; `cursor` is where its results go on, or null. */
export interface JobPage {
  readonly view: JobView;
  readonly cursor: string | null;
}

/** Throws a ZodError when the answer is not what the API promises. */
export function readJob(api: Api, account: string, answer: unknown): JobPage {
  switch (api) {
    case 'runo':
      return readRuno(account, runoJob.parse(answer));
    case 'scrpy':
      return { view: readScrpy(account, scrpyJob.parse(answer).job), cursor: null };
    case 'scrapethis':
      return { view: readSpider(account, spiderJob.parse(answer)), cursor: null };
  }
}

const RUNO_ENDS: Readonly<Record<string, JobEnd>> = {
  completed: 'completed',
  cancelled: 'cancelled',
  failed: 'failed',
};

function readRuno(account: string, job: z.infer<typeof runoJob>): JobPage {
  const results = job.results.map(resultOf);
  const view: JobView = {
    id: job.job_id,
    account,
    api: 'runo',
    kind: job.endpoint.slice(1) as 'extract' | 'batch' | 'crawl',
    operationId: operationOf(results[0]?.url),
    end: RUNO_ENDS[job.status] ?? 'open',
    reason: job.error?.message ?? null,
    results,
    items: [],
    succeeded: job.counts.succeeded,
    failed: job.counts.failed,
    charged: job.units.charged,
    scheduleId: null,
    createdMs: job.created_at,
    finishedMs: endOf(job.finished_at),
  };
  return { view, cursor: job.next_cursor };
}

function readScrpy(account: string, job: z.infer<typeof scrpyJob>['job']): JobView {
  const results = job.results.map(resultOf);
  const didNotRun = results.some(({ code }) => code === 'JOB_FAILED');
  const over = job.status === 'cancelled' ? 'cancelled' : didNotRun ? 'failed' : 'completed';
  return {
    id: job.id,
    account,
    api: 'scrpy',
    kind: 'selectors',
    // The name is the workload's own: a cancelled job may have no result to tell by.
    operationId: /^Selectors of (\S+)$/.exec(job.name)?.[1] ?? null,
    end: job.completedAt === undefined ? 'open' : over,
    reason: didNotRun ? 'URLs did not run' : null,
    results,
    items: [],
    succeeded: job.completedUrls,
    failed: job.failedUrls,
    charged: null,
    scheduleId: null,
    createdMs: job.createdAt,
    finishedMs: endOf(job.completedAt),
  };
}

const SPIDER_ENDS: Readonly<Record<string, JobEnd>> = {
  finished: 'completed',
  cancelled: 'cancelled',
  error: 'failed',
};

function readSpider(account: string, job: z.infer<typeof spiderJob>): JobView {
  const { url } = job.arguments;
  return {
    id: job.id,
    account,
    api: 'scrapethis',
    kind: 'spider',
    operationId: operationOf(typeof url === 'string' ? url : undefined) ?? job.spider.name,
    end: job.finished_at === null ? 'open' : (SPIDER_ENDS[job.status] ?? 'open'),
    reason: job.error,
    results: [],
    items: [],
    succeeded: job.pages.succeeded,
    failed: job.pages.failed,
    charged: job.units.charged,
    scheduleId: job.schedule_id,
    createdMs: job.created_at,
    finishedMs: endOf(job.finished_at),
  };
}

/** The APIs leave out the part of a second: the job had ended by the end of it. */
function endOf(finishedMs: number | null | undefined): number | null {
  return finishedMs == null ? null : finishedMs + 999;
}

function resultOf(entry: {
  readonly url: string;
  readonly data?: Readonly<Record<string, unknown>> | undefined;
  readonly error?: { readonly code: string } | undefined;
}): ResultView {
  return { url: entry.url, code: entry.error?.code ?? null, data: entry.data ?? {} };
}

function operationOf(url: string | undefined): string | null {
  const path = url === undefined ? null : (URL.parse(url)?.pathname ?? null);
  return path === null ? null : (readPath(path)?.operationId ?? null);
}
