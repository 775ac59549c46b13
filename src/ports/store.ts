/**
 * The database as the use cases see it. Each method is one transaction. Times are `Date`s, units are integers, and the
 * caller passes `now`, so that tests can choose it.
 */

import type { RenderJs } from '../core/render-js.js';
import type { DialectName } from '../core/dialect.js';
import type { Failure } from '../core/failure.js';
import type { JobKind, JobOutcome, JobStanding, JobState } from '../core/job.js';
import type { Split } from '../core/ledger.js';
import type { Question } from '../core/model/question.js';
import type { PlanName } from '../core/plans.js';
import type { FieldValues, Schema } from '../core/schema.js';
import type { FieldSelector } from '../core/select/selector.js';
import type { PageRequest, SpiderSpec } from '../core/spider.js';
import type { Deliveries } from './deliveries.js';
import type { Pacing } from './host-gate.js';
import type { Items, JobLogs, Schedules, Spiders } from './spiders.js';

export interface Account {
  readonly id: string;
  readonly name: string;
  readonly plan: PlanName;
  /** Explicit numbers that override the plan's; null means the plan decides. */
  readonly monthlyQuota: number | null;
  readonly requestsPerMinute: number | null;
  readonly suspended: boolean;
  readonly prepaidBalance: number;
  readonly webhookSecret: string;
  readonly createdAt: Date;
}

/** What an account has used of its current month and minute. */
export interface Usage {
  readonly month: string;
  readonly monthUsed: number;
  /** Start of the minute window, Unix milliseconds. */
  readonly minute: number;
  readonly minuteUsed: number;
}

export type KeyType = 'dynamic' | 'static' | 'spider';

export interface ApiKey {
  readonly id: string;
  readonly accountId: string;
  readonly type: KeyType;
  readonly prefix: string;
  readonly lastFour: string;
  /** The schema bound to a static key. */
  readonly schema: Schema | null;
  readonly createdAt: Date;
  readonly revokedAt: Date | null;
}

/** Who is calling: the key, its account, and the counters as they stand. */
export interface Caller {
  readonly key: ApiKey;
  readonly account: Account;
  readonly usage: Usage;
}

export interface LedgerEntry {
  readonly id: number;
  readonly at: Date;
  readonly kind: 'reserve' | 'refund' | 'topup';
  readonly source: 'month' | 'prepaid';
  readonly units: number;
  readonly jobId: string | null;
}

/** What a page of this job needs: stored once with the job, read by every worker that meets it. */
export interface JobSpec {
  readonly schema: Schema;
  readonly renderJs: RenderJs;
  readonly timeoutMs: number;
  readonly locale: string | null;
  readonly processImages: boolean;
  readonly perChunk: number;
  readonly failFast: boolean;
  /** What its caller calls the job, where the API has names. */
  readonly name?: string;
  /** Fields are taken by these, and `schema` only says what they give. */
  readonly selectors?: readonly FieldSelector[];
  /** Only pages that succeeded are charged (Scrpy section 7, "charging"). */
  readonly failuresFree?: boolean;
  /** An answer with a status of 400 or more is a failure, whatever document comes with it. */
  readonly errorStatusFails?: boolean;
  /** How often a page is asked for whose host cannot be reached, or answers that it is overloaded or broken. Default 1. */
  readonly tries?: number;
  /** How a crawl finds its pages. */
  readonly crawl?: CrawlSpec;
  /**
   * `use`: pages may be answered with results of earlier jobs that are still fresh. `refresh`: every page is asked. Both
   * keep results for later jobs; a job without it does neither.
   */
  readonly cache?: 'use' | 'refresh';
  /** Whether the model work may wait for a vendor's batch. */
  readonly asyncMode?: boolean;
  /** The spider of a spider's job. */
  readonly spider?: SpiderSpec;
}

export interface CrawlSpec {
  readonly seedUrl: string;
  /** Glob on canonical URLs; only matching links are followed. */
  readonly followPattern: string;
  /** Hops from the seed. */
  readonly maxDepth: number;
  /** Whether rel=nofollow and meta robots are obeyed. */
  readonly respectNofollow: boolean;
}

