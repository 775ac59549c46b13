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
import { processesNaming } from '../support/processes.js';
import { serviceEnv, startService, type RunningService, type TestService } from '../support/service.js';
import { startSite, type TestSite } from '../support/site.js';
import { copyDatabase } from '../support/template.js';
import { waitFor } from '../support/wait.js';

const COMMAND = fileURLToPath(new URL('../../src/backup.js', import.meta.url));
const PAGES = 40;
const CRAWLED = 30;
const ENDED_MS = 150_000;
const ENV = { ALLOW_PRIVATE_NETWORKS: '127.0.0.1' };

describe('a service whose data are restored', function () {
  this.timeout(300_000);
  let parent: string;
  let site: TestSite;
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
    site = await startSite();
    crawled = await startCrawlSite(interlinked(CRAWLED, 4, 300));
    const service = await startService(ENV, { parent });
    const { api } = service;
    try {
      account = await api.account();
      early = { batch: await startBatch(api), crawl: await startCrawl(api) };
      for (const id of Object.values(early)) await underWay(api, id);
      first = await copyByRoute(api, 'first');
      for (const id of Object.values(early)) await underWay(api, id, 14);
      between = await copyByRoute(api, 'between');
      assert.equal((await read(api, early.batch)).status, 'running', 'the copy came too late');
      for (const id of Object.values(early)) assert.equal((await ended(api, id)).status, 'completed');

      late = await startBatch(api);
      await underWay(api, late);
      second = join(parent, 'second');
      const env = serviceEnv({ DATA_DIR: service.dataDir, ADMIN_TOKEN: 'a-token-for-tests-only' });
      const { stdout } = await promisify(execFile)(process.execPath, [COMMAND, second], { env, cwd: parent });
      assert.match(stdout, /second: database and temporal, \d+ MB\n$/);
      assert.ok(!['completed', 'failed'].includes((await read(api, late)).status), 'the copy came too late');
    } finally {
      await service.discard();
    }
  });
  after(async () => {
    await site?.close();
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
      await assertExact(service.api, late, PAGES);
      for (const id of Object.values(early)) await workflowEnded(service, id);
      await assertEarly(service.api);
    });
  });

  it('goes on without anything of Temporal', async () => {
    await restored(second, null, async ({ api }) => {
      await assertEarly(api);
      await assertExact(api, late, PAGES);
    });
  });

  it('ends all workflows without anything of the database, and serves new jobs', async () => {
    await restored(null, second, async (service) => {
      await workflowEnded(service, late);
      account = await service.api.account();
      await assertExact(service.api, await startBatch(service.api), PAGES);
    });
  });

  async function startBatch(api: Api): Promise<string> {
    const urls = Array.from({ length: PAGES }, (_, n) => `${site.url}/slow/500/${n}`);
    const options = { concurrency: 2, no_cache: true };
    return (await api.startBatch(account.key, { urls, schema: TITLE, options })).jobId;
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

  async function read(api: Api, id: string): Promise<any> {
    const { status, body } = await api.get(account.key, `/v1/jobs/${id}?limit=1000`);
    assert.equal(status, 200, JSON.stringify(body));
    return body;
  }

  /** Resolves with the folder of the copy, which outlives the service's own. */
  async function copyByRoute(api: Api, name: string): Promise<string> {
    const { status, body } = await api.admin('POST', '/backups');
    assert.equal(status, 201, JSON.stringify(body));
    assert.deepEqual(body.parts, ['database', 'temporal']);
    cpSync(body.folder as string, join(parent, name), { recursive: true });
    return join(parent, name);
  }

  const underWay = (api: Api, id: string, pages = 4): Promise<unknown> =>
    waitFor(`pages of ${id}`, async () => (await read(api, id)).results.length >= pages, ENDED_MS);

  const ended = (api: Api, id: string): Promise<any> =>
    waitFor(
      `the end of ${id}`,
      async () => {
        const job = await read(api, id);
        return !['queued', 'running', 'cancelling'].includes(job.status as string) && job;
      },
      ENDED_MS,
    );

  async function assertEarly(api: Api): Promise<void> {
    await assertExact(api, early.batch, PAGES);
    await assertExact(api, early.crawl, CRAWLED);
  }

  /** Every page once, charged once, and the ledger says the same. */
  async function assertExact(api: Api, id: string, pages: number): Promise<void> {
    const job = await ended(api, id);
    assert.equal(job.status, 'completed', JSON.stringify(job));
    const urls = job.results.map((page: any) => `${page.status} ${page.url}`);
    assert.equal(new Set(urls).size, pages);
    assert.equal(urls.length, pages);
    assert.ok(urls.every((text: string) => text.startsWith('success ')));
    assert.equal(job.units.charged, pages);
    const entries = (await api.ledger(account.id)).filter((entry) => entry.job_id === id);
    const sum = (kind: string): number =>
      entries.filter((entry) => entry.kind === kind).reduce((total, { units }) => total + units, 0);
    assert.equal(sum('reserve') - sum('refund'), pages);
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
