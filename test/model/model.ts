/**
 * What the store is expected to hold: a small model of jobs, their pages and the account's units, without SQL. Its rules
 * are written down once more here, on purpose, and not taken from src.
 */

import { met, type Met } from './situations.js';

export type Kind = 'batch' | 'extract' | 'crawl';
export type State = 'queued' | 'running' | 'cancelling' | 'completed' | 'cancelled' | 'failed';
export type Ending = 'completed' | 'cancelled' | 'failed' | 'deadline';

export interface ModelPage {
  /** Its identity in a crawl. */
  readonly url: string;
  state: 'waiting' | 'parked' | 'done' | 'failed' | 'skipped';
  charge: number;
  /** Tells the result that was stored from all others. */
  mark: string | null;
  depth: number;
  /** The holder of a crawl's page. */
  lease: string | null;
}

export interface ModelJob {
  readonly id: string;
  readonly kind: Kind;
  readonly total: number;
  readonly listens: boolean;
  readonly reserved: { readonly month: number; readonly prepaid: number };
  readonly reservedIn: string;
  readonly pages: Map<number, ModelPage>;
  /** Crawls: URLs at which redirected pages arrived. */
  readonly arrived: Set<string>;
  /** Crawls: canonical keys that a page has. */
  readonly canonical: Set<string>;
  key: string | null;
  state: State;
  /** Units, worked out when the job ends. */
  charged: number;
  skipped: number;
  duplicates: number;
  nextNo: number;
  expiresAt: Date | null;
  /** Its results are being dropped, or are gone. */
  isExpiring: boolean;
}

/** Pages that a worker has taken. It may be frozen and come back with them at any time. */
export interface Attempt {
  readonly jobId: string;
  readonly holder: string;
  readonly pageNos: readonly number[];
}

export interface Entry {
  readonly kind: 'reserve' | 'refund' | 'topup';
  readonly source: 'month' | 'prepaid';
  readonly units: number;
  readonly jobId: string | null;
}

export interface Model {
  readonly quota: number;
  now: Date;
  prepaid: number;
  readonly used: Map<string, number>;
  readonly ledger: Entry[];
  readonly jobs: ModelJob[];
  readonly attempts: Attempt[];
  marks: number;
  readonly met: Met;
}

/** What a worker reports of a page. `links` and below are for crawls. */
export interface Report {
  readonly pageNo: number;
  readonly state: 'done' | 'failed' | 'skipped' | 'parked';
  readonly charge: number;
  readonly mark: string;
  readonly links: readonly string[];
  readonly arrivedAt: string | null;
  readonly canonical: string | null;
}

export const isFinal = (state: State): boolean => ['completed', 'cancelled', 'failed'].includes(state);
export const monthOf = (date: Date): string => date.toISOString().slice(0, 7);

export const chargesOf = (job: ModelJob): number =>
  [...job.pages.values()].reduce((sum, { charge }) => sum + charge, 0);

export const countOf = (job: ModelJob, state: ModelPage['state']): number =>
  [...job.pages.values()].filter((page) => page.state === state).length;

/** Places under a crawl's page limit that are taken: by pages that are leased, parked or visited, and by late duplicates. */
export function placesOf(job: ModelJob): number {
  const leased = [...job.pages.values()].filter(({ state, lease }) => state === 'waiting' && lease !== null);
  const visited = countOf(job, 'parked') + countOf(job, 'done') + countOf(job, 'failed');
  return leased.length + visited + Math.max(0, job.duplicates - job.total);
}

/** The units taken for a job of `units`; null when there are not enough. */
export function reservation(model: Model, units: number): ModelJob['reserved'] | null {
  const left = model.quota - (model.used.get(monthOf(model.now)) ?? 0);
  const month = Math.min(units, Math.max(0, left));
  return units - month > model.prepaid ? null : { month, prepaid: units - month };
}

export function accept(model: Model, job: ModelJob): void {
  model.jobs.push(job);
  met(model.met, 'prepaid units reserved', job.reserved.prepaid > 0);
  book(model, 'reserve', job.reserved, job);
}

/** The pages that a lease gets, breadth first. */
export function leasable(job: ModelJob, most: number): number[] {
  if (job.state !== 'queued' && job.state !== 'running') return [];
  const room = Math.max(0, Math.min(most, job.total - placesOf(job)));
  return [...job.pages]
    .filter(([, { state, lease }]) => state === 'waiting' && lease === null)
    .sort(([noA, a], [noB, b]) => a.depth - b.depth || noA - noB)
    .map(([no]) => no)
    .slice(0, room);
}

