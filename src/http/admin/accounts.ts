/** Accounts, their keys and their ledger. */

import type { z } from 'zod';
import type { App } from '../../app/index.js';
import type { NewAccount } from '../../app/accounts.js';
import type { Account, AccountPatch } from '../../core/account.js';
import { CallRefused } from '../../core/failure.js';
import { answer, bare, json, route, type Route } from '../route.js';
import { keyFormOf, newKeyBody } from './keys.js';
import { INVALID, noAccount, NOT_FOUND } from './refusal.js';
import { renderAccount, renderKeys, renderLedger } from './render.js';
import {
  accountAnswer,
  accountPatchRequest,
  accountsAnswer,
  issuedKeyAnswer,
  keysAnswer,
  ledgerAnswer,
  newAccountRequest,
} from './schemas.js';

export function accountRoutes({ accounts }: Pick<App, 'accounts'>): Route[] {
  const show = async (account: Account): Promise<z.infer<typeof accountAnswer>> =>
    renderAccount(account, await accounts.usage(account));
  const find = async (id: string): Promise<Account> => (await accounts.get(id)) ?? noAccount();

  return [
    route({
      method: 'post',
      path: '/accounts',
      summary: 'Create an account',
      body: json(newAccountRequest),
      answers: { 201: answer(accountAnswer, 'The account'), ...INVALID },
      handle: async (_ctx, { body }) => show(await accounts.create(toNewAccount(body()))),
    }),

    route({
      method: 'get',
      path: '/accounts',
      summary: 'All accounts',
      answers: { 200: answer(accountsAnswer, 'The accounts') },
      handle: async () => ({ accounts: await Promise.all((await accounts.list()).map(show)) }),
    }),

    route({
      method: 'get',
      path: '/accounts/:id',
      summary: 'One account',
      answers: { 200: answer(accountAnswer, 'The account'), ...NOT_FOUND },
      handle: async (_ctx, { params }) => show(await find(params.id)),
    }),

    route({
      method: 'patch',
      path: '/accounts/:id',
      summary: 'Change an account, or top it up',
      body: json(accountPatchRequest),
      answers: { 200: answer(accountAnswer, 'The account'), ...INVALID, ...NOT_FOUND },
      handle: async (_ctx, { params, body }) =>
        show((await accounts.update(params.id, toPatch(body()))) ?? noAccount()),
    }),

    route({
      method: 'get',
      path: '/accounts/:id/ledger',
      summary: 'Every entry, oldest first',
      answers: { 200: answer(ledgerAnswer, 'The ledger'), ...NOT_FOUND },
      handle: async (_ctx, { params }) => renderLedger(await accounts.ledger(await find(params.id))),
    }),

    route({
      method: 'post',
      path: '/accounts/:id/keys',
      summary: 'Issue a key',
      body: newKeyBody,
      answers: { 201: answer(issuedKeyAnswer, 'The key, shown this once'), ...INVALID, ...NOT_FOUND },
      handle: async (_ctx, { params, body }) => {
        const account = await find(params.id);
        const { type, schema } = body();
        return accounts.issueKey(account, keyFormOf(type), schema);
      },
    }),

    route({
      method: 'get',
      path: '/accounts/:id/keys',
      summary: 'Keys of an account, masked',
      answers: { 200: answer(keysAnswer, 'The keys'), ...NOT_FOUND },
      handle: async (_ctx, { params }) => renderKeys(await accounts.keys(await find(params.id))),
    }),

    route({
      method: 'post',
      path: '/accounts/:id/webhook-secret',
      summary: 'Renew the secret that signs webhooks',
      answers: { 200: answer(accountAnswer, 'The account'), ...NOT_FOUND },
      handle: async (_ctx, { params }) => show((await accounts.renewWebhookSecret(params.id)) ?? noAccount()),
    }),

    route({
      method: 'delete',
      path: '/keys/:id',
      summary: 'Revoke a key',
      answers: { 204: bare('Revoked'), ...NOT_FOUND },
      handle: async (_ctx, { params }) => {
        if (await accounts.revokeKey(params.id)) return undefined;
        throw new CallRefused('NOT_FOUND', 'There is no live key with this id.');
      },
    }),
  ];
}

function toNewAccount(request: z.infer<typeof newAccountRequest>): NewAccount {
  return {
    name: request.name,
    plan: request.plan,
    monthlyQuota: request.monthly_quota,
    requestsPerMinute: request.requests_per_minute,
    prepaidBalance: request.prepaid_balance,
  };
}

function toPatch(request: z.infer<typeof accountPatchRequest>): AccountPatch {
  return {
    ...(request.plan === undefined ? {} : { plan: request.plan }),
    ...(request.monthly_quota === undefined ? {} : { monthlyQuota: request.monthly_quota }),
    ...(request.requests_per_minute === undefined ? {} : { requestsPerMinute: request.requests_per_minute }),
    ...(request.suspended === undefined ? {} : { suspended: request.suspended }),
    ...(request.add_prepaid === undefined ? {} : { addPrepaid: request.add_prepaid }),
  };
}
