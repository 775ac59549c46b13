/** A disk that fills up under running jobs: new ones are refused, running ones wait, and nothing is lost. */

import { strict as assert } from 'node:assert';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { TITLE, type Answer } from '../support/api.js';
import { createScrpy } from '../support/scrpy.js';
import { scrapeThis } from '../support/scrapethis.js';
import { startService, type TestService } from '../support/service.js';
import { startSite, type TestSite } from '../support/site.js';
import { skipWithout } from '../support/skip.js';
import { mountSmallDisk, type SmallDisk } from '../support/small-disk.js';
import { waitFor } from '../support/wait.js';

const MB = 1024 ** 2;
const URLS = 60;
const PAGE_MS = 200;

describe('a disk that fills up', function () {
  this.timeout(300_000);

  const cleanups: (() => unknown)[] = [];
  let disk: SmallDisk;
  let site: TestSite;
  let service: TestService;

  before(function () {
    const mounted = mountSmallDisk(400);
    skipWithout('mount', mounted !== null, this);
    disk = mounted as SmallDisk;
  });
  after(() => disk?.close());

  beforeEach(async () => {
    site = await startSite();
    cleanups.push(() => site.close());
  });
  afterEach(async () => {
    disk.empty();
    for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
  });

  async function start(minFree: string): Promise<void> {
    const env = { DISK_MIN_FREE: minFree, HOST_CONCURRENCY: '2', ALLOW_PRIVATE_NETWORKS: '127.0.0.1' };
    service = await startService(env, { parent: disk.folder });
    cleanups.push(() => service.discard());
  }

  const urls = (name: string): string[] =>
    Array.from({ length: URLS }, (_, at) => `${site.url}/slow/${PAGE_MS}/${name}-${at}`);
  const checks = async (): Promise<{ status: number; disk: string }> => {
    const { status, body } = await service.api.call('GET', '/readyz');
    return { status, disk: body.checks.disk as string };
  };
  const assertRefused = ({ status, headers }: Answer): void => {
    assert.equal(status, 503);
    assert.ok(Number(headers.get('retry-after')) > 0);
  };

  /** Every page of the batch has one outcome, a good one, and was charged once. */
  async function assertWhole(answer: Answer, accountId: string, jobId: string): Promise<void> {
    assert.deepEqual([answer.status, answer.body.results.length], [200, URLS]);
    for (const { url, status } of answer.body.results) assert.equal(status, 'success', url);
    const units = (await service.api.ledger(accountId))
      .filter(({ job_id }) => job_id === jobId)
      .map(({ kind, units }) => [kind, units]);
    assert.deepEqual(units, [['reserve', URLS]]);
  }

  it('refuses new jobs in the words of each API before it is full, and pauses running ones', async () => {
    await start('50MiB');
    const { api } = service;
    const { id, key } = await api.account();
    const spiders = await scrapeThis(service);
    await spiders.spider('some.ts');
    const batch = await api.startBatch(
      key,
      { urls: urls('pause'), schema: TITLE },
      { 'Idempotency-Key': 'one' },
    );
    await waitFor('some pages', () => site.requests.length > URLS / 4);

    disk.fill(40 * MB);
    await waitFor('the service to notice', async () => (await checks()).disk.startsWith('almost full'));
    assert.equal((await checks()).status, 200, 'reads and cancels go on');
    const extract = await api.post(key, '/v1/extract', { url: `${site.url}/ok/1`, schema: TITLE });
    assertRefused(extract);
    assert.deepEqual([extract.body.error.code, extract.body.error.retryable], ['SERVICE_UNAVAILABLE', true]);
    const job = { urls: [`${site.url}/ok/1`], selectors: { title: 'title' } };
    const scrpy = await createScrpy(service, key).post('/v1/jobs', job);
    assertRefused(scrpy);
    assert.deepEqual([scrpy.body.success, scrpy.body.error.code], [false, 'SERVICE_UNAVAILABLE']);
    const spider = await spiders.call('POST', '/jobs', { spider_name: 'some.ts' });
    assertRefused(spider);
    assert.match(spider.body.error, /disk/);
    const entries = await api.ledger(id);
    assert.equal(entries.length, 1, 'only the batch has reserved anything');
    assert.equal((await api.ledger(spiders.accountId)).length, 0);

    // Pages under way end; then no page is asked for.
    await sleep(4 * PAGE_MS);
    const asked = site.requests.length;
    await sleep(10 * PAGE_MS);
    assert.equal(site.requests.length, asked);
    assert.ok(asked < URLS);
    const read = await api.get(key, `/v1/jobs/${batch.jobId}`);
    assert.deepEqual([read.status, read.body.status], [200, 'running']);
    assert.match((await api.call('GET', '/metrics')).body as string, /^holdfast_disk_low 1$/m);
    const again = api.post(
      key,
      '/v1/batch',
      { urls: urls('pause'), schema: TITLE },
      { 'Idempotency-Key': 'one' },
    );

    disk.empty();
    await assertWhole(await batch.answer, id, batch.jobId);
    assert.equal(
      (await again).headers.get('x-job-id'),
      batch.jobId,
      'a repeated call is attached, not refused',
    );
    assert.equal(site.requests.length, URLS, 'no page was asked for twice');
    assert.equal((await checks()).disk, 'ok');
    const told = service.output().match(/the disk (is almost full|has room again)/g) ?? [];
    assert.deepEqual(told, ['the disk is almost full']);
  });

  it('loses nothing when it is really full, database, Temporal and log alike', async () => {
    await start('0');
    const { api } = service;
    const { id, key } = await api.account();
    const batch = await api.startBatch(key, { urls: urls('full'), schema: TITLE });
    await waitFor('some pages', () => site.requests.length > URLS / 4);

    disk.fill(0);
    const pid = service.pid();
    // The rows of pages fit into what the database holds already for a while: a submit has to find it full.
    const refused = await waitFor(
      'a call that cannot be stored',
      async () => {
        const many = { urls: urls('more').flatMap((url) => Array(15).fill(url)), schema: TITLE };
        const answer = await api.post(key, '/v1/batch', many);
        return answer.status !== 200 && answer;
      },
      60_000,
    );
    assertRefused(refused);
    await sleep(3_000);
    assert.equal((await api.get(key, `/v1/jobs/${batch.jobId}`)).body.status, 'running');
    assert.ok(existsSync(join(service.dataDir, 'runtime.json')));

    disk.empty();
    await assertWhole(await batch.answer, id, batch.jobId);
    assert.equal(service.pid(), pid);
    // Killed and opened again: what the database holds is whole.
    await service.killAll();
    await service.startAgain();
    const read = await service.api.get(key, `/v1/jobs/${batch.jobId}?limit=1000`);
    assert.deepEqual([read.body.status, read.body.results.length], ['completed', URLS]);
  });
});
