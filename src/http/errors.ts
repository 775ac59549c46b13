/**
 * The outermost middleware: turns what was thrown into an answer in the shape of the API that was called. It writes the
 * body itself, since Koa drops headers on a throw, and the counters and X-Job-ID must stay.
 */

import type { Middleware, ParameterizedContext } from 'koa';
import { CallRefused, FAILURES, failure, type Failure } from '../core/failure.js';
import type { Log } from '../ports/log.js';
import { PartAway } from '../ports/part-away.js';

/** One API's error envelope. */
export type RenderRefusal = (reason: Failure) => object;

/** `renderFor` picks the envelope. */
export function errors(log: Log, renderFor: (ctx: ParameterizedContext) => RenderRefusal): Middleware {
  return async (ctx, next) => {
    try {
      await next();
      if (ctx.respond !== false && ctx.status === 404 && ctx.body === undefined) {
        throw new CallRefused('NOT_FOUND', `There is nothing at ${ctx.path}.`);
      }
    } catch (error) {
      if (ctx.headerSent) {
        // The head of a long answer is out and its connection closed; all that is left is to say so in the log.
        log.error(
          { err: error, requestId: ctx.state['requestId'] as string },
          'an answer could not be finished',
        );
        return;
      }
      const refused =
        error instanceof CallRefused ? error : unexpected(error, log, ctx.state['requestId'] as string);
      ctx.respond = true;
      ctx.status = FAILURES[refused.code].httpStatus;
      if (refused.retryAfterSecs !== undefined) ctx.set('Retry-After', String(refused.retryAfterSecs));
      ctx.body = renderFor(ctx)(failure(refused.code, refused.message));
    }
  };
}

/** A database or a Temporal server that restarts is back within about as long. */
const AWAY_RETRY_SECS = 5;

/** What went wrong stays in the log; the caller gets the id to ask about. */
function unexpected(error: unknown, log: Log, requestId: string): CallRefused {
  if (error instanceof PartAway) {
    log.warn({ err: error, requestId }, 'a call was refused, since a part of the service is away');
    return new CallRefused(
      'SERVICE_UNAVAILABLE',
      `At the moment ${error.message}: try again.`,
      AWAY_RETRY_SECS,
    );
  }
  log.error({ err: error, requestId }, 'a call failed unexpectedly');
  return new CallRefused('INTERNAL_ERROR', `Something went wrong on our side (request ${requestId}).`);
}