export interface PageLimit {
  readonly maxPages: number;
  /** Whether it is lowered to a quarter of what is left of the month (Runo section 6, quota safety cap). */
  readonly capped: boolean;
}

export interface NewJob {
  readonly id: string;
  readonly accountId: string;
  readonly dialect: DialectName;
  /** Where its events are sent. */
  readonly webhookUrl: string | null;
  readonly kind: JobKind;
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

export type RenderMode = 'fetch' | 'headless' | 'structured' | 'cache';

/** A URL and its identity in a crawl. */
export interface Link {
  readonly url: string;
  readonly key: string;
  /** What a spider asks for with it. */
  readonly request?: PageRequest;
}

/** What a crawl's page adds to the frontier. */
export interface Discovery {
  /** Where the page was found in the end, when it was redirected: that URL counts as visited too. */
  readonly arrivedAt: Link | null;
  /** Links that may be followed, without those the worker knows to be in the frontier. */
  readonly links: readonly Link[];
  /** Links of the page that matched, known ones included. */
  readonly matched: number;
}

/** A page that a crawl did not visit after all; it is not among the results and costs nothing. */
export interface Skipped {
  readonly status: 'skipped';
  readonly why: string;
}

/** What became of a page that ran. */
export type PageResult = (PageSuccess | { readonly status: 'error'; readonly failure: Failure }) & Exchange;

/** How a page came, where somebody is told. */
export interface Exchange {
  /** The last status of its host; null without an answer. */
  readonly httpStatus?: number | null;
  readonly durationMs?: number;
}

export interface PageSuccess {
  readonly status: 'success';
  readonly renderMode: RenderMode;
  readonly data: FieldValues;
  readonly warnings: readonly string[];
  readonly imagesProcessed: number | null;
}

export interface PageOutcome {
  readonly jobId: string;
  readonly pageNo: number;
  readonly result: PageResult | Skipped | Parked;
  /** Units. */
  readonly charge: number;
  /** Crawls and spiders: what the page adds to the frontier. */
  readonly discovery?: Discovery | null;
  /** Set when later jobs may use the result again. */
  readonly cache?: CacheEntry | null;
  /** What a spider has found on it. */
  readonly items?: readonly unknown[];
}

/** Where a result is found again, and until when. */
export interface CacheEntry {
  /** Of everything that the result depends on, its account included. */
  readonly key: string;
  readonly freshUntil: Date;
}

export interface StoredPage {
  readonly pageNo: number;
  readonly url: string;
  /** Null while the page has not run; in a final job it never will. */
  readonly result: PageResult | null;
}

export interface WaitingPage {
  readonly pageNo: number;
  readonly url: string;
  readonly attempts: number;
  /** Hops from the seed of a crawl. */
  readonly depth: number;
  /** What a spider asked for with it. */
  readonly request?: PageRequest | null;
}

export type Submission =
  | { readonly kind: 'accepted'; readonly job: Job; readonly usage: Usage }
  | { readonly kind: 'duplicate'; readonly job: Job }
  /** The last run of its schedule has not ended. */
  | { readonly kind: 'overlap' }
  | { readonly kind: 'rate_limited'; readonly usage: Usage }
  | { readonly kind: 'quota_exceeded'; readonly usage: Usage };

export interface AccountPatch {
  readonly plan?: PlanName;
  readonly monthlyQuota?: number | null;
  readonly requestsPerMinute?: number | null;
  readonly suspended?: boolean;
  readonly addPrepaid?: number;
}

export interface Accounts {
  create(account: Account, now: Date): Promise<void>;
  get(id: string): Promise<Account | null>;
  list(): Promise<Account[]>;
  count(): Promise<number>;
  /** Applies the patch and writes a top-up entry when `addPrepaid` is given. Null when there is no such account. */
  update(id: string, patch: AccountPatch, now: Date): Promise<Account | null>;
  /** Null when there is no such account. */
  setWebhookSecret(id: string, secret: string): Promise<Account | null>;
  usage(id: string, now: Date): Promise<Usage>;
  ledger(id: string): Promise<LedgerEntry[]>;
  /** False when the account has `cap` live keys already. */
  addKey(key: ApiKey, keyHash: string, cap: number | null): Promise<boolean>;
  keys(accountId: string): Promise<ApiKey[]>;
  /** False when there is no such live key. */
  revokeKey(id: string, now: Date): Promise<boolean>;
  /** The live key with this hash, its account and counters; null for unknown and revoked keys alike. */
  authenticate(keyHash: string, now: Date): Promise<Caller | null>;
}

export interface SpiderJobFilter {
  /** All states when it is null. */
  readonly states: readonly JobState[] | null;
  readonly spiderId: string | null;
  readonly limit: number;
}

export interface JobQuery {
  /** All of them when null. */
  readonly standing: JobStanding | null;
  readonly limit: number;
  readonly offset: number;
}

export interface JobList {
  readonly jobs: readonly Job[];
  readonly total: number;
}

export interface Jobs {
  /** Counts the call, reserves the units and stores job and pages: all of it or nothing. */
  submit(job: NewJob, now: Date): Promise<Submission>;
  get(id: string): Promise<Job | null>;
  findByIdempotencyKey(accountId: string, key: string): Promise<Job | null>;
  /** Jobs of the account that are not final, oldest first. */
  running(accountId: string, dialect: DialectName): Promise<Job[]>;
  /** Jobs of the account's spiders whose results are kept, newest first. */
  ofSpiders(accountId: string, filter: SpiderJobFilter, now: Date): Promise<Job[]>;
  /** Jobs of the account whose results are kept, newest first, and how many there are in all. */
  list(accountId: string, dialect: DialectName, query: JobQuery, now: Date): Promise<JobList>;
  /** queued/running -> cancelling. Returns the job as it then is; null when there is none. */
  requestCancel(id: string): Promise<Job | null>;
  /** Marks a queued job running and returns it; null when there is none. */
  open(id: string, now: Date): Promise<Job | null>;
  /** Ends the job: final state, refund, finish time. Idempotent; returns the job as it then is. */
  settle(
    id: string,
    outcome: JobOutcome,
    reason: string | null,
    now: Date,
    expiresAt: Date,
  ): Promise<Job | null>;
  /** Jobs that are not final and were created before `before`, oldest first, those behind `after` in that order. */
  unsettled(before: Date, after: Job | null, limit: number): Promise<Job[]>;
  /**
   * Drops results of jobs past `expiresAt`, and the jobs' own rows `graceMs` later: about `limit` rows in one short
   * transaction. Returns how many rows were dropped or marked; 0 when nothing is left to do.
   */
  prune(now: Date, graceMs: number, limit: number): Promise<number>;
}

export interface Pages {
  /** Pages of the range that have not run, in order. */
  waiting(jobId: string, from: number, to: number): Promise<WaitingPage[]>;
  /** Adds one to the page's attempts and returns the new number. */
  countAttempt(jobId: string, pageNo: number): Promise<number>;
  /** Takes an attempt back that did not end in a crash. */
  uncountAttempt(jobId: string, pageNo: number): Promise<void>;
  /**
   * Stores outcomes with their charges and adds them to their jobs' counters, in one transaction. A page that already
   * has an outcome, and a page of a final job, are left as they are.
   */
  commit(outcomes: readonly PageOutcome[], now: Date): Promise<void>;
  /**
   * Pages after `afterPageNo` in input order; `finishedOnly` leaves out those that have not run. Skipped pages are never
   * among them.
   */
  read(jobId: string, afterPageNo: number, limit: number, finishedOnly: boolean): Promise<StoredPage[]>;
}

/** The pages of a crawl that have not run. `holder` names a chunk through all its attempts. */
export interface Frontier {
  /** What the holder's earlier attempt had leased. */
  held(jobId: string, holder: string): Promise<WaitingPage[]>;
  /** Leases up to `most` pages, breadth first, while the crawl's page limit allows. Empty when there is none now. */
  lease(jobId: string, holder: string, most: number): Promise<WaitingPage[]>;
  /** Gives back what the holder did not run. */
  release(jobId: string, holder: string): Promise<void>;
  /** Gives back every lease of a job that no workflow works on. */
  releaseAll(jobId: string): Promise<void>;
  /** Adds links at a depth, as a sitemap's; known ones count as skipped. */
  add(jobId: string, links: readonly Link[], depth: number): Promise<void>;
  /** Whether a lease would find pages now. */
  hasWork(jobId: string): Promise<boolean>;
  /** Pages that are known and have not run. */
  countWaiting(jobId: string): Promise<number>;
}

/** A page that was fetched, and whose model work waits for a vendor's batch. */
export interface Parked {
  readonly status: 'parked';
  /** What rules have found. */
  readonly partial: PageSuccess;
  readonly question: Question;
}

export interface ParkedPage extends Pick<Parked, 'partial' | 'question'> {
  readonly pageNo: number;
  readonly url: string;
}

/** One batch of a job at the vendor. */
export interface ModelBatch {
  /** From 1. */
  readonly batchNo: number;
  readonly requests: number;
  /** When submitting it was first tried: from then on the vendor may have it. */
  readonly triedAt: Date | null;
  /** Null until the vendor's answer was stored. */
  readonly vendorId: string | null;
  /** Nothing more is expected of it. */
  readonly ended: boolean;
}

/** The model work of jobs with async_mode. */
export interface ModelWork {
  /** Parked pages behind `afterPageNo` in order; of one batch, or of the whole job when that is null. */
  parked(jobId: string, afterPageNo: number, limit: number, batchNo: number | null): Promise<ParkedPage[]>;
  /** Those of these pages that are parked. */
  parkedAt(jobId: string, pageNos: readonly number[]): Promise<ParkedPage[]>;
  /** Stores outcomes of parked pages as `Pages.commit` does; resolves with the numbers of those that were parked still. */
  answer(outcomes: readonly PageOutcome[], now: Date): Promise<ReadonlySet<number>>;
  /** Puts questions that are in no batch yet into new ones. */
  plan(jobId: string, most: { readonly requests: number; readonly chars: number }): Promise<void>;
  batches(jobId: string): Promise<ModelBatch[]>;
  /** Adds to what is known of a batch; what is known already stays. */
  note(
    jobId: string,
    batchNo: number,
    news: { readonly triedAt?: Date; readonly vendorId?: string; readonly ended?: true },
  ): Promise<void>;
  /** The vendor's ids of all batches. */
  vendorIds(): Promise<ReadonlySet<string>>;
  /** Final jobs with a batch that may still be under way at the vendor. */
  abandoned(): Promise<string[]>;
  /** Drops the questions of final jobs. */
  prune(): Promise<void>;
}

/** What jobs take of the model. */
export interface Models {
  /** Takes tokens of a job's budget before a call; false, and nothing taken, when they would exceed `most`. */
  reserveTokens(jobId: string, tokens: number, most: number): Promise<boolean>;
  /** Corrects what was reserved by what the call took: a difference, mostly negative. */
  addTokens(jobId: string, tokens: number): Promise<void>;
  /** A call's slot among those of the whole deployment, held until it is given back or `until` is over. */
  takeSlot(
    slot: ModelSlot,
    limits: { readonly all: number; readonly perAccount: number },
    now: Date,
  ): Promise<boolean>;
  giveSlot(id: string): Promise<void>;
}

export interface ModelSlot {
  readonly id: string;
  readonly accountId: string;
  readonly until: Date;
}

/** Results of earlier jobs. An entry names the page that has the result, so it ends with that page at the latest. */
export interface Cache {
  /** The fresh results among these keys. */
  find(keys: readonly string[], now: Date): Promise<Map<string, PageSuccess>>;
  /** Remembers outcomes that are stored already; those without an entry are left out. */
  put(outcomes: readonly PageOutcome[]): Promise<void>;
  /** Drops what is no longer fresh, and of the rest what is beyond `most` entries, soonest stale first. */
  prune(now: Date, most: number): Promise<void>;
}

export interface Store {
  readonly deliveries: Deliveries;
  readonly spiders: Spiders;
  readonly schedules: Schedules;
  readonly items: Items;
  readonly logs: JobLogs;
  readonly accounts: Accounts;
  readonly jobs: Jobs;
  readonly pages: Pages;
  readonly frontier: Frontier;
  readonly cache: Cache;
  readonly models: Models;
  readonly work: ModelWork;
  /** When turns at a host may start, for all workers on this database. */
  readonly pacing: Pacing;
  /** Rejects when the database does not answer. */
  check(): Promise<void>;
  close(): Promise<void>;
}