/** Adds links at a depth; returns how many were new. */
export function addLinks(job: ModelJob, links: readonly string[], depth: number): number {
  let added = 0;
  for (const url of links) {
    const known = [...job.pages.values()].find((page) => page.url === url);
    if (known === undefined && !job.arrived.has(url)) {
      job.pages.set(job.nextNo++, {
        ...{ url, state: 'waiting', charge: 0, mark: null, lease: null },
        depth,
      });
      added += 1;
    } else if (known?.state === 'waiting') known.depth = Math.min(known.depth, depth);
  }
  return added;
}

/** Stores what is reported of a page that is in `from`; false when it is left as it is. */
export function store(model: Model, job: ModelJob, report: Report, from: 'waiting' | 'parked'): boolean {
  const page = job.pages.get(report.pageNo);
  met(model.met, 'page committed after its job ended', from === 'waiting' && isFinal(job.state));
  if (isFinal(job.state) || page === undefined) return false;
  if (page.state !== from) {
    met(model.met, from === 'waiting' ? 'page committed again' : 'page answered that is not parked');
    return false;
  }
  met(model.met, 'parked page answered', from === 'parked');
  const isCrawl = job.kind === 'crawl';
  // Its lease was taken away: it is counted like a new one, and there may be no place for it.
  if (isCrawl && from === 'waiting' && page.lease === null) {
    met(model.met, 'page committed whose lease was taken away');
    if (placesOf(job) >= job.total) {
      met(model.met, 'and there was no place for it');
      return false;
    }
  }
  page.lease = null;
  if (isCrawl && report.arrivedAt !== null) {
    if (knows(job, report.arrivedAt)) {
      met(model.met, 'page redirected to a known URL');
      return skip(job, page);
    }
    job.arrived.add(report.arrivedAt);
  }
  const isRead = report.state === 'done' || report.state === 'parked';
  if (isCrawl && report.canonical !== null && isRead) {
    if (job.canonical.has(report.canonical)) {
      job.duplicates += 1;
      met(model.met, 'page merged with another');
      met(model.met, 'late duplicate', job.duplicates > job.total);
      skip(job, page);
      job.skipped += report.links.length - addLinks(job, report.links, page.depth + 1);
      return true;
    }
    job.canonical.add(report.canonical);
  }
  Object.assign(page, { state: report.state, charge: report.charge, mark: report.mark });
  if (report.state === 'skipped') job.skipped += 1;
  if (isCrawl) job.skipped += report.links.length - addLinks(job, report.links, page.depth + 1);
  return true;
}

const knows = (job: ModelJob, url: string): boolean =>
  job.arrived.has(url) || [...job.pages.values()].some((page) => page.url === url);

function skip(job: ModelJob, page: ModelPage): true {
  page.state = 'skipped';
  job.skipped += 1;
  return true;
}

/** Ends the job, unless it has ended. */
export function settle(model: Model, job: ModelJob, ending: Ending, expiresAt: Date): void {
  met(model.met, 'job settled again', isFinal(job.state));
  if (isFinal(job.state)) return;
  met(model.met, 'job cancelled before it ran', job.state === 'cancelling' && chargesOf(job) === 0);
  if (job.state === 'cancelling') job.state = 'cancelled';
  else job.state = ending === 'deadline' ? 'failed' : ending;
  const reserved = job.reserved.month + job.reserved.prepaid;
  const isKept = job.kind === 'extract' && job.state === 'cancelled';
  const ran = [...job.pages.values()].some(({ state }) => !['waiting', 'parked'].includes(state));
  job.charged = isKept && !ran ? reserved : chargesOf(job);
  met(model.met, 'extract cancelled, not refunded', job.charged > chargesOf(job));
  met(model.met, 'extract cancelled whose page cost nothing', isKept && ran && job.charged === 0);
  const back = reserved - job.charged;
  const prepaid = Math.min(back, job.reserved.prepaid);
  met(model.met, 'prepaid units refunded', prepaid > 0);
  met(model.met, 'refund to an earlier month', back > prepaid && job.reservedIn !== monthOf(model.now));
  book(model, 'refund', { month: back - prepaid, prepaid }, job);
  job.expiresAt = expiresAt;
}

function book(model: Model, kind: 'reserve' | 'refund', split: ModelJob['reserved'], job: ModelJob): void {
  const sign = kind === 'reserve' ? 1 : -1;
  model.used.set(job.reservedIn, (model.used.get(job.reservedIn) ?? 0) + sign * split.month);
  model.prepaid -= sign * split.prepaid;
  for (const source of ['month', 'prepaid'] as const)
    if (split[source] > 0) model.ledger.push({ kind, source, units: split[source], jobId: job.id });
}
