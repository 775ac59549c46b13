/** Spiders, their schedules, and what their jobs find and say, as the use cases see them. Each method is one transaction. */

import type { PageRequest, SpiderSettings } from '../core/spider.js';

export interface Spider {
  /** UUID. */
  readonly id: string;
  readonly accountId: string;
  /** Unique within the account. */
  readonly name: string;
  /** Where its file is, below SPIDERS_DIR. */
  readonly repoPath: string;
  readonly description: string;
  readonly settings: SpiderSettings;
  readonly repoId: string | null;
  readonly createdAt: Date;
}

export type SpiderPatch = Partial<Pick<Spider, 'name' | 'repoPath' | 'description' | 'settings' | 'repoId'>>;

export type SpiderRemoval = 'removed' | 'unknown' | 'busy';

export interface Spiders {
  /** False when the account has a spider of this name. */
  create(spider: Spider): Promise<boolean>;
  /** Null for an unknown id and another account's alike, as in every method here. */
  get(accountId: string, id: string): Promise<Spider | null>;
  byName(accountId: string, name: string): Promise<Spider | null>;
  /** Newest first; `nameContains` ignores case. */
  list(accountId: string, nameContains: string | null, limit: number): Promise<Spider[]>;
  update(accountId: string, id: string, patch: SpiderPatch): Promise<Spider | 'unknown' | 'name_taken'>;
  /** Removes it and its schedules, unless a job of it is not final. */
  remove(accountId: string, id: string): Promise<SpiderRemoval>;
}

export interface Schedule {
  readonly id: string;
  readonly accountId: string;
  readonly spiderId: string;
  readonly cronExpression: string;
  readonly timezone: string;
  readonly enabled: boolean;
  readonly createdAt: Date;
  /** Raised with every change. */
  readonly version: number;
}

/** A schedule with the spider it starts. */
export interface ScheduleOfSpider extends Schedule {
  readonly spiderName: string;
}

export type SchedulePatch = Partial<Pick<Schedule, 'spiderId' | 'cronExpression' | 'timezone' | 'enabled'>>;

export interface Schedules {
  /** False when the account has no such spider. */
  create(schedule: Omit<Schedule, 'version'>): Promise<boolean>;
  get(accountId: string, id: string): Promise<ScheduleOfSpider | null>;
  /** Newest first. */
  list(accountId: string): Promise<ScheduleOfSpider[]>;
  update(
    accountId: string,
    id: string,
    patch: SchedulePatch,
  ): Promise<ScheduleOfSpider | 'unknown' | 'unknown_spider'>;
  remove(accountId: string, id: string): Promise<boolean>;
  ofSpider(spiderId: string): Promise<string[]>;
  /** For the machinery: whoever owns it. */
  find(id: string): Promise<Schedule | null>;
  /**
   * Notes that Temporal has this version of the schedule, in times worked out with this release of the time zone
   * database, and when it has to be renewed (null: never). Resolves with the schedule as it is now; null when it is gone.
   */
  noteApplied(id: string, version: number, renewAt: Date | null, zoneData: string): Promise<Schedule | null>;
  /**
   * Schedules to apply: those with a change that Temporal does not have, those to renew by `now`, and those whose times
   * were worked out with an earlier release of the time zone database than `zoneData`.
   */
  unapplied(now: Date, zoneData: string, limit: number): Promise<Schedule[]>;
  /** Takes back the change that made `version`: the fields of `previous` hold again, unless it has changed since. */
  restore(previous: Schedule, version: number): Promise<void>;
  /** Disables a schedule that Temporal refuses, unless it has changed since `version`. */
  disable(id: string, version: number): Promise<void>;
}

export interface StoredItem {
  readonly itemNo: number;
  /** The item as JSON text, its keys in the order in which the spider wrote them. */
  readonly json: string;
}

/** What a spider's process reports of one response that it has dealt with. */
export interface SpiderPage {
  /** Names the response through all attempts of the job; what is stored under it already is left as it is. */
  readonly key: string;
  readonly url: string;
  /** Units: 1, or 0 for what was no response of a site. */
  readonly charge: number;
  readonly items: readonly unknown[];
}

export interface Items {
  /** Items after `afterItemNo` in the order they were stored. */
  read(jobId: string, afterItemNo: number, limit: number): Promise<StoredItem[]>;
  /**
   * Stores responses with their items and charges; never charges more than the job has reserved. A job that is final is
   * left as it is.
   */
  addPages(jobId: string, pages: readonly SpiderPage[], now: Date): Promise<void>;
  /** Keeps the numbers that a spider's run ended with. */
  noteStats(jobId: string, stats: Readonly<Record<string, unknown>>): Promise<void>;
}

export type LogLevel = 'debug' | 'info' | 'warning' | 'error';

export interface LogLine {
  readonly at: Date;
  readonly level: LogLevel;
  readonly message: string;
}

export interface StoredLogLine extends LogLine {
  /** From 1. */
  readonly lineNo: number;
}

/** What a job's spider has printed and logged: the last lines of it. */
export interface JobLogs {
  add(jobId: string, lines: readonly LogLine[]): Promise<void>;
  read(jobId: string, afterLineNo: number, limit: number): Promise<StoredLogLine[]>;
}

export type { PageRequest };
