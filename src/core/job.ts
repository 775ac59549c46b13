/**
 * Terminology, one word per thing:
 *
 * - job          one accepted call: an extract, a batch, a crawl. Its id is its workflow id.
 * - page         one URL of a job, numbered from 0 in input order. Every page ends with exactly one outcome.
 * - chunk        what one activity works through: a range of a batch's pages, or pages leased from a crawl's frontier.
 * - frontier     the pages of a crawl that are known and have not run, breadth first; each URL is in it once.
 * - lease        a chunk's hold on pages of the frontier; a retried chunk gets the same pages back.
 * - spider       a file of the operator's that a job runs, registered by an account under a name.
 * - item         one thing that a spider has found. Items are numbered from 1 in the order they were stored.
 * - schedule     when jobs of a spider are started by themselves.
 * - parked       a page that was fetched and waits for a model vendor's batch; its answer is its outcome.
 * - lane         a loop in the workflow that claims one chunk after the other; a job has several.
 * - reservation  the units taken from the account when the job is accepted: the month's first, then prepaid ones.
 * - charge       the units a page cost, stored with its outcome in one transaction.
 * - refund       reserved minus charged, given back when the job is settled.
 * - settle       the one step that ends a job, whatever happened: final state, refund, finish time.
 * - result cache  results of earlier jobs of an account, which answer later ones while HTTP calls them fresh.
 * - account      who owns jobs, keys and units. Nothing is shared between accounts.
 * - dialect      one of the public APIs spoken over HTTP. A dialect translates and decides nothing.
 */

import type { CrawlNotes } from './crawl/notes.js';
import type { DialectName } from './dialect.js';
import type { JobKind } from './job-kinds.js';
import type { CrawlJobSpec, JobSpec, ScrapyJobSpec, SpiderJobSpec } from './job-spec.js';
import type { Split } from './ledger.js';

/** queued -> running -> completed | failed; cancelling -> cancelled from either of the first two. */
export type JobState = 'queued' | 'running' | 'cancelling' | FinalState;
export type FinalState = 'completed' | 'cancelled' | 'failed';

/** How the workflow left its lanes. `settle` turns it into a final state. */
export type JobOutcome = 'completed' | 'cancelled' | 'failed' | 'deadline';

/** What may be a job id; this service makes `job_` and 12 hex digits. */
export const JOB_ID = /^job_[A-Za-z0-9]{1,64}$/;

/** Ids of spider jobs, as of spiders and schedules, are UUIDs. */
export const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether it can be the id of a job of any kind: what cannot is not worth a look into the database. */
export function isJobId(text: string): boolean {
  return JOB_ID.test(text) || UUID.test(text);
}

/** What became of a job in one word, its pages looked at: `partial` when some failed, `failed` when all did. */
export const JOB_STANDINGS = ['pending', 'running', 'completed', 'partial', 'failed', 'cancelled'] as const;
export type JobStanding = (typeof JOB_STANDINGS)[number];

export interface Standing {
  readonly state: JobState;
  readonly succeeded: number;
  readonly failed: number;
}

/** A job that is being cancelled counts as cancelled: its caller has been told so. */
export function standingOf({ state, succeeded, failed }: Standing): JobStanding {
  switch (state) {
    case 'queued':
      return 'pending';
    case 'running':
      return 'running';
    case 'cancelling':
    case 'cancelled':
      return 'cancelled';
    case 'failed':
      return 'failed';
    case 'completed':
      if (failed === 0) return 'completed';
      return succeeded === 0 ? 'failed' : 'partial';
    default:
      return state satisfies never;
  }
}

export function isFinal(state: JobState): state is FinalState {
  return state === 'completed' || state === 'cancelled' || state === 'failed';
}

/**
 * The state a job ends in. A job in `cancelling` ends cancelled even when its last page won the race, because the
 * caller of DELETE has already been told so.
 */
export function finalState(current: JobState, outcome: JobOutcome): FinalState {
  if (current === 'cancelling') return 'cancelled';
  return outcome === 'deadline' ? 'failed' : outcome;
}

/** What a workflow knows of its job: small, and never the URL list (payload limits). Durations in milliseconds. */
export interface JobRef {
  readonly id: string;
  readonly kind: JobKind;
  readonly accountId: string;
  /** Pages of a batch; the most that a crawl or a spider may visit. */
  readonly total: number;
  /** Pages per chunk. */
  readonly chunk: number;
  /** Lanes, that is chunks under way at once. */
  readonly lanes: number;
  readonly failFast: boolean;
  /** Pages may be parked until a vendor's batch answers what no rule could. */
  readonly asyncMode?: boolean;
  /** When the job is stopped and settled as failed: ISO 8601. Earlier versions wrote Unix milliseconds. */
  readonly deadlineAt: string | number;
  /** For people: the host or hosts of its pages, or the name of its spider. Earlier versions left it out. */
  readonly subject?: string;
}

/** Unix milliseconds. */
export function deadlineOf({ deadlineAt }: Pick<JobRef, 'deadlineAt'>): number {
  return typeof deadlineAt === 'number' ? deadlineAt : Date.parse(deadlineAt);
}

export interface PageLimit {
  readonly maxPages: number;
  /** Whether it is lowered to a quarter of what is left of the month. */
  readonly capped: boolean;
  /** Whether it is lowered to what the account has left, instead of a refusal. */
  readonly fits?: true;
}

export interface NewJob {
  readonly id: string;
  readonly accountId: string;
  readonly dialect: DialectName;
  /** Where its events are sent. */
  readonly webhookUrl: string | null;
  /** Path of the call without its version prefix, e.g. `/batch`. */
  readonly endpoint: string;
  readonly spec: JobSpec;
  /** The pages of a batch; the seed of a crawl. */
  readonly urls: readonly string[];
  /** A crawl's pages are not known yet: how many may run. */
  readonly limit?: PageLimit;
  readonly chunk: number;
  readonly lanes: number;
  readonly idempotency: { readonly key: string; readonly requestHash: string } | null;
  readonly deadlineAt: Date;
}

export interface Job {
  readonly id: string;
  readonly accountId: string;
  /** The API that it was made through: no other shows it. */
  readonly dialect: DialectName;
  readonly webhookUrl: string | null;
  readonly kind: JobKind;
  readonly endpoint: string;
  readonly state: JobState;
  readonly spec: JobSpec;
  readonly total: number;
  readonly chunk: number;
  readonly lanes: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly charged: number;
  /** Crawls: pages refused by robots.txt or redirects, and links that were known already. */
  readonly skipped: number;
  /** What its spider has found. */
  readonly items: number;
  /** The numbers that its spider's run ended with. */
  readonly stats: Readonly<Record<string, unknown>> | null;
  /** What a crawl met besides its pages. */
  readonly notes: CrawlNotes | null;
  readonly reserved: Split;
  /** Why a failed job failed, for people. */
  readonly reason: string | null;
  readonly requestHash: string | null;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly deadlineAt: Date;
  /** When results are pruned; null until the job is final. */
  readonly expiresAt: Date | null;
}

export type CrawlJob = Job & { readonly spec: CrawlJobSpec };
/** A job of a spider of ours, or of Scrapy's. */
export type SpiderJob = Job & { readonly spec: SpiderJobSpec | ScrapyJobSpec };

export function isCrawlJob(job: Job): job is CrawlJob {
  return job.spec.kind === 'crawl';
}

export function isSpiderJob(job: Job): job is SpiderJob {
  return job.spec.kind === 'spider' || job.spec.kind === 'scrapy';
}
