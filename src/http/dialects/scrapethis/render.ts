/** Spiders, jobs and schedules in the words and shapes of ScrapeThis. */

import type { z } from 'zod';
import { isoSeconds } from '../../../core/calendar.js';
import type { JobState, Job, SpiderJob } from '../../../core/job.js';
import type { Schedule, ScheduleOfSpider } from '../../../core/schedule/schedule.js';
import type { Spider } from '../../../core/spider.js';
import type { jobAnswer, scheduleAnswer, scheduleOfSpiderAnswer, spiderAnswer, STATUSES } from './schemas.js';

type Status = (typeof STATUSES)[number];

/** Whoever cancels is told at once that the job is cancelled, so it is from then on. */
const STATUS_OF: Readonly<Record<JobState, Status>> = {
  queued: 'pending',
  running: 'running',
  cancelling: 'cancelled',
  completed: 'finished',
  cancelled: 'cancelled',
  failed: 'error',
};

export function statusOf(job: Job): Status {
  return STATUS_OF[job.state];
}

export function statesOf(status: Status): JobState[] {
  return (Object.keys(STATUS_OF) as JobState[]).filter((state) => STATUS_OF[state] === status);
}

/** A job in a list and alone shows the same: every field that either of them is said to have. */
export function renderJob(job: SpiderJob): z.infer<typeof jobAnswer> {
  const { spider } = job.spec;
  return {
    id: job.id,
    spider_id: spider.id,
    status: statusOf(job),
    items_scraped: job.items,
    user_id: job.accountId,
    created_at: isoSeconds(job.createdAt),
    started_at: job.startedAt && isoSeconds(job.startedAt),
    finished_at: job.finishedAt && isoSeconds(job.finishedAt),
    error: job.state === 'failed' ? (job.reason ?? 'The job failed.') : null,
    arguments: spider.arguments,
    spider: { id: spider.id, name: spider.name, repo_path: spider.repoPath },
    pages: { succeeded: job.succeeded, failed: job.failed },
    units: { reserved: job.reserved.month + job.reserved.prepaid, charged: job.charged },
    schedule_id: spider.scheduleId,
    expires_at: job.expiresAt && isoSeconds(job.expiresAt),
    stats: job.stats,
  };
}

export function renderSpider(spider: Spider): z.infer<typeof spiderAnswer> {
  return {
    id: spider.id,
    name: spider.name,
    repo_path: spider.repoPath,
    description: spider.description,
    settings: spider.settings,
    repo_id: spider.repoId,
    user_id: spider.accountId,
    created_at: isoSeconds(spider.createdAt),
  };
}

export function renderSchedule(
  schedule: Schedule,
  nextRuns: readonly Date[],
): z.infer<typeof scheduleAnswer> {
  return {
    id: schedule.id,
    spider_id: schedule.spiderId,
    cron_expression: schedule.cronExpression,
    timezone: schedule.timezone,
    enabled: schedule.enabled,
    user_id: schedule.accountId,
    created_at: isoSeconds(schedule.createdAt),
    next_runs: nextRuns.map(isoSeconds),
  };
}

export function renderScheduleOfSpider(
  schedule: ScheduleOfSpider,
  nextRuns: readonly Date[],
): z.infer<typeof scheduleOfSpiderAnswer> {
  return {
    ...renderSchedule(schedule, nextRuns),
    spider: { id: schedule.spiderId, name: schedule.spiderName },
  };
}
