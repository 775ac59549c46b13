/** The account of the very first start, so that the printed curl works at once. */

import type { AccountsApp } from './app/accounts.js';
import { DYNAMIC_KEY } from './http/dialects/runo/keys.js';
import { SPIDER_KEY } from './http/dialects/scrapethis/keys.js';
import type { Store } from './ports/store/index.js';

export interface DemoKeys {
  readonly dynamic: string;
  readonly spider: string;
}

/** Creates the demo account in a database without accounts and returns its keys; null when there are accounts. */
export async function createDemoAccount(accounts: AccountsApp, store: Store): Promise<DemoKeys | null> {
  if ((await store.accounts.count()) > 0) return null;
  const account = await accounts.create({
    name: 'demo',
    plan: 'unlimited',
    monthlyQuota: null,
    requestsPerMinute: null,
    prepaidBalance: 0,
  });
  const dynamic = await accounts.issueKey(account, DYNAMIC_KEY);
  const spider = await accounts.issueKey(account, SPIDER_KEY);
  return { dynamic: dynamic.key, spider: spider.key };
}
