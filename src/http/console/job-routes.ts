/** Jobs of the account in the console, whichever API they were made through. */

import type { z } from 'zod';
import type { App } from '../../app/index.js';
import type { JobsFilter, ShownJob } from '../../app/console.js';
import { CallRefused } from '../../core/failure.js';
import type { PageFilter } from '../../core/job-view.js';
import { isSpiderJob } from '../../core/job.js';
import type { Context } from '../context.js';
import { jobExpired, jobNotFound } from '../refusals.js';
import { answer, route, type Route } from '../route.js';
import { cursorAfter, readCursor } from './cursor.js';
import { REFUSED, NOT_FOUND, requireCaller } from './refusals.js';
import { renderEntries, renderRow, renderShownPage, renderView } from './render.js';
import {
  accountQuery,
  askedAnswer,
  askedQuery,
  jobAnswer,
  jobsAnswer,
  jobsQuery,
  jobView,
  pageAnswer,
  pagesAnswer,
  pagesQuery,
} from './schemas.js';

export interface JobRoutesDeps {
  readonly app: Pick<App, 'console' | 'cancelJob'>;
  readonly workflowsUrl: string | null;
}

export function jobRoutes({ app, workflowsUrl }: JobRoutesDeps): Route[] {
  const find = (ctx: Context, id: string): Promise<ShownJob> => findJob(app, ctx, id);
  return [
    route({
      method: 'get',
      path: '/jobs',
      summary: 'Jobs of the account, newest first, whichever API made them',
      query: jobsQuery,
      answers: { 200: answer(jobsAnswer, 'A page of the list'), ...REFUSED },
      handle: async (ctx, { query }) => {
        const { account } = requireCaller(ctx);
        const { limit, ...asked } = query();
        const jobs = await app.console.jobs(account, toJobsFilter(asked), limit);
        return { jobs: jobs.map(renderView), next_cursor: cursorAfter(jobs, limit) };
      },
    }),

    route({
      method: 'get',
      path: '/jobs/:id',
      summary: 'One job with its ledger lines',
      query: accountQuery,
      answers: { 200: answer(jobAnswer, 'The job'), ...REFUSED, ...NOT_FOUND },
      handle: async (ctx, { params }) => {
        const { view, job, ledger, isExpired } = await find(ctx, params.id);
        const hasFields = !isSpiderJob(job);
        return {
          ...renderView(view),
          reason: job.reason,
          schema: hasFields ? [...(job.spec.schema as z.infer<typeof jobAnswer>['schema'])] : [],
          expires_at: job.expiresAt?.toISOString() ?? null,
          expired: isExpired,
          ledger: renderEntries(ledger),
          workflow_url: workflowsUrl === null ? null : `${workflowsUrl}/${job.id}`,
        };
      },
    }),

    route({
      method: 'get',
      path: '/jobs/:id/asked',
      summary: 'The call that makes such a job again',
      query: askedQuery,
      answers: { 200: answer(askedAnswer, 'The call; null where none does'), ...REFUSED, ...NOT_FOUND },
      handle: async (ctx, { params, query }) => {
        const { key } = requireCaller(ctx);
        const { job } = await kept(find(ctx, params.id));
        const call = await app.console.asked(job, query().only === 'failed', key.schema !== null);
        if (call === null) return { call: null };
        const { keyHeader, leftOut, ...rest } = call;
        return { call: { ...rest, key_header: keyHeader, left_out: [...leftOut] } };
      },
    }),

    route({
      method: 'post',
      path: '/jobs/:id/cancel',
      summary: 'Cancel a job, whichever API made it',
      answers: { 200: answer(jobView, 'The job, being cancelled or ended'), ...REFUSED, ...NOT_FOUND },
      handle: async (ctx, { params }) => {
        const { job } = await find(ctx, params.id);
        const { account } = requireCaller(ctx);
        const found = await app.cancelJob({ account, dialect: job.dialect }, job.id);
        if (found.kind === 'foreign' || found.kind === 'unknown') throw jobNotFound();
        return renderView((await find(ctx, params.id)).view);
      },
    }),

    route({
      method: 'get',
      path: '/jobs/:id/pages',
      summary: 'Pages of a job in order, as a table shows them',
      query: pagesQuery,
      answers: { 200: answer(pagesAnswer, 'Some of them'), ...REFUSED, ...NOT_FOUND },
      handle: async (ctx, { params, query }) => {
        const { job } = await kept(find(ctx, params.id));
        const { after, limit, ...asked } = query();
        const pages = await app.console.pages(job, toPageFilter(asked), after, limit);
        const next = pages.length < limit ? null : (pages.at(-1)?.pageNo ?? null);
        return { pages: pages.map(renderRow), next_after: next };
      },
    }),

    route({
      method: 'get',
      path: '/jobs/:id/pages/:no',
      summary: 'One page with its values and what they rest on',
      query: accountQuery,
      answers: { 200: answer(pageAnswer, 'The page'), ...REFUSED, ...NOT_FOUND },
      handle: async (ctx, { params }) => {
        const { job } = await kept(find(ctx, params.id));
        const page = /^\d{1,9}$/.test(params.no) ? await app.console.page(job, Number(params.no)) : null;
        if (page === null) throw new CallRefused('NOT_FOUND', 'The job has no page with this number.');
        return renderShownPage(page);
      },
    }),
  ];
}

/** The caller's own job: another account's is as unknown as one that never was. */
export async function findJob(app: Pick<App, 'console'>, ctx: Context, id: string): Promise<ShownJob> {
  const found = await app.console.job(requireCaller(ctx).account, id);
  if (found === null) throw jobNotFound();
  return found;
}

/** Refuses with JOB_EXPIRED when the results are over. */
export async function kept(found: Promise<ShownJob>): Promise<ShownJob> {
  const shown = await found;
  if (shown.isExpired) throw jobExpired(shown.job);
  return shown;
}

function toJobsFilter(asked: Omit<z.infer<typeof jobsQuery>, 'limit'>): JobsFilter {
  return {
    standing: asked.standing ?? null,
    kind: asked.kind ?? null,
    dialect: asked.api ?? null,
    text: orNull(asked.text),
    since: asked.since === undefined ? null : new Date(asked.since),
    before: asked.cursor === undefined ? null : readCursor(asked.cursor),
  };
}

export function toPageFilter(asked: Pick<z.infer<typeof pagesQuery>, 'outcome' | 'text'>): PageFilter {
  return { outcome: asked.outcome ?? null, text: orNull(asked.text) };
}

function orNull(text: string | undefined): string | null {
  return text === undefined || text === '' ? null : text;
}
