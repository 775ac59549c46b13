/**
 * The requests and answers of ScrapeThis as zod schemas: they validate, and the OpenAPI document is made from
 * them. Unknown fields are ignored.
 */

import { z } from 'zod';
import { repoPathProblem } from '../../../core/spider.js';
import { settingsProblem } from '../../../core/spider-settings.js';
import { isStorableJson } from '../../../core/storable.js';

const MAX_NAME = 200;
const MAX_TEXT = 10_000;
/** Settings and arguments each, as JSON. */
const MAX_OBJECT = 100_000;

const storable = 'must not contain NUL or half a surrogate pair';

const text = (most: number) =>
  z.string().max(most, `must not be longer than ${most} characters`).refine(isStorableJson, storable);

const name = text(MAX_NAME).refine((value) => value.trim() !== '', 'must not be blank');

const repoPath = z.string().superRefine((path, ctx) => {
  const problem = repoPathProblem(path);
  if (problem !== null) ctx.addIssue({ code: 'custom', message: problem });
  else if (!isStorableJson(path)) ctx.addIssue({ code: 'custom', message: storable });
});

const anyObject = (what: string) =>
  z
    .record(z.string(), z.unknown(), `must be an object`)
    .refine(
      (value) => JSON.stringify(value).length <= MAX_OBJECT,
      'must not be larger than 100000 characters',
    )
    .refine(isStorableJson, storable)
    .meta({ description: what });

const settings = anyObject(
  "Handed to the spider under Scrapy's names; some tune the service itself. Scrapy's settings that name code, files, " +
    'addresses or credentials are refused: the operator sets them in the spider or its project.',
).superRefine((value, ctx) => {
  const problem = settingsProblem(value);
  if (problem === null) return;
  ctx.addIssue({ code: 'custom', path: [problem.name], message: problem.rule });
});

const spiderFields = {
  name,
  repo_path: repoPath.meta({ description: "The spider's file below SPIDERS_DIR." }),
  description: text(MAX_TEXT),
  settings,
  repo_id: text(MAX_NAME).nullable(),
};

export const newSpiderRequest = z
  .object({
    ...spiderFields,
    description: spiderFields.description.nullish(),
    settings: spiderFields.settings.nullish(),
    repo_id: spiderFields.repo_id.optional(),
  })
  .meta({ id: 'ScrapeThisNewSpider' });

export const spiderPatchRequest = z.object(spiderFields).partial().meta({ id: 'ScrapeThisSpiderPatch' });

export const spiderAnswer = z
  .object({
    id: z.uuid(),
    name: z.string(),
    repo_path: z.string(),
    description: z.string(),
    settings: z.record(z.string(), z.unknown()),
    repo_id: z.string().nullable(),
    user_id: z.uuid(),
    created_at: z.string(),
  })
  .meta({ id: 'ScrapeThisSpider' });

export const newJobRequest = z
  .object({
    spider_id: z.string().nullish(),
    spider_name: z.string().nullish(),
    arguments: anyObject('Handed to the spider.').nullish(),
  })
  .meta({ id: 'ScrapeThisNewJob', description: 'spider_id or spider_name; the id wins.' });

export const STATUSES = ['pending', 'running', 'finished', 'cancelled', 'error'] as const;

const MAX_ROWS = 1_000;

/** Clamped to 1 and 1000; what is no number is refused. */
const limit = z.coerce
  .number('must be a number')
  .transform((rows) => Math.min(MAX_ROWS, Math.max(1, Math.trunc(rows))));

export const jobsQuery = z.object({
  status: z.enum(STATUSES).optional(),
  spider_id: z.uuid('must be a UUID').optional(),
  limit: limit.default(50),
});

export const spidersQuery = z.object({
  name: z.string().refine(isStorableJson, storable).optional(),
  limit: limit.default(200),
});

export const startedAnswer = z
  .object({ jobId: z.uuid(), status: z.enum(STATUSES) })
  .meta({ id: 'ScrapeThisStarted' });

