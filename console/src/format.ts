/** Numbers, times and sizes in words. */

import type { JobView } from './types.ts';

const whole = new Intl.NumberFormat('en');
const when = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'medium' });

export function count(value: number): string {
  return whole.format(value);
}

export function time(iso: string | null): string {
  return iso === null ? '–' : when.format(new Date(iso));
}

export function duration(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  const secs = Math.round(ms / 1_000);
  if (secs < 90) return `${secs} s`;
  const minutes = Math.round(secs / 60);
  if (minutes < 90) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

export function size(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  let [value, at] = [bytes, 0];
  while (value >= 1_000 && at < units.length - 1) [value, at] = [value / 1_000, at + 1];
  return `${at === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[at]}`;
}

export function isOver(job: JobView): boolean {
  return job.state === 'completed' || job.state === 'failed' || job.state === 'cancelled';
}

export interface Pace {
  readonly done: number;
  readonly perSecond: number | null;
  /** Milliseconds; only of jobs whose pages are known from the start. */
  readonly leftMs: number | null;
}

export function paceOf(job: JobView, now = Date.now()): Pace {
  const done = job.succeeded + job.failed;
  if (job.started_at === null || done === 0) return { done, perSecond: null, leftMs: null };
  const until = job.finished_at === null ? now : Date.parse(job.finished_at);
  const secs = Math.max(0.001, (until - Date.parse(job.started_at)) / 1_000);
  const perSecond = done / secs;
  const knowsTotal = job.kind === 'batch' || job.kind === 'extract';
  const leftMs = knowsTotal && !isOver(job) ? ((job.total - done) / perSecond) * 1_000 : null;
  return { done, perSecond, leftMs };
}

export const STANDING_WORDS = {
  pending: 'Waiting',
  running: 'Running',
  completed: 'Completed',
  partial: 'Partly failed',
  failed: 'Failed',
  cancelled: 'Cancelled',
} as const;

export const API_WORDS = { runo: 'Runo', scrpy: 'Scrpy', scrapethis: 'ScrapeThis' } as const;

/** A value as a table cell shows it. */
export function cell(value: unknown): string {
  if (value === null || value === undefined) return '–';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
