/** The log of webhook deliveries and attempts, sending again, and the secret that signs them. */

import type Router from '@koa/router';
import { z } from 'zod';
import type { App } from '../../app/index.js';
import { CallRefused } from '../../core/failure.js';
import { isJobId } from '../../core/job.js';
import { DELIVERY_STATES } from '../../core/webhook.js';
import type { Attempt, Delivery } from '../../core/delivery.js';
import type { Store } from '../../ports/store/index.js';
import { type Context } from '../context.js';
import { validate } from '../validate.js';

const EVENT_ID = /^evt_[A-Za-z0-9]{1,100}$/;
const MAX_LISTED = 1_000;

export const deliveriesQuery = z.object({
  job_id: z.string().refine(isJobId, 'is no job id').optional(),
  state: z.enum(DELIVERY_STATES).optional(),
  after: z
    .string()
    .regex(EVENT_ID, 'is no event id')
    .optional()
    .meta({ description: 'The last id of the page before.' }),
  limit: z.coerce.number('must be a number').int('must be an integer').min(1).max(MAX_LISTED).default(100),
});

const delivery = z
  .object({
    id: z.string().meta({ description: 'The event id, the same through all attempts.' }),
    job_id: z.string(),
    account_id: z.string(),
    kind: z.enum(['page', 'job']),
    page_no: z.int().nullable(),
    state: z.enum(DELIVERY_STATES),
    attempts: z.int(),
    created_at: z.string(),
    next_attempt_at: z.string().nullable(),
    ended_at: z.string().nullable(),
  })
  .meta({ id: 'Delivery' });

export const deliveriesAnswer = z.object({ deliveries: z.array(delivery) }).meta({ id: 'Deliveries' });

export const deliveryAnswer = delivery
  .extend({
    log: z.array(
      z.object({
        at: z.string(),
        duration_ms: z.int(),
        status: z.int().nullable(),
        error: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'DeliveryWithLog' });

export const replayAnswer = z.object({ replayed: z.int() }).meta({ id: 'Replayed' });

export interface DeliveryRouteDeps {
  readonly app: Pick<App, 'replay'>;
  readonly store: Pick<Store, 'deliveries' | 'jobs'>;
}

/** Adds the routes to the admin router, behind its token. `accountIdOf` refuses unknown accounts. */
export function addDeliveryRoutes(
  router: Router,
  { app, store }: DeliveryRouteDeps,
  accountIdOf: (ctx: Context) => Promise<string>,
): void {
  router.get('/accounts/:id/deliveries', async (ctx: Context) => {
    const accountId = await accountIdOf(ctx);
    const { job_id: jobId = null, state = null, after = null, limit } = validate(deliveriesQuery, ctx.query);
    const listed = await store.deliveries.list(accountId, { jobId, state, after, limit });
    ctx.body = { deliveries: listed.map(renderDelivery) };
  });

  router.get('/deliveries/:event', async (ctx: Context) => {
    const found = await store.deliveries.get(eventOf(ctx));
    if (found === null) throw noDelivery();
    ctx.body = {
      ...renderDelivery(found),
      log: (await store.deliveries.attempts(found.id)).map(renderAttempt),
    };
  });

  router.post('/deliveries/:event/replay', async (ctx: Context) => {
    const replayed = await app.replay.one(eventOf(ctx));
    if (replayed === null) throw noDelivery();
    ctx.status = 202;
    ctx.body = renderDelivery(replayed);
  });

  router.post('/jobs/:job/deliveries/replay', async (ctx: Context) => {
    const { job } = ctx['params'] as { job: string };
    if (!isJobId(job) || (await store.jobs.get(job)) === null)
      throw new CallRefused('NOT_FOUND', 'There is no job with this id.');
    ctx.status = 202;
    ctx.body = { replayed: await app.replay.job(job) };
  });
}

/** What cannot be an event's id exists as little as an unknown one. */
function eventOf(ctx: Context): string {
  const { event } = ctx['params'] as { event: string };
  if (!EVENT_ID.test(event)) throw noDelivery();
  return event;
}

function noDelivery(): CallRefused {
  return new CallRefused('NOT_FOUND', 'There is no delivery with this id.');
}

function renderDelivery(of: Delivery): z.infer<typeof delivery> {
  return {
    id: of.id,
    job_id: of.jobId,
    account_id: of.accountId,
    kind: of.kind,
    page_no: of.pageNo,
    state: of.state,
    attempts: of.attempts,
    created_at: of.createdAt.toISOString(),
    next_attempt_at: of.state === 'waiting' ? of.nextAt.toISOString() : null,
    ended_at: of.endedAt?.toISOString() ?? null,
  };
}

function renderAttempt({
  at,
  durationMs,
  status,
  error,
}: Attempt): z.infer<typeof deliveryAnswer>['log'][number] {
  return { at: at.toISOString(), duration_ms: durationMs, status, error };
}