export const jobAnswer = z
  .object({
    id: z.uuid(),
    spider_id: z.uuid(),
    status: z.enum(STATUSES),
    items_scraped: z.int(),
    user_id: z.uuid(),
    created_at: z.string(),
    started_at: z.string().nullable(),
    finished_at: z.string().nullable(),
    error: z.string().nullable().meta({ description: 'Why a job ended in error.' }),
    arguments: z.record(z.string(), z.unknown()),
    spider: z.object({ id: z.uuid(), name: z.string(), repo_path: z.string() }),
    pages: z.object({ succeeded: z.int(), failed: z.int() }).meta({ description: 'Ours: what was fetched.' }),
    units: z.object({ reserved: z.int(), charged: z.int() }).meta({ description: 'Ours.' }),
    schedule_id: z.uuid().nullable().meta({ description: 'Ours: the schedule that started it.' }),
    expires_at: z.string().nullable().meta({ description: 'Ours: when its items are dropped.' }),
    stats: z
      .record(z.string(), z.unknown())
      .nullable()
      .meta({ description: "Ours: Scrapy's numbers at its end." }),
  })
  .meta({ id: 'ScrapeThisJob' });

export const cancelledAnswer = z
  .object({ ok: z.literal(true), message: z.string() })
  .meta({ id: 'ScrapeThisCancelled' });

export const okAnswer = z.object({ ok: z.literal(true) }).meta({ id: 'ScrapeThisOk' });

export const errorAnswer = z.object({ error: z.string() }).meta({ id: 'ScrapeThisError' });

export const newScheduleRequest = z
  .object({
    spider_id: z.string(),
    cron_expression: z.string().meta({
      description:
        'Five fields, as in ordinary cron: minute, hour, day of the month, month, day of the week.',
    }),
    timezone: z.string().nullish().meta({
      description: 'A name of the IANA time zone database, no abbreviation or offset; UTC when left out.',
    }),
    enabled: z.boolean().nullish(),
  })
  .meta({ id: 'ScrapeThisNewSchedule' });

export const schedulePatchRequest = z
  .object({ spider_id: z.string(), cron_expression: z.string(), timezone: z.string(), enabled: z.boolean() })
  .partial()
  .meta({ id: 'ScrapeThisSchedulePatch' });

export const scheduleAnswer = z
  .object({
    id: z.uuid(),
    spider_id: z.uuid(),
    cron_expression: z.string(),
    timezone: z.string(),
    enabled: z.boolean(),
    user_id: z.uuid(),
    created_at: z.string(),
    next_runs: z.array(z.iso.datetime()).max(5).meta({
      description: 'Ours: the next five times at which it is due, in UTC; none while it is not enabled.',
    }),
  })
  .meta({ id: 'ScrapeThisSchedule' });

export const scheduleOfSpiderAnswer = scheduleAnswer
  .extend({ spider: z.object({ id: z.uuid(), name: z.string() }) })
  .meta({ id: 'ScrapeThisScheduleOfSpider' });

export const ITEM_FORMATS = ['json', 'ndjson', 'csv'] as const;

export const DEFAULT_ITEMS = 100;
export const DEFAULT_LINES = 1_000;

export const itemsQuery = z.object({
  limit: limit.optional().meta({
    description: `${DEFAULT_ITEMS} of JSON when left out, and all of the other formats.`,
  }),
  cursor: z.string().optional(),
  format: z.enum(ITEM_FORMATS).optional(),
});

export const logsQuery = z.object({
  limit: limit.optional().meta({ description: `${DEFAULT_LINES} when left out.` }),
  cursor: z.string().optional(),
  format: z.enum(['json', 'text']).optional(),
});

export const itemsAnswer = z
  .object({ items: z.array(z.unknown()), next_cursor: z.string().nullable() })
  .meta({ id: 'ScrapeThisItems' });

export const logsAnswer = z
  .object({
    lines: z.array(
      z.object({ at: z.string(), level: z.enum(['debug', 'info', 'warning', 'error']), message: z.string() }),
    ),
    next_cursor: z.string().nullable(),
  })
  .meta({ id: 'ScrapeThisLogs' });
