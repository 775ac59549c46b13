/** Results of a job as a file: written while they are read, so that memory does not grow with the job. */

import { Readable } from 'node:stream';
import type { App } from '../../app/index.js';
import { csvRecord } from '../../core/csv.js';
import type { StoredPage } from '../../core/stored-page.js';
import { ANSWERED, bare, route, type Route } from '../route.js';
import { findJob, kept, toPageFilter } from './job-routes.js';
import { NOT_FOUND, REFUSED } from './refusals.js';
import { renderShownPage } from './render.js';
import { downloadQuery } from './schemas.js';

const WRITE_CHARS = 64 * 1024;
const TYPES = { json: 'application/json', ndjson: 'application/x-ndjson', csv: 'text/csv' } as const;

export function downloadRoute(app: Pick<App, 'console'>): Route {
  return route({
    method: 'get',
    path: '/jobs/:id/download',
    summary: 'Pages of a job as JSON, NDJSON or CSV, only those that the filter leaves',
    query: downloadQuery,
    answers: { 200: bare('The file'), ...REFUSED, ...NOT_FOUND },
    handle: async (ctx, { params, query }) => {
      const { job } = await kept(findJob(app, ctx, params.id));
      const { format, ...filter } = query();
      const pages = app.console.allPages(job, toPageFilter(filter));
      const fields = job.spec.schema.map(({ field }) => field);
      ctx.set('Content-Disposition', `attachment; filename="${job.id}.${format}"`);
      ctx.set('Cache-Control', 'no-store');
      ctx.type = TYPES[format];
      ctx.body = Readable.from(inPieces(WRITERS[format](pages, fields)), { objectMode: false });
      return ANSWERED;
    },
  });
}

type Writer = (pages: AsyncIterable<StoredPage>, fields: readonly string[]) => AsyncIterable<string>;

const WRITERS: Readonly<Record<keyof typeof TYPES, Writer>> = {
  async *json(pages) {
    let separator = '[\n';
    for await (const page of pages) {
      yield separator + recordOf(page);
      separator = ',\n';
    }
    yield separator === '[\n' ? '[]\n' : '\n]\n';
  },

  async *ndjson(pages) {
    for await (const page of pages) yield `${recordOf(page)}\n`;
  },

  async *csv(pages, fields) {
    yield csvRecord(['no', 'url', 'outcome', 'error_code', 'error_message', ...fields]);
    for await (const page of pages) {
      const { no, url, outcome, error, data } = shown(page);
      const values = fields.map((field) =>
        data !== null && Object.hasOwn(data, field) ? data[field] : null,
      );
      yield csvRecord([no, url, outcome, error?.code, error?.message, ...values]);
    }
  },
};

const shown = (page: StoredPage): ReturnType<typeof renderShownPage> =>
  renderShownPage({ ...page, finishedAt: null, crashes: 0, retries: 0 });

function recordOf(page: StoredPage): string {
  const { no, url, outcome, http_status, duration_ms, render_mode, error, data, evidence, warnings } =
    shown(page);
  const head = { no, url, outcome, http_status, duration_ms, render_mode };
  return JSON.stringify({
    ...head,
    ...(error === null ? { data, warnings } : { error }),
    ...(evidence === null ? {} : { evidence }),
  });
}

async function* inPieces(texts: AsyncIterable<string>): AsyncGenerator<string> {
  let gathered = '';
  for await (const text of texts) {
    gathered += text;
    if (gathered.length < WRITE_CHARS) continue;
    yield gathered;
    gathered = '';
  }
  if (gathered !== '') yield gathered;
}
