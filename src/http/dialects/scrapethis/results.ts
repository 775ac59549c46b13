/** What a job's spider has found and said: paths of our own, as ScrapeThis documents none (section 8). */

import type Router from '@koa/router';
import { Readable } from 'node:stream';
import { itemsAsCsv, itemsAsLines } from '../../../app/read-items.js';
import type { Job } from '../../../core/job.js';
import { callerOf, idOf, type Context } from '../../context.js';
import { cursorFor, numberAfter } from '../../cursor.js';
import { validate } from '../../validate.js';
import type { DialectDeps } from '../dialect.js';
import { DEFAULT_ITEMS, DEFAULT_LINES, itemsQuery, logsQuery } from './schemas.js';

const NDJSON = 'application/x-ndjson';
const CSV = 'text/csv';

export function resultRoutes(router: Router, { app, store }: DialectDeps): void {
  const jobOf = (ctx: Context): Promise<Job> => app.readSpiderJob(callerOf(ctx).account, idOf(ctx));

  router.get('/jobs/:id/items', async (ctx: Context) => {
    const { limit, cursor, format } = validate(itemsQuery, ctx.query);
    const job = await jobOf(ctx);
    const after = numberAfter(cursor, 0);
    const range = { after, limit: limit ?? null };
    switch (format ?? formatOf(ctx)) {
      case 'ndjson':
        ctx.body = Readable.from(itemsAsLines(store, job, range));
        ctx.type = NDJSON;
        return;
      case 'csv':
        ctx.body = Readable.from(itemsAsCsv(store, job, range));
        ctx.set('Content-Type', `${CSV}; charset=utf-8`);
        return;
      case 'json': {
        const most = limit ?? DEFAULT_ITEMS;
        const items = await store.items.read(job.id, after, most);
        const next = cursorFor(
          items.map(({ itemNo }) => itemNo),
          most,
        );
        // As they were stored: parsing them would only change how their numbers are written.
        ctx.body = `{"items":[${items.map(({ json }) => json).join(',')}],"next_cursor":${JSON.stringify(next)}}`;
        ctx.type = 'application/json';
      }
    }
  });

  router.get('/jobs/:id/logs', async (ctx: Context) => {
    const { limit = DEFAULT_LINES, cursor, format } = validate(logsQuery, ctx.query);
    const job = await jobOf(ctx);
    const lines = await store.logs.read(job.id, numberAfter(cursor, 0), limit);
    const next = cursorFor(
      lines.map(({ lineNo }) => lineNo),
      limit,
    );
    const shown = lines.map(({ at, level, message }) => ({ at: at.toISOString(), level, message }));
    const wanted =
      format ?? (ctx.accepts('application/json', 'text/plain') === 'text/plain' ? 'text' : 'json');
    if (wanted === 'json') ctx.body = { lines: shown, next_cursor: next };
    else
      ctx.body = shown.map(({ at, level, message }) => `${at} ${level.toUpperCase()} ${message}\n`).join('');
  });
}

function formatOf(ctx: Context): 'json' | 'ndjson' | 'csv' {
  const type = ctx.accepts('application/json', NDJSON, CSV);
  if (type === NDJSON) return 'ndjson';
  return type === CSV ? 'csv' : 'json';
}
