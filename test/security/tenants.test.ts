/** Every call of the service, as /openapi.json lists them, made by nobody and by an account that the thing is not of. */

import { strict as assert } from 'node:assert';
import { listen } from '../../src/http/listen.js';
import type { ConsoleParts } from '../../src/http/console/index.js';
import type { DiskDeps } from '../../src/http/admin/disk.js';
import { createGateway } from '../../src/http/server.js';
import { parseAllowList } from '../../src/core/net/allow-list.js';
import { createMetrics } from '../../src/metrics.js';
import type { App } from '../../src/app/index.js';
import { TITLE, type TestAccount } from '../support/api.js';
import { silentLog } from '../support/log.js';
import { openSession } from '../support/console.js';
import { scrapeThis, type ScrapeThis } from '../support/scrapethis.js';
import { createScrpy } from '../support/scrpy.js';
import type { RunningService } from '../support/service.js';
import { sharedService } from '../support/shared.js';
import { startSite, type TestSite } from '../support/site.js';

interface Operation {
  readonly method: string;
  readonly path: string;
  /** Names of ways to show a key; none where anybody may call. */
  readonly schemes: readonly string[];
}

/** Whose calls the names stand for, and how a key is shown. */
const KEYS: Readonly<Record<string, (key: string) => Record<string, string>>> = {
  RunoKey: (key) => ({ 'X-API-Key': key }),
  BearerKey: (key) => ({ Authorization: `Bearer ${key}` }),
  ConsoleSession: (key) => ({
    Cookie: sessions.get(key) ?? 'holdfast_session=nobody',
    'X-Holdfast-Console': '1',
  }),
};

/** Cookies of sessions that keys have opened. */
const sessions = new Map<string, string>();

