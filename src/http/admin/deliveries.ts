/** The log of webhook deliveries and attempts, sending again, and the secret that signs them. */

import { z } from 'zod';
import type { App } from '../../app/index.js';
import { CallRefused } from '../../core/failure.js';
import { isJobId } from '../../core/job.js';
import { DELIVERY_STATES } from '../../core/webhook.js';
import type { Attempt, Delivery } from '../../core/delivery.js';
import { queryInteger } from '../query-number.js';
import { answer, route, type Route } from '../route.js';
import { INVALID, noAccount, NOT_FOUND } from './refusal.js';

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
  limit: queryInteger(1, MAX_LISTED).default(100),
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

export function deliveryRoutes({ accounts, deliveries }: Pick<App, 'accounts' | 'deliveries'>): Route[] {
  return [
    route({
      method: 'get',
      path: '/accounts/:id/deliveries',
      summary: 'Webhook deliveries of an account, newest first',
      query: deliveriesQuery,
      answers: { 200: answer(deliveriesAnswer, 'The deliveries'), ...INVALID, ...NOT_FOUND },
      handle: async (_ctx, { params, query }) => {
        const account = (await accounts.get(params.id)) ?? noAccount();
        const { job_id: jobId = null, state = null, after = null, limit } = query();
        const listed = await deliveries.list(account.id, { jobId, state, after, limit });
        return { deliveries: listed.map(renderDelivery) };
      },
    }),

    route({
      method: 'get',
      path: '/deliveries/:event',
      summary: 'A delivery with the log of its attempts',
      answers: { 200: answer(deliveryAnswer, 'The delivery'), ...NOT_FOUND },
      handle: async (_ctx, { params }) => {
        const found = await deliveries.read(eventId(params.event));
        if (found === null) throw noDelivery();
        return { ...renderDelivery(found.delivery), log: found.attempts.map(renderAttempt) };
      },
    }),

    route({
      method: 'post',
      path: '/deliveries/:event/replay',
      summary: 'Send a delivery again, now',
      answers: { 202: answer(deliveryAnswer.omit({ log: true }), 'The delivery, waiting'), ...NOT_FOUND },
      handle: async (_ctx, { params }) => {
        const replayed = await deliveries.replay(eventId(params.event));
        if (replayed === null) throw noDelivery();
        return renderDelivery(replayed);
      },
    }),

    route({
      method: 'post',
      path: '/jobs/:job/deliveries/replay',
      summary: 'Send all deliveries of a job again that failed or were stopped',
      answers: { 202: answer(replayAnswer, 'How many'), ...NOT_FOUND },
      handle: async (_ctx, { params }) => {
        const replayed = await deliveries.replayJob(params.job);
        if (replayed === null) throw new CallRefused('NOT_FOUND', 'There is no job with this id.');
        return { replayed };
      },
    }),
  ];
}

/** What cannot be an event's id exists as little as an unknown one. */
function eventId(text: string): string {
  if (!EVENT_ID.test(text)) throw noDelivery();
  return text;
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
