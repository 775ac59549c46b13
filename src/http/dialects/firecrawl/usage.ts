/** What an account has left, and what it has under way. */

import { z } from 'zod';
import type { Account, Usage } from '../../../core/account.js';
import type { App } from '../../../app/index.js';
import { monthEnd } from '../../../core/calendar.js';
import { DEFAULT_CONCURRENCY } from '../../../core/chunk-plan.js';
import { monthlyLimit, PLANS } from '../../../core/plans.js';
import { callerOf } from '../../context.js';
import { answer, route, type Route } from '../../route.js';
import { createOwnJobs } from '../own-jobs.js';
import { JOB_REFUSED } from './answers.js';
import { jobRefusals } from './refusals.js';

/** Stands for no limit: the clients want an integer. */
const UNLIMITED = 999_999_999;

const creditsAnswer = z
  .object({
    success: z.literal(true),
    data: z.object({
      remainingCredits: z.int(),
      planCredits: z.int(),
      billingPeriodStart: z.string(),
      billingPeriodEnd: z.string(),
    }),
  })
  .meta({ id: 'FirecrawlCredits' });
const tokensAnswer = z
  .object({ success: z.literal(true), data: z.object({ remainingTokens: z.int(), planTokens: z.int() }) })
  .meta({ id: 'FirecrawlTokens' });
const concurrencyAnswer = z
  .object({ success: z.literal(true), concurrency: z.int(), maxConcurrency: z.int() })
  .meta({ id: 'FirecrawlConcurrency' });
const queueAnswer = z
  .object({
    success: z.literal(true),
    jobsInQueue: z.int(),
    activeJobsInQueue: z.int(),
    waitingJobsInQueue: z.int(),
    maxConcurrency: z.int(),
    mostRecentSuccess: z.string().nullable(),
  })
  .meta({ id: 'FirecrawlQueue' });

const REFUSED = { 401: JOB_REFUSED[401] };

export function usageRoutes(app: App): Route[] {
  const own = createOwnJobs(app, 'firecrawl', jobRefusals);
  return [
    route({
      method: 'get',
      path: '/team/credit-usage',
      summary: 'The units that the account has left',
      answers: { 200: answer(creditsAnswer, 'Those of the month and prepaid ones together'), ...REFUSED },
      handle: (ctx) => {
        const { account, usage } = callerOf(ctx);
        return { success: true, data: creditsOf(account, usage) };
      },
    }),
    route({
      method: 'get',
      path: '/team/token-usage',
      summary: 'Tokens of models: nothing is counted in them here',
      answers: { 200: answer(tokensAnswer, 'Zero'), ...REFUSED },
      handle: () => ({ success: true, data: { remainingTokens: 0, planTokens: 0 } }),
    }),
    route({
      method: 'get',
      path: '/concurrency-check',
      summary: 'How many jobs run',
      answers: { 200: answer(concurrencyAnswer, 'Jobs of this API that have not ended'), ...REFUSED },
      handle: async (ctx) => {
        const running = await app.listJobs.running(own.scopeOf(ctx));
        return { success: true, concurrency: running.length, maxConcurrency: DEFAULT_CONCURRENCY };
      },
    }),
    route({
      method: 'get',
      path: '/team/queue-status',
      summary: 'How many jobs wait and run',
      answers: { 200: answer(queueAnswer, 'Jobs of this API that have not ended'), ...REFUSED },
      handle: async (ctx) => {
        const jobs = await app.listJobs.running(own.scopeOf(ctx));
        const waiting = jobs.filter(({ state }) => state === 'queued').length;
        return {
          success: true,
          jobsInQueue: jobs.length,
          activeJobsInQueue: jobs.length - waiting,
          waitingJobsInQueue: waiting,
          maxConcurrency: DEFAULT_CONCURRENCY,
          mostRecentSuccess: await lastSuccess(app, own.scopeOf(ctx)),
        };
      },
    }),
  ];
}

async function lastSuccess(app: App, scope: Parameters<App['listJobs']['page']>[0]): Promise<string | null> {
  const { jobs } = await app.listJobs.page(scope, { standing: 'completed', limit: 1, offset: 0 });
  return jobs[0]?.finishedAt?.toISOString() ?? null;
}

function creditsOf(account: Account, usage: Usage): z.infer<typeof creditsAnswer>['data'] {
  const plan = monthlyLimit(account.plan, account);
  const prepaid = PLANS[account.plan].overage ? account.prepaidBalance : 0;
  return {
    remainingCredits: plan === null ? UNLIMITED : Math.max(0, plan - usage.monthUsed) + prepaid,
    planCredits: plan ?? UNLIMITED,
    billingPeriodStart: `${usage.month}-01T00:00:00.000Z`,
    billingPeriodEnd: monthEnd(usage.month).toISOString(),
  };
}
