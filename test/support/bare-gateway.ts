/** The gateway with nothing behind it: for its routes and what it says of them. */

import type { App } from '../../src/app/index.js';
import { parseAllowList } from '../../src/core/net/allow-list.js';
import type { ConsoleParts } from '../../src/http/console/index.js';
import type { DiskDeps } from '../../src/http/admin/disk.js';
import { listen } from '../../src/http/listen.js';
import { createGateway, type Gateway } from '../../src/http/server.js';
import { createMetrics } from '../../src/metrics.js';
import { silentLog } from './log.js';

export function bareGateway(): Gateway {
  return createGateway({
    app: {} as App,
    disk: {} as DiskDeps,
    console: {} as ConsoleParts,
    checkParts: () => Promise.reject(new Error('is not asked')),
    metrics: createMetrics(),
    describeDisk: () => 'ok',
    adminToken: 'secret',
    loopbackOnly: true,
    log: silentLog,
    maxBatchUrls: 1_000,
    maxCrawlPages: 10_000,
    limits: { waitingCalls: 10, waitingCallsPerAccount: 10, bodyBytes: 1_000_000, connections: 100 },
    allowList: parseAllowList(''),
    publicUrl: null,
    dialectHosts: new Map(),
  });
}

/** What `/openapi.json` answers. */
export async function openApiDocument({ koa }: Gateway = bareGateway()): Promise<{
  readonly paths: Record<string, object>;
}> {
  const listener = await listen(koa, '127.0.0.1', 0);
  try {
    const response = await fetch(`http://127.0.0.1:${listener.port}/openapi.json`);
    return (await response.json()) as { paths: Record<string, object> };
  } finally {
    await listener.close();
  }
}
