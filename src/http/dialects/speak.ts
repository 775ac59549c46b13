/** Every API of the gateway as middleware, behind the one choice between them. */

import type Router from '@koa/router';
import type { Middleware } from 'koa';
import type { DialectName } from '../../core/dialect.js';
import { CallRefused } from '../../core/failure.js';
import { keyHeadersOf } from '../credential.js';
import { createRouter, type RouteGroup } from '../route.js';
import { chooseDialect, type Choice } from './choose.js';
import { DIALECTS } from './index.js';

/** Leaves in `ctx.state.choice` which API the request speaks; null for what belongs to none. */
export function pickDialect(hosts: ReadonlyMap<string, DialectName>): Middleware {
  return async (ctx, next) => {
    const { method, path, host } = ctx;
    ctx.state['choice'] = chooseDialect({ method, path, host, ...keyHeadersOf(ctx) }, hosts);
    await next();
  };
}

/** Answers in the API that was chosen. The middleware carries its routers, for those who ask what is served. */
export function speakDialect(
  groups: Readonly<Record<DialectName, RouteGroup>>,
): Middleware & { readonly routers: readonly Router[] } {
  const routers = new Map(Object.entries(groups).map(([name, group]) => [name, createRouter(group)]));
  const handlers = new Map([...routers].map(([name, router]) => [name, handlersOf(router)]));
  const speak: Middleware = async (ctx, next) => {
    const { choice } = ctx.state as { choice: Choice | null };
    if (choice === null) {
      await next();
      return;
    }
    // Preflight requests were answered before this; they carry no key.
    if (choice.ambiguous !== null) throw twoKeys(choice.ambiguous);
    const { answer, refuseMethod } = handlers.get(choice.dialect) as Handlers;
    await answer(ctx, async () => void (await refuseMethod(ctx, next)));
  };
  return Object.assign(speak, { routers: [...routers.values()] });
}

function twoKeys(names: readonly DialectName[]): CallRefused {
  const ways = names.map((name) => `${DIALECTS[name].credential.sent} for ${DIALECTS[name].title}`);
  return new CallRefused('INVALID_REQUEST', `Send one key: ${ways.join(', or ')}.`);
}

interface Handlers {
  readonly answer: Middleware;
  readonly refuseMethod: Middleware;
}

function handlersOf(router: Router): Handlers {
  const refuse = (): CallRefused =>
    new CallRefused('METHOD_NOT_ALLOWED', 'This path does not take this method.');
  return {
    answer: router.routes() as Middleware,
    refuseMethod: router.allowedMethods({
      throw: true,
      methodNotAllowed: refuse,
      notImplemented: refuse,
    }) as Middleware,
  };
}
