/** Room for the bodies of calls, taken before they are read and given back as soon as nobody needs them. */

import type { Middleware } from 'koa';
import type { Admission } from './admission.js';
import type { Context } from './context.js';

/** `limitBytes`: a body whose length is not told is taken to be as long as it may be. */
export function holdBody(admission: Pick<Admission, 'holdBody'>, limitBytes: number): Middleware {
  return async (ctx, next) => {
    const bytes = lengthOf(ctx.get('Content-Length'), ctx.get('Transfer-Encoding'), limitBytes);
    if (bytes === 0) {
      await next();
      return;
    }
    const giveBack = admission.holdBody(bytes);
    ctx.state['giveBodyBack'] = giveBack;
    try {
      await next();
    } finally {
      giveBack();
    }
  };
}

/** For a call that goes on without its body: what was read of it can be collected. */
export function dropBody(ctx: Context): void {
  const request = ctx.request as { body?: unknown; rawBody?: string | undefined };
  request.body = request.rawBody = undefined;
  (ctx.state as { giveBodyBack?: () => void }).giveBodyBack?.();
}

function lengthOf(length: string, encoding: string, limitBytes: number): number {
  if (encoding !== '') return limitBytes;
  // A longer one is refused before it is read.
  return /^\d+$/.test(length) ? Math.min(Number(length), limitBytes) : 0;
}