describe('every call', function () {
  this.timeout(60_000);
  let service: RunningService;
  let site: TestSite;
  let operations: Operation[];

  before(async () => {
    site = await startSite();
    service = await sharedService();
    const { paths } = (await service.api.call('GET', '/openapi.json')).body;
    operations = Object.entries<Record<string, any>>(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { security = [] }]) => ({
        method: method.toUpperCase(),
        path,
        schemes: security.flatMap((each: object) => Object.keys(each)),
      })),
    );
    assert.ok(operations.length > 40);
  });
  after(() => site.close());

  it('is refused without a key and with one that nobody has, but for health and what may be read by all', async () => {
    const open = operations.filter(({ schemes }) => schemes.length === 0).map(({ path }) => path);
    assert.deepEqual(open.sort(), ['/healthz', '/metrics', '/readyz']);
    const wrong: Record<string, number> = {};
    for (const { method, path, schemes } of operations) {
      if (schemes.length === 0) continue;
      // It opens a session: test/console/sessions.test.ts shows what it refuses.
      if (method === 'POST' && path === '/console/api/session') continue;
      const at = path.replace(/\{\w+\}/g, 'job_000000000000');
      const shown: Record<string, string>[] = [
        {},
        ...schemes.map((name) => KEYS[name]?.('st_nobody') ?? bearer('nobody')),
      ];
      for (const headers of shown) {
        const { status } = await service.api.call(method, at, headers, method === 'GET' ? undefined : {});
        if (status !== 401) wrong[`${method} ${path} ${JSON.stringify(headers)}`] = status;
      }
    }
    assert.deepEqual(wrong, {});
  });

  describe('about what is of another account', () => {
    let own: TestAccount;
    let ownSpiders: ScrapeThis;
    let other: TestAccount;
    let ids: Record<string, string[]>;

    before(async () => {
      [own, other] = [await service.api.account(), await service.api.account()];
      sessions.set(other.key, await openSession(service, { key: other.key }));
      const url = `${site.url}/ok/1`;
      const { jobId, answer } = await service.api.startBatch(own.key, { urls: [url], schema: TITLE });
      await answer;
      const { job } = await createScrpy(service, own.key).run({
        urls: [url],
        selectors: { a: 'h1' },
        name: 'a',
      });
      ownSpiders = await scrapeThis(service);
      const spider = await ownSpiders.spider('pages.mjs');
      const spiderJob = await ownSpiders.start('pages.mjs', { url });
      await ownSpiders.ended(spiderJob);
      const schedule = await ownSpiders.call('POST', '/schedules', {
        spider_id: spider.id,
        cron_expression: '0 3 1 1 *',
      });
      assert.ok(schedule.status < 300, JSON.stringify(schedule.body));
      ids = {
        jobs: [jobId, job.id, spiderJob],
        spiders: [spider.id],
        schedules: [schedule.body.id],
      };
    });

    it('is answered as if it were not there, or refused, and changes nothing', async () => {
      const before = await state();
      const wrong: Record<string, number> = {};
      let calls = 0;
      for (const { method, path, schemes } of operations) {
        const [, kind = ''] = /\/(jobs|spiders|schedules|crawl|batch\/scrape)\/\{/.exec(path) ?? [];
        if (kind === '' || path.startsWith('/admin')) continue;
        for (const id of ids[kind] ?? []) {
          for (const name of schemes) {
            const at = path.replace(/\{\w+\}/, id);
            const body = method === 'PUT' || method === 'PATCH' ? { name: 'mine', active: false } : undefined;
            const { status } = await service.api.call(method, at, KEYS[name]?.(other.key), body);
            calls += 1;
            if (status !== 404 && status !== 403) wrong[`${method} ${path} ${name}`] = status;
          }
        }
      }
      assert.deepEqual(wrong, {});
      assert.ok(calls >= 20, `${calls} calls`);
      assert.deepEqual(await state(), before);
    });

    it('lists none of it', async () => {
      const all = Object.values(ids).flat();
      for (const { method, path, schemes } of operations) {
        if (method !== 'GET' || path.includes('{') || path.startsWith('/admin')) continue;
        // It does not end; test/console/sessions.test.ts reads it.
        if (path === '/console/api/events') continue;
        for (const name of schemes) {
          const { status, body } = await service.api.call(method, path, KEYS[name]?.(other.key));
          // What is not available here is so for everybody.
          if (status === 501) continue;
          assert.equal(status, 200, path);
          const said = JSON.stringify(body);
          assert.deepEqual(
            all.filter((id) => said.includes(id)),
            [],
            path,
          );
        }
      }
    });

    const state = async (): Promise<unknown[]> => [
      (await ownSpiders.call('GET', '/spiders')).body,
      (await ownSpiders.call('GET', '/schedules')).body,
      (await ownSpiders.call('GET', '/jobs')).body,
      (await service.api.get(own.key, `/v1/jobs/${ids['jobs']?.[0]}`)).body,
    ];
  });
});

describe('the measurements of a gateway that others can reach', () => {
  it('are shown to the administrator alone', async () => {
    const { koa } = createGateway({
      app: {} as App,
      disk: {} as DiskDeps,
      console: {} as ConsoleParts,
      checkParts: () => Promise.resolve({ database: 'ok', temporal: 'ok' }),
      describeDisk: () => 'ok',
      metrics: createMetrics(),
      adminToken: 'a-token-of-the-administrator',
      loopbackOnly: false,
      log: silentLog,
      maxBatchUrls: 1_000,
      maxCrawlPages: 10_000,
      limits: { waitingCalls: 10, waitingCallsPerAccount: 10, bodyBytes: 1_000_000, connections: 100 },
      allowList: parseAllowList(''),
      publicUrl: null,
      dialectHosts: new Map(),
    });
    const listener = await listen(koa, '127.0.0.1', 0);
    try {
      const get = async (headers: Record<string, string>): Promise<number> =>
        (await fetch(`http://127.0.0.1:${listener.port}/metrics`, { headers })).status;
      assert.deepEqual(
        [await get({}), await get(bearer('other')), await get(bearer('a-token-of-the-administrator'))],
        [401, 401, 200],
      );
    } finally {
      await listener.close();
    }
  });
});

function bearer(key: string): Record<string, string> {
  return { Authorization: `Bearer ${key}` };
}
