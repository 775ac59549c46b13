/**
 * Pages of one job learn from each other: the page that the examples are of shows where the fields stand, and the others of
 * its host are read there too. What is known is in the database, for all workers, and kept here for a few seconds.
 */

import { setTimeout as sleep } from 'node:timers/promises';
import { mayShowPlaces, mergeLearned, type Learned } from '../core/extract/index.js';
import type { Job } from '../core/job.js';
import { findsFields } from '../core/job-spec.js';
import { keepRecent } from '../core/recent.js';
import type { WaitingPage } from '../core/stored-page.js';
import { PAGE_MS } from '../core/timings.js';
import { hostKey } from '../core/url.js';
import type { Store } from '../ports/store/index.js';

/** One page's part in it. */
export interface PageLearning {
  /** What other pages have shown for a document at this URL. */
  known(url: string): Promise<Learned | null>;
  /** Keeps what the page shows itself. */
  note(url: string, learned: Learned | null): Promise<void>;
  /** The page's visit is over. */
  end(): void;
}

export type LearnFrom = (job: Job, page: WaitingPage) => PageLearning;

const MAX_JOBS = 200;
const MAX_HOSTS = 50;
const MAX_CHARS = 50_000;
/** How long what other workers have learned may stay unknown. */
const KEPT_MS = 5_000;

/** What this worker knows of a job. */
interface Known {
  readonly byHost: Promise<Map<string, Learned>>;
  readonly readAt: number;
}

/** A batch's first page, while it is visited: most callers take their examples from it. */
interface FirstPage {
  readonly host: string;
  readonly startedAt: number;
  readonly ended: Promise<void>;
}

export function createLearnFrom(store: Pick<Store, 'learnedPlaces'>): LearnFrom {
  const jobs = new Map<string, Known>();
  const firstPages = new Map<string, FirstPage>();

  const read = async (jobId: string): Promise<Map<string, Learned>> => {
    let known = jobs.get(jobId);
    if (known === undefined || performance.now() - known.readAt > KEPT_MS)
      known = { byHost: store.learnedPlaces.read(jobId), readAt: performance.now() };
    keepRecent(jobs, jobId, known, MAX_JOBS);
    try {
      return await known.byHost;
    } catch (error) {
      jobs.delete(jobId);
      throw error;
    }
  };

  const note = async (jobId: string, host: string, learned: Learned): Promise<void> => {
    if (JSON.stringify(learned).length > MAX_CHARS) return;
    const merge = (known: Learned | null): Learned => mergeLearned(known, learned);
    const merged = await store.learnedPlaces.update(jobId, host, merge, MAX_HOSTS);
    if (merged !== null) (await read(jobId)).set(host, merged);
  };

  const begin = (job: Job, host: string): (() => void) => {
    const { promise: ended, resolve } = Promise.withResolvers<void>();
    firstPages.set(job.id, { host, startedAt: performance.now(), ended });
    return () => {
      firstPages.delete(job.id);
      resolve();
    };
  };

  /** Its places are worth a moment to the pages that were fetched beside it. */
  const awaitFirstPage = async (jobId: string, host: string): Promise<void> => {
    const first = firstPages.get(jobId);
    if (first?.host !== host) return;
    const leftMs = first.startedAt + PAGE_MS.firstPage - performance.now();
    if (leftMs <= 0) return;
    const timer = new AbortController();
    await Promise.race([first.ended, sleep(leftMs, undefined, timer)]).finally(() => timer.abort());
  };

  return (job, page) => {
    if (!learns(job)) return NOTHING;
    const isFirst = job.kind === 'batch' && page.pageNo === 0;
    const end = isFirst ? begin(job, hostKey(page.url)) : NOTHING.end;
    return {
      known: async (url) => {
        const host = hostKey(url);
        if (!isFirst) await awaitFirstPage(job.id, host);
        return (await read(job.id)).get(host) ?? null;
      },
      note: async (url, learned) => {
        if (learned !== null) await note(job.id, hostKey(url), learned);
      },
      end,
    };
  };
}

const NOTHING: PageLearning = {
  known: async () => null,
  note: async () => undefined,
  end: () => undefined,
};

/** Whether the job has several pages, and examples that can show a place. */
function learns({ spec, kind, total }: Job): boolean {
  if (!findsFields(spec) || kind === 'extract' || (kind === 'batch' && total < 2)) return false;
  return mayShowPlaces(spec.schema);
}
