/** The standing of a job in the words of Firecrawl. */

import type { z } from 'zod';
import type { Job, JobState } from '../../../core/job.js';
import type { statusAnswer } from './answers.js';

type Status = z.infer<typeof statusAnswer>;

const WORDS: Readonly<Record<JobState, Status['status']>> = {
  queued: 'scraping',
  running: 'scraping',
  cancelling: 'cancelled',
  completed: 'completed',
  cancelled: 'cancelled',
  failed: 'failed',
};

/** Until a job ends, nothing says how long its results will be kept: about as long as they are from now on. */
const KEPT_MS = 24 * 3_600_000;

/** `waiting`: pages that are known and have not ended. */
export function statusOf(job: Job, waiting: number): Omit<Status, 'data' | 'next'> {
  const { state, succeeded, createdAt, finishedAt, expiresAt, reason } = job;
  return {
    success: true,
    status: WORDS[state],
    completed: succeeded,
    total: succeeded + (state === 'cancelling' ? 0 : waiting),
    creditsUsed: succeeded,
    createdAt: createdAt.toISOString(),
    ...(finishedAt === null
      ? {}
      : {
          completedAt: finishedAt.toISOString(),
          duration: (finishedAt.getTime() - createdAt.getTime()) / 1_000,
        }),
    expiresAt: (expiresAt ?? new Date(Date.now() + KEPT_MS)).toISOString(),
    ...(state === 'failed' ? { error: reason ?? 'The job failed.' } : {}),
    ...warningOf(job),
  };
}

function warningOf({ spec, state, succeeded, notes, total }: Job): Pick<Status, 'warning'> {
  const told: string[] = [];
  const robots = notes?.counts?.robots ?? 0;
  if (robots > 0) told.push(`robots.txt does not allow ${robots} ${robots === 1 ? 'page' : 'pages'}.`);
  const asked = spec.kind === 'crawl' ? (spec.crawl.maxPages ?? total) : total;
  if (spec.kind === 'crawl' && total < asked)
    told.push(`The crawl was limited to ${total} pages, which the account had left.`);
  if (spec.kind === 'crawl' && state === 'completed' && succeeded <= 1 && total > 1)
    told.push(
      'The crawl found no page beside the first: its links may lead elsewhere, or be made by scripts.',
    );
  return told.length === 0 ? {} : { warning: told.join(' ') };
}
