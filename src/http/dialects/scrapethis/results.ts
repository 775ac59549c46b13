/** What a job's spider has found and said: paths of our own, as ScrapeThis documents none. */

import { Readable } from 'node:stream';
import type { Context } from '../../context.js';
import { cursorFor, numberAfter } from '../../cursor.js';
import { ANSWERED, answer, route, type Route } from '../../route.js';
import type { DialectDeps } from '../dialect.js';
import { createOwnJobs } from '../own-jobs.js';
import { ALWAYS, jobRefusals, refusal } from './refusals.js';
import { DEFAULT_ITEMS, DEFAULT_LINES, itemsAnswer, itemsQuery, logsAnswer, logsQuery } from './schemas.js';

const NDJSON = 'application/x-ndjson';
const CSV = 'text/csv';
const TEXT = 'text/plain';

const OURS =
  'An addition of Holdfast; not part of the ScrapeThis API. The format is chosen by `format`, or by Accept.';

export function resultRoutes({ app }: DialectDeps): Route[] {
  const own = createOwnJobs(app, 'scrapethis', jobRefusals);
  return [
    route({
      method: 'get',
      path: '/jobs/:id/items',
      summary: 'What the job has found, in the order in which it was stored',
      description: OURS,
      query: itemsQuery,
      answers: {
        200: answer(itemsAnswer, 'Items after the cursor', NDJSON, CSV),
        ...ALWAYS,
        404: refusal('Job not found'),
      },
      handle: async (ctx, { params, query }) => {
        const { limit, cursor, format } = query();
        const job = await own.read(ctx, params.id);
        const after = numberAfter(cursor, 0);
        const range = { after, limit: limit ?? null };
        switch (format ?? formatOf(ctx)) {
          case 'ndjson':
            ctx.body = Readable.from(app.readItems.lines(job, range));
            ctx.type = NDJSON;
            break;
          case 'csv':
            ctx.body = Readable.from(app.readItems.csv(job, range));
            ctx.set('Content-Type', `${CSV}; charset=utf-8`);
            break;
          case 'json': {
            const most = limit ?? DEFAULT_ITEMS;
            const items = await app.readItems.page(job, after, most);
            const next = cursorFor(
              items.map(({ itemNo }) => itemNo),
              most,
            );
            // As they were stored: parsing them would only change how their numbers are written.
            ctx.body = `{"items":[${items.map(({ json }) => json).join(',')}],"next_cursor":${JSON.stringify(next)}}`;
            ctx.type = 'application/json';
          }
        }
        return ANSWERED;
      },
    }),

    route({
      method: 'get',
      path: '/jobs/:id/logs',
      summary: 'What the spider has printed and logged: the last 10,000 lines',
      description: OURS,
      query: logsQuery,
      answers: {
        200: answer(logsAnswer, 'Lines after the cursor', TEXT),
        ...ALWAYS,
        404: refusal('Job not found'),
      },
      handle: async (ctx, { params, query }) => {
        const { limit = DEFAULT_LINES, cursor, format } = query();
        const job = await own.read(ctx, params.id);
        const lines = await app.readLog(job, numberAfter(cursor, 0), limit);
        const next = cursorFor(
          lines.map(({ lineNo }) => lineNo),
          limit,
        );
        const shown = lines.map(({ at, level, message }) => ({ at: at.toISOString(), level, message }));
        const wanted = format ?? (ctx.accepts('application/json', TEXT) === TEXT ? 'text' : 'json');
        if (wanted === 'json') return { lines: shown, next_cursor: next };
        ctx.body = shown
          .map(({ at, level, message }) => `${at} ${level.toUpperCase()} ${message}\n`)
          .join('');
        return ANSWERED;
      },
    }),
  ];
}

function formatOf(ctx: Context): 'json' | 'ndjson' | 'csv' {
  const type = ctx.accepts('application/json', NDJSON, CSV);
  if (type === NDJSON) return 'ndjson';
  return type === CSV ? 'csv' : 'json';
}
