/** What the Temporal UI says of a job while it runs, in Markdown. No URLs: codes, numbers and times only. */

import type { FailureCode } from './failure.js';
import { factsOf } from './job-kinds.js';
import type { JobRef } from './job.js';
import type { PageOutcome } from './page-outcome.js';

/** How many pages ended with which code. */
export type ErrorCounts = Readonly<Partial<Record<FailureCode, number>>>;

/** How the pages of one chunk ended. */
export interface Tally {
  succeeded: number;
  failed: number;
  errors: Partial<Record<FailureCode, number>>;
}

export function emptyTally(): Tally {
  return { succeeded: 0, failed: 0, errors: {} };
}

/** Skipped and parked pages count as neither. */
export function addResult(tally: Tally, result: PageOutcome['result']): void {
  if (result.status === 'success') tally.succeeded += 1;
  if (result.status !== 'error') return;
  const { code } = result.failure;
  tally.failed += 1;
  tally.errors[code] = (tally.errors[code] ?? 0) + 1;
}

/** Pages that ended with one code, and when a chunk last reported one. */
export interface SeenError {
  readonly pages: number;
  /** ISO 8601. */
  readonly lastAt: string;
}

export interface Progress {
  readonly succeeded: number;
  readonly failed: number;
  /** When the job's first run began, ISO 8601; missing in jobs that an earlier version began. */
  readonly since?: string;
  readonly errors?: Readonly<Record<string, SeenError>>;
}

/** Adds what a chunk that ended now has reported. */
export function addErrors(
  seen: Progress['errors'],
  errors: ErrorCounts | undefined,
  now: Date,
): Record<string, SeenError> {
  const sum = { ...seen };
  for (const [code, pages] of Object.entries(errors ?? {}))
    sum[code] = { pages: (sum[code]?.pages ?? 0) + pages, lastAt: now.toISOString() };
  return sum;
}

/** Counts in one sentence: `12 of 60 pages done: 10 succeeded, 2 failed`. */
export function countsOf(job: Pick<JobRef, 'kind' | 'total'>, { succeeded, failed }: Progress): string {
  // Scrapy stores its pages by itself.
  if (job.kind === 'scrapy') return 'The API of the service has its counts';
  const done = (succeeded + failed).toLocaleString('en-US');
  const total = count(job.total, 'page');
  const of = factsOf(job.kind).pages === 'named' ? `of ${total}` : `of at most ${total}`;
  return `${done} ${of} done: ${succeeded.toLocaleString('en-US')} succeeded, ${failed.toLocaleString('en-US')} failed`;
}

/** `phase`: what the job does now, or how it ended. */
export function describeProgress(job: JobRef, at: Progress, phase: string, now: Date): string {
  const lines = [`**${phase}**`, '', `${countsOf(job, at)}${rateOf(at, now)}.`];
  const errors = Object.entries(at.errors ?? {}).sort(([, a], [, b]) => b.lastAt.localeCompare(a.lastAt));
  if (errors.length > 0) lines.push('', '| error | pages | last |', '| --- | ---: | --- |');
  for (const [code, { pages, lastAt }] of errors)
    lines.push(`| ${code} | ${pages.toLocaleString('en-US')} | ${seconds(lastAt)} |`);
  lines.push('', `As of ${seconds(now.toISOString())}.`);
  return lines.join('\n');
}

/** `5,000 pages`, `1 page`. */
export function count(number: number, noun: string): string {
  return `${number.toLocaleString('en-US')} ${noun}${number === 1 ? '' : 's'}`;
}

function rateOf({ succeeded, failed, since }: Progress, now: Date): string {
  const passedMs = since === undefined ? 0 : now.getTime() - Date.parse(since);
  if (passedMs <= 0 || succeeded + failed === 0) return '';
  const perSecond = (1_000 * (succeeded + failed)) / passedMs;
  return perSecond >= 1
    ? `, ${perSecond.toFixed(1)} pages a second`
    : `, ${(60 * perSecond).toFixed(1)} pages a minute`;
}

/** `2026-11-28 21:30:05 UTC` */
function seconds(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`;
}
