/** Reading JSON bodies, bounded in size and depth, whatever Content-Type the caller forgot to send. */

import { bodyParser } from '@koa/bodyparser';
import type { Middleware } from 'koa';
import { CallRefused } from '../core/failure.js';
import type { Admission } from './admission.js';
import { holdBody } from './hold-body.js';

/** No call needs more; what walks a body by recursion would run out of stack at some thousands. */
const MAX_DEPTH = 50;

/**
 * `limitBytes`: a longer body is refused with BODY_TOO_LARGE before it is read to the end. One for which there is no room
 * is refused before it is read at all, unless there is no `admission`.
 */
export function jsonBody(limitBytes: number, admission: Pick<Admission, 'holdBody'> | null): Middleware {
  if (admission === null) return readJson(limitBytes);
  const hold = holdBody(admission, limitBytes);
  const read = readJson(limitBytes);
  return async (ctx, next) => {
    await hold(ctx, async () => void (await read(ctx, next)));
  };
}

function readJson(limitBytes: number): Middleware {
  const parse = bodyParser({
    enableTypes: ['json'],
    detectJSON: () => true,
    jsonLimit: limitBytes,
    jsonStrict: false,
    onError: (error) => {
      if ((error as Error & { status?: number }).status === 413) {
        throw new CallRefused('BODY_TOO_LARGE', `The body must not be larger than ${limitBytes} bytes.`);
      }
      throw new CallRefused('INVALID_REQUEST', 'The body is not valid JSON.');
    },
  });
  return (ctx, next) =>
    parse(ctx, () => {
      const { request } = ctx;
      if (request.rawBody === '') request.body = undefined;
      if (isDeeperThan(MAX_DEPTH, request.body)) {
        throw new CallRefused(
          'INVALID_REQUEST',
          `The body must not be nested deeper than ${MAX_DEPTH} levels.`,
        );
      }
      return next();
    });
}

function isDeeperThan(levels: number, value: unknown): boolean {
  if (value === null || typeof value !== 'object') return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeperThan(levels - 1, inner));
}
