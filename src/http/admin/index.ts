/** The operator's API under `/admin`, behind the admin token. */

import Router from '@koa/router';
import type { Middleware } from 'koa';
import type { App } from '../../app/index.js';
import { CallRefused, type Failure } from '../../core/failure.js';
import type { Account, AccountPatch } from '../../core/account.js';
import type { Store } from '../../ports/store/index.js';
import { jsonBody } from '../body.js';
import { idOf, type Context } from '../context.js';
import { validate } from '../validate.js';
import { addDeliveryRoutes } from './deliveries.js';
import { renderAccount, renderKeys, renderLedger } from './render.js';
import { accountPatchRequest, anyObject, newAccountRequest, newKeyRequest } from './schemas.js';
import { isAdmin } from './token.js';

const MAX_BODY_BYTES = 1024 * 1024;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export interface AdminDeps {
  readonly app: App;
  readonly store: Store;
  readonly adminToken: string;
}

export function renderAdminRefusal({ code, message }: Failure): object {
  return { error: { code, message } };
}

export function createAdminRouter({ app, store, adminToken }: AdminDeps): Router {
  const router = new Router({ prefix: '/admin' });
  router.use(requireToken(adminToken), jsonBody(MAX_BODY_BYTES));

  // Ids are UUIDs; anything else exists as little as an unknown one, and may be text that cannot be asked for.
  router.param('id', (id, _ctx, next) => {
    if (!UUID.test(id)) throw new CallRefused('NOT_FOUND', 'There is nothing with this id.');
    return next();
  });

  const show = async (account: Account): Promise<object> =>
    renderAccount(account, await store.accounts.usage(account.id, new Date()));

  router.post('/accounts', async (ctx: Context) => {
    const request = validate(newAccountRequest, ctx.request.body);
    const account = await app.accounts.create({
      name: request.name,
      plan: request.plan,
      monthlyQuota: request.monthly_quota,
      requestsPerMinute: request.requests_per_minute,
      prepaidBalance: request.prepaid_balance,
    });
    ctx.status = 201;
    ctx.body = await show(account);
  });

  router.get('/accounts', async (ctx: Context) => {
    const accounts = await store.accounts.list();
    ctx.body = { accounts: await Promise.all(accounts.map(show)) };
  });

  router.get('/accounts/:id', async (ctx: Context) => {
    ctx.body = await show(await accountOf(store, ctx));
  });

  router.patch('/accounts/:id', async (ctx: Context) => {
    const request = validate(accountPatchRequest, ctx.request.body);
    const patch: AccountPatch = {
      ...(request.plan === undefined ? {} : { plan: request.plan }),
      ...(request.monthly_quota === undefined ? {} : { monthlyQuota: request.monthly_quota }),
      ...(request.requests_per_minute === undefined
        ? {}
        : { requestsPerMinute: request.requests_per_minute }),
      ...(request.suspended === undefined ? {} : { suspended: request.suspended }),
      ...(request.add_prepaid === undefined ? {} : { addPrepaid: request.add_prepaid }),
    };
    ctx.body = await show((await app.accounts.update(idOf(ctx), patch)) ?? noAccount());
  });

  router.get('/accounts/:id/ledger', async (ctx: Context) => {
    const account = await accountOf(store, ctx);
    ctx.body = renderLedger(await store.accounts.ledger(account.id));
  });

  router.post('/accounts/:id/keys', async (ctx: Context) => {
    const account = await accountOf(store, ctx);
    const body = validate(anyObject, ctx.request.body ?? {});
    const request = validate(newKeyRequest, 'type' in body ? body : { ...body, type: 'dynamic' });
    ctx.status = 201;
    ctx.body = await app.accounts.issueKey(account, request);
  });

  router.get('/accounts/:id/keys', async (ctx: Context) => {
    const account = await accountOf(store, ctx);
    ctx.body = renderKeys(await store.accounts.keys(account.id));
  });

  router.post('/accounts/:id/webhook-secret', async (ctx: Context) => {
    ctx.body = await show((await app.accounts.renewWebhookSecret(idOf(ctx))) ?? noAccount());
  });

  addDeliveryRoutes(router, { app, store }, async (ctx) => (await accountOf(store, ctx)).id);

  router.delete('/keys/:id', async (ctx: Context) => {
    if (!(await store.accounts.revokeKey(idOf(ctx), new Date()))) {
      throw new CallRefused('NOT_FOUND', 'There is no live key with this id.');
    }
    ctx.status = 204;
  });

  return router;
}

function requireToken(token: string): Middleware {
  return async (ctx, next) => {
    if (!isAdmin(ctx.get('Authorization'), token)) {
      throw new CallRefused('UNAUTHORIZED', 'Send the admin token: Authorization: Bearer <ADMIN_TOKEN>.');
    }
    await next();
  };
}

async function accountOf(store: Store, ctx: Context): Promise<Account> {
  return (await store.accounts.get(idOf(ctx))) ?? noAccount();
}

function noAccount(): never {
  throw new CallRefused('NOT_FOUND', 'There is no account with this id.');
}
