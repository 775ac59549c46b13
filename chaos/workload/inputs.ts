/** What operations consist of, as they stand in a script's file. */

import { z } from 'zod';
import { SPIDERS } from '../world/spiders.js';
import { ACCOUNT_NAMES } from './accounts.js';

const ms = z.int().min(0).max(3_600_000);

export const JOB_KINDS = [
  'extract',
  'batch',
  'rendered',
  'async',
  'crawl',
  'selectors',
  'spider',
  'scrapy',
] as const;
export type JobOperationKind = (typeof JOB_KINDS)[number];

/** A job that is created, and what its caller does with it. Times are in milliseconds. */
export const jobInput = z.object({
  account: z.enum(ACCOUNT_NAMES),
  /** Addresses of the world stand in it as `{plain}`, `{receiver}` and so on. */
  body: z.record(z.string(), z.json()),
  /** Whether the call has an Idempotency-Key, and is made again when its outcome is unknown. */
  keyed: z.boolean(),
  /** From the call on, when the caller closes the connection; null for one that waits. */
  hangUpAfterMs: ms.nullable(),
  /** From the acceptance on. */
  cancelAfterMs: ms.nullable(),
  /** Whether the call is made once more under its key, and then with another body. */
  repeated: z.boolean(),
});
export type JobInput = z.infer<typeof jobInput>;

/** A schedule that fires every minute, and is deleted after a time. */
export const scheduleInput = z.object({
  account: z.enum(ACCOUNT_NAMES),
  spider: z.enum(Object.keys(SPIDERS) as [keyof typeof SPIDERS]),
  deleteAfterMs: ms,
});
export type ScheduleInput = z.infer<typeof scheduleInput>;

/** Lists of everything that the account has. */
export const listInput = z.object({ account: z.enum(ACCOUNT_NAMES) });

/** Which call creates a job of the kind, and how its key is sent. */
export const CALLS = {
  extract: { api: 'runo', path: '/v1/extract' },
  batch: { api: 'runo', path: '/v1/batch' },
  rendered: { api: 'runo', path: '/v1/batch' },
  async: { api: 'runo', path: '/v1/batch' },
  crawl: { api: 'runo', path: '/v1/crawl' },
  selectors: { api: 'scrpy', path: '/v1/jobs' },
  spider: { api: 'scrapethis', path: '/api/v1/jobs' },
  scrapy: { api: 'scrapethis', path: '/api/v1/jobs' },
} as const satisfies Record<JobOperationKind, { readonly api: Api; readonly path: string }>;

export type Api = 'runo' | 'scrpy' | 'scrapethis';

export function isJobKind(kind: string): kind is JobOperationKind {
  return JOB_KINDS.some((each) => each === kind);
}
