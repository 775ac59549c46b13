/**
 * Pages of one job learn from each other: the page that the examples are of shows where the fields stand, and the others of
 * its host are read there too. What is known is in the database, for all workers, and kept here for a few seconds.
 */

import { MAX_CONCURRENCY } from '../core/chunk-plan.js';
import { mayShowPlaces, mergeLearned, type Learned } from '../core/extract/index.js';
import type { Hold } from '../core/hold.js';
import type { Job } from '../core/job.js';
import { findsFields } from '../core/job-spec.js';
import { keepRecent } from '../core/recent.js';
import type { WaitingPage } from '../core/stored-page.js';
import { hostKey } from '../core/url.js';
import type { Store } from '../ports/store/index.js';
import { createFirstPages } from './first-pages.js';

/** One page's part in it. */
export interface PageLearning {
  /** What other pages have shown for a document at this URL. */
  known(url: string): Promise<Learned | null>;
  /** Keeps what the page shows itself. */
  note(url: string, learned: Learned | null): Promise<void>;
  /** The page's visit is over. */
  end(): void;
}

/** `hold`: the attempt that the page is visited by. */
export type LearnFrom = (job: Job, page: WaitingPage, hold?: Hold) => PageLearning;

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

export function createLearnFrom(store: Pick<Store, 'learnedPlaces'>): LearnFrom {
  const jobs = new Map<string, Known>();
  const firstPages = createFirstPages();

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

  const note = async (jobId: string, host: string, learned: Learned, hold?: Hold): Promise<void> => {
    if (JSON.stringify(learned).length > MAX_CHARS) return;
    const merge = (known: Learned | null): Learned => mergeLearned(known, learned);
    const merged = await store.learnedPlaces.update(jobId, host, merge, MAX_HOSTS, hold);
    if (merged !== null) (await read(jobId)).set(host, merged);
  };

  return (job, page, hold) => {
    if (!learns(job)) return NOTHING;
    const isFirst = job.kind === 'batch' && page.pageNo === 0;
    const isBeside = job.kind === 'batch' && !isFirst && page.pageNo < MAX_CONCURRENCY;
    const end = isFirst ? firstPages.begin(job.id, hostKey(page.url)) : NOTHING.end;
    if (isBeside) firstPages.expect(job.id);
    return {
      known: async (url) => {
        const host = hostKey(url);
        if (isBeside) await firstPages.ended(job.id, host);
        return (await read(job.id)).get(host) ?? null;
      },
      note: async (url, learned) => {
        if (learned !== null) await note(job.id, hostKey(url), learned, hold);
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
