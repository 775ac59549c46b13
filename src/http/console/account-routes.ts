/** What the account of the console has used, and its ledger. */

import type { App } from '../../app/index.js';
import { renderAccount } from '../admin/render.js';
import { answer, route, type Route } from '../route.js';
import { REFUSED, requireCaller } from './refusals.js';
import { renderEntries } from './render.js';
import { ledgerAnswer, ledgerQuery, usageAnswer, usageQuery } from './schemas.js';

export function accountRoutes(app: Pick<App, 'console'>): Route[] {
  return [
    route({
      method: 'get',
      path: '/usage',
      summary: 'The month, prepaid units and the last days of the account',
      query: usageQuery,
      answers: { 200: answer(usageAnswer, 'What was used'), ...REFUSED },
      handle: async (ctx, { query }) => {
        const { account, usage } = requireCaller(ctx);
        const { id, name, plan, monthly, prepaid_balance, requests_per_minute } = renderAccount(
          account,
          usage,
        );
        const days = await app.console.usePerDay(account, query().days);
        return { account: { id, name, plan }, monthly, prepaid_balance, requests_per_minute, days };
      },
    }),

    route({
      method: 'get',
      path: '/ledger',
      summary: 'The ledger of the account, newest entries first',
      query: ledgerQuery,
      answers: { 200: answer(ledgerAnswer, 'Some entries'), ...REFUSED },
      handle: async (ctx, { query }) => {
        const { account } = requireCaller(ctx);
        const { before = null, limit } = query();
        const entries = await app.console.ledger(account, before, limit);
        const next = entries.length < limit ? null : (entries.at(-1)?.id ?? null);
        return { entries: renderEntries(entries), next_before: next };
      },
    }),
  ];
}
