/** What a gateway has: the use cases, and every API over them. */

import { createAccountsApp } from '../app/accounts.js';
import type { App } from '../app/index.js';
import { createMakeBackup } from '../app/make-backup.js';
import { createGateway } from '../http/server.js';
import type { HealthDeps } from '../http/health.js';
import type { Base } from './base.js';
import { composeDisk } from './disk.js';
import { composeJobsApp } from './jobs.js';
import { composeSpidersApp } from './spiders.js';
import { composeWebhooksApp } from './webhooks.js';

/** The use cases, built once for a process whatever it does: a worker starts scheduled jobs by them too. */
export function composeApp(base: Base): App {
  const jobs = composeJobsApp(base);
  return {
    accounts: createAccountsApp(base),
    ...jobs,
    ...composeSpidersApp(base, jobs.submitJob),
    ...composeWebhooksApp(base),
    makeBackup: createMakeBackup(base.backups, base.log),
  };
}

export function composeGateway(base: Base, app: App, health: HealthDeps) {
  const { config, log } = base;
  const { maxBatchUrls, maxCrawlPages, publicUrl, dialectHosts, allowList, gateway: limits } = config;
  const bounds = { maxBatchUrls, maxCrawlPages, publicUrl, dialectHosts, allowList, limits };
  return createGateway({ ...health, ...bounds, log, app, disk: composeDisk(base) });
}
