/** Every API of the gateway, behind the one choice between them. */

import type Router from '@koa/router';
import type { Middleware } from 'koa';
import type { DialectName } from '../../core/dialect.js';
import { CallRefused } from '../../core/failure.js';
import { chooseDialect, type Choice } from './choose.js';
import type { Dialect, DialectDeps } from './dialect.js';
import { createRunoRouter } from './runo/index.js';
import { renderRefusal as renderRunoRefusal } from './runo/render.js';
import { createScrapeThisRouter } from './scrapethis/index.js';
import { renderRefusal as renderScrapeThisRefusal } from './scrapethis/render.js';
import { createScrpyRouter } from './scrpy/index.js';
import { renderRefusal as renderScrpyRefusal } from './scrpy/render.js';

type Handlers = readonly [Middleware, Middleware];

export type Dialects = Readonly<Record<DialectName, Dialect>>;

export function createDialects(deps: DialectDeps): Dialects {
  return {
    runo: { router: createRunoRouter(deps), renderRefusal: renderRunoRefusal },
    scrapethis: { router: createScrapeThisRouter(deps), renderRefusal: renderScrapeThisRefusal },
    scrpy: { router: createScrpyRouter(deps), renderRefusal: renderScrpyRefusal },
  };
}

/** Leaves in `ctx.state.choice` which API the request speaks; null for what belongs to none. */
export function pickDialect(hosts: ReadonlyMap<string, DialectName>): Middleware {
  return async (ctx, next) => {
    const { method, path, host } = ctx;
    const [apiKey, authorization] = [ctx.get('X-API-Key'), ctx.get('Authorization')];
    ctx.state['choice'] = chooseDialect({ method, path, host, apiKey, authorization }, hosts);
    await next();
  };
}

/** Answers in the API that was chosen. */
export function speakDialect(dialects: Dialects): Middleware {
  const handlers = new Map<string, Handlers>(
    Object.entries(dialects).map(([name, { router }]) => [
      name,
      [router.routes() as Middleware, methods(router)],
    ]),
  );
  return async (ctx, next) => {
    const { choice } = ctx.state as { choice: Choice | null };
    if (choice === null) {
      await next();
      return;
    }
    // Preflight requests were answered before this; they carry no key.
    if (choice.ambiguous)
      throw new CallRefused(
        'INVALID_REQUEST',
        'Send one key: in X-API-Key for Runo, or as Authorization: Bearer for Scrpy.',
      );
    const [routes, allowed] = handlers.get(choice.dialect) as Handlers;
    await routes(ctx, async () => void (await allowed(ctx, next)));
  };
}

function methods(router: Router): Middleware {
  const refuse = (): CallRefused =>
    new CallRefused('METHOD_NOT_ALLOWED', 'This path does not take this method.');
  return router.allowedMethods({
    throw: true,
    methodNotAllowed: refuse,
    notImplemented: refuse,
  }) as Middleware;
}
