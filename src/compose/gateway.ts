/** What a gateway has: the use cases, and every API over them. */

import { createAccountsApp } from '../app/accounts.js';
import type { App } from '../app/index.js';
import { createConsoleApp } from '../app/console.js';
import { createConsoleFeed } from '../app/console-feed.js';
import { createConsoleSessions } from '../app/console-sessions.js';
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
    console: createConsoleApp({ ...base, maxUrls: base.config.maxBatchUrls }),
  };
}

/** @param temporalUi that of the embedded server; null where it is not known. */
export function composeGateway(base: Base, app: App, health: HealthDeps, temporalUi: string | null) {
  const { config, log, store, now } = base;
  const { maxBatchUrls, maxCrawlPages, publicUrl, dialectHosts, allowList, gateway: limits } = config;
  const bounds = { maxBatchUrls, maxCrawlPages, publicUrl, dialectHosts, allowList, limits };
  const sessions = createConsoleSessions({
    ...{ store, now, adminToken: health.adminToken },
    authenticate: app.accounts.authenticate,
  });
  const workflowsUrl = temporalUi === null ? null : `${temporalUi}/namespaces/default/workflows`;
  const feed = createConsoleFeed({ reads: store.console, log });
  const gateway = createGateway({
    ...{ ...health, ...bounds, log, app, disk: composeDisk(base) },
    console: { sessions, feed, workflowsUrl },
  });
  return { ...gateway, newLinkToken: sessions.newLinkToken };
}
