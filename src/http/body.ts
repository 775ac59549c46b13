/** Reading JSON bodies, bounded in size, whatever Content-Type the caller forgot to send. */

import { bodyParser } from '@koa/bodyparser';
import type { Middleware } from 'koa';
import { CallRefused } from '../core/failure.js';

/** `limitBytes`: a longer body is refused with BODY_TOO_LARGE before it is read to the end. */
export function jsonBody(limitBytes: number): Middleware {
  return bodyParser({
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
}
