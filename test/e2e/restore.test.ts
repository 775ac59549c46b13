/** Copies of two moments, put together in every way, with jobs under way. */

import { Client, Connection } from '@temporalio/client';
import { strict as assert } from 'node:assert';
import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { TITLE, type Api, type TestAccount } from '../support/api.js';
import { interlinked, startCrawlSite, type CrawlSite } from '../support/crawl-site.js';
import { startGatedSite, type GatedSite } from '../support/gated-site.js';
import { processesNaming } from '../support/processes.js';
import { serviceEnv, startService, type RunningService, type TestService } from '../support/service.js';
import { assertExact, ended, readJob, underWay } from '../support/exact.js';
import { copyDatabase } from '../support/template.js';
import { waitFor } from '../support/wait.js';

const COMMAND = fileURLToPath(new URL('../../src/backup.js', import.meta.url));
const PAGES = 40;
const CRAWLED = 30;
/** Longer than a copy takes: pages wait for it. */
const PAGE_MS = 60_000;
const ENDED_MS = 150_000;
const ENV = { ALLOW_PRIVATE_NETWORKS: '127.0.0.1' };

describe('a service whose data are restored', function () {
  this.timeout(300_000);
  let parent: string;
  /** Of the early batch and of the late one. */
  let site: GatedSite;
  let lateSite: GatedSite;
  let crawled: CrawlSite;
  let account: TestAccount;
  /** Jobs under way in the first copy and over in the second, and a batch that only the second knows. */
  let early: { readonly batch: string; readonly crawl: string };
  let late: string;
  /** Folders of the copies; `between` is of when the early jobs were under way still, some pages later. */
  let first: string;
  let between: string;
  let second: string;

  before(async () => {
    parent = mkdtempSync(join(tmpdir(), 'holdfast-restore-'));
    site = await startGatedSite();
    lateSite = await startGatedSite();
    crawled = await startCrawlSite(interlinked(CRAWLED, 4, 300));
    const service = await startService(ENV, { parent });
    const { api } = service;
    try {
      account = await api.account();
      early = { batch: await startBatch(api, site), crawl: await startCrawl(api) };
      site.allow(4);
      for (const id of Object.values(early)) await underWay(api, account, id);
      first = await copyByRoute(api, 'first');
      site.allow(14);
      for (const id of Object.values(early)) await underWay(api, account, id, 14);
      between = await copyByRoute(api, 'between');
      assert.equal((await readJob(api, account, early.batch)).status, 'running', 'the copy came too late');
      site.allow(PAGES);
      for (const id of Object.values(early))
        assert.equal((await ended(api, account, id)).status, 'completed');

      late = await startBatch(api, lateSite);
      lateSite.allow(4);
      await underWay(api, account, late);
      second = join(parent, 'second');
      const env = serviceEnv({ DATA_DIR: service.dataDir, ADMIN_TOKEN: 'a-token-for-tests-only' });
      const { stdout } = await promisify(execFile)(process.execPath, [COMMAND, second], { env, cwd: parent });
      assert.match(stdout, /second: database and temporal, \d+ MB\n$/);
      assert.ok(
        !['completed', 'failed'].includes((await readJob(api, account, late)).status),
        'the copy came too late',
      );
    } finally {
      lateSite.allow(PAGES);
      await service.discard();
    }
  });
  after(async () => {
    await site?.close();
    await lateSite?.close();
    await crawled?.close();
    if (parent === undefined) return;
    assert.deepEqual(processesNaming(parent), [], 'nothing is left running');
    rmSync(parent, { recursive: true, force: true });
  });

  it('goes on from one copy', async () => {
    await restored(first, first, async ({ api }) => {
      await assertEarly(api);
      assert.equal((await api.get(account.key, `/v1/jobs/${late}`)).status, 404);
    });
  });

  it('does what an older database lacks although the workflow that goes on takes it for done', async () => {
    await restored(first, between, ({ api }) => assertEarly(api));
  });

  it('does what an older database lacks, and ends workflows of jobs that it does not know', async () => {
    await restored(first, second, async (service) => {
      await assertEarly(service.api);
      assert.equal((await service.api.get(account.key, `/v1/jobs/${late}`)).status, 404);
      await workflowEnded(service, late);
    });
  });

  it('keeps what a newer database has, and starts the jobs that an older Temporal does not know', async () => {
    await restored(second, first, async (service) => {
      await assertEarly(service.api);
      await assertExact(service.api, account, late, PAGES);
      for (const id of Object.values(early)) await workflowEnded(service, id);
      await assertEarly(service.api);
    });
  });

  it('goes on without anything of Temporal', async () => {
    await restored(second, null, async ({ api }) => {
      await assertEarly(api);
      await assertExact(api, account, late, PAGES);
    });
  });

  it('ends all workflows without anything of the database, and serves new jobs', async () => {
    await restored(null, second, async (service) => {
      await workflowEnded(service, late);
      account = await service.api.account();
      await assertExact(service.api, account, await startBatch(service.api, site), PAGES);
    });
  });

  async function startBatch(api: Api, on: GatedSite): Promise<string> {
    const options = { concurrency: 2, no_cache: true, timeout_ms: PAGE_MS };
    return (await api.startBatch(account.key, { urls: on.urls(PAGES), schema: TITLE, options })).jobId;
  }

  async function startCrawl(api: Api): Promise<string> {
    const response = await fetch(api.url('/v1/crawl'), {
      method: 'POST',
      headers: { 'X-API-Key': account.key, 'Content-Type': 'application/json' },
      body: JSON.stringify({
        seed_url: `${crawled.url}/`,
        crawl: { follow_pattern: `${crawled.url}/**`, max_pages: CRAWLED + 10, max_depth: 10 },
        schema: TITLE,
        options: { concurrency: 2 },
      }),
    });
    // The service is killed under the answer.
    response.text().catch(() => undefined);
    const id = response.headers.get('x-job-id');
    assert.ok(id !== null, `status ${response.status}`);
    return id;
  }

  /** Resolves with the folder of the copy, which outlives the service's own. */
  async function copyByRoute(api: Api, name: string): Promise<string> {
    const { status, body } = await api.admin('POST', '/backups');
    assert.equal(status, 201, JSON.stringify(body));
    assert.deepEqual(body.parts, ['database', 'temporal']);
    cpSync(body.folder as string, join(parent, name), { recursive: true });
    return join(parent, name);
  }

  async function assertEarly(api: Api): Promise<void> {
    await assertExact(api, account, early.batch, PAGES);
    await assertExact(api, account, early.crawl, CRAWLED);
  }

  /** Runs a service on the database of one copy and Temporal of another; null stands for one without anything in it. */
  async function restored(
    database: string | null,
    temporal: string | null,
    act: (service: TestService) => Promise<void>,
  ): Promise<void> {
    const fill = async (dataDir: string): Promise<void> => {
      if (database === null) await copyDatabase(join(dataDir, 'database'));
      else cpSync(join(database, 'database'), join(dataDir, 'database'), { recursive: true });
      if (temporal !== null) cpSync(join(temporal, 'temporal.db'), join(dataDir, 'temporal.db'));
    };
    const service = await startService(ENV, { parent, fill });
    const beat = setInterval(() => void reconcile(service).catch(() => undefined), 5_000);
    try {
      await act(service);
      assert.equal(await service.stop(), 0);
    } catch (error) {
      throw new Error(`with the service's output:\n${service.output()}`, { cause: error });
    } finally {
      clearInterval(beat);
      await service.discard();
    }
  }

  /** The reconciler comes once a minute by itself. */
  async function reconcile(service: RunningService): Promise<void> {
    await withClient(service, (client) => client.schedule.getHandle('holdfast-reconcile').trigger());
  }

  async function workflowEnded(service: RunningService, id: string): Promise<void> {
    await withClient(service, (client) =>
      waitFor(
        `the end of the workflow of ${id}`,
        async () => (await client.workflow.getHandle(id).describe()).status.name !== 'RUNNING',
        ENDED_MS,
      ),
    );
  }

  async function withClient<T>(service: RunningService, act: (client: Client) => Promise<T>): Promise<T> {
    const connection = await Connection.connect({ address: service.runtime().temporal });
    try {
      return await act(new Client({ connection }));
    } finally {
      await connection.close();
    }
  }
});
