/** A deployment as compose runs it: one database, one Temporal, a gateway and two workers, each a process. */

import { strict as assert } from 'node:assert';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findFreePort } from '../../src/free-port.js';
import { createApi, TITLE, type Api } from '../support/api.js';
import { startPostgres, type TestPostgres } from '../support/postgres.js';
import { spawnService } from '../support/service.js';
import { startSite, type TestSite } from '../support/site.js';
import { startTemporal, type TestTemporal } from '../support/temporal.js';
import { skipWithout } from '../support/skip.js';

const ADMIN_TOKEN = 'a-token-for-tests-only';
const URLS = 300;
const HOST_CONCURRENCY = 8;
/** Long enough that the batch is under way for seconds on two workers. */
const PAGE_MS = 150;
const READY_MS = 120_000;

interface Role {
  readonly process: ChildProcess;
  output(): string;
  /** SIGTERM; resolves with the exit code. */
  stop(): Promise<number | null>;
}

describe('a gateway and two workers on PostgreSQL', function () {
  this.timeout(180_000);

  const cleanups: (() => unknown)[] = [];
  /** User agents in the order of the requests: each worker sends its own. */
  const fetchedBy: string[] = [];
  let site: TestSite;
  let api: Api;
  let gateway: Role;
  let workers: { one: Role; two: Role };

  before(async function () {
    const started = await startPostgres();
    skipWithout('postgres', started !== null, this);
    const database = started as TestPostgres;
    cleanups.push(() => database.stop());
    const scratch = mkdtempSync(join(tmpdir(), 'holdfast-scale-out-'));
    cleanups.push(() => rmSync(scratch, { recursive: true, force: true }));
    const temporal = await startTemporal();
    cleanups.push(() => temporal.close());
    site = await startSite((request) => {
      fetchedBy.push(request.headers['user-agent'] ?? '');
      return false;
    });
    cleanups.push(() => site.close());

    const port = await findFreePort();
    const env = (name: string): Record<string, string> => ({
      ...deployment(database, temporal),
      DATA_DIR: join(scratch, name),
      WORKER_PORT: '0',
      USER_AGENT: name,
    });
    // All at once on an empty database, as compose starts them: only one of them may migrate it.
    [gateway, workers] = await Promise.all([
      startRole('gateway', { ...env('gateway'), PORT: String(port) }),
      Promise.all([startRole('worker', env('one')), startRole('worker', env('two'))]).then(([one, two]) => ({
        one,
        two,
      })),
    ]);
    api = createApi(() => `http://127.0.0.1:${port}`, ADMIN_TOKEN);
    assert.equal((await api.call('GET', '/readyz')).status, 200);
  });

  after(async () => {
    for (const cleanup of cleanups.reverse()) await cleanup();
  });

  function deployment(database: TestPostgres, temporal: TestTemporal): Record<string, string> {
    return {
      DATABASE_URL: database.url,
      TEMPORAL_ADDRESS: temporal.address,
      ADMIN_TOKEN,
      ALLOW_PRIVATE_NETWORKS: '127.0.0.1',
      HOST_CONCURRENCY: String(HOST_CONCURRENCY),
    };
  }

  async function startRole(name: 'gateway' | 'worker', env: Record<string, string>): Promise<Role> {
    const child = spawnService(env, name);
    let printed = '';
    const note = (chunk: Buffer): void => void (printed += chunk.toString());
    child.stdout?.on('data', note);
    child.stderr?.on('data', note);
    const gone = (): boolean => child.exitCode !== null || child.signalCode !== null;
    cleanups.push(() => void (gone() || child.kill('SIGKILL')));
    for (
      const until = Date.now() + READY_MS;
      !printed.includes(`Holdfast is ready (${name})`);
      await sleep(50)
    ) {
      if (gone() || Date.now() > until) throw new Error(`the ${name} did not get ready:\n${printed}`);
    }
    return {
      process: child,
      output: () => printed,
      stop: async () => {
        child.kill('SIGTERM');
        if (!gone()) await once(child, 'exit');
        return child.exitCode;
      },
    };
  }

  /** Pages of a batch that no other test asks for. */
  function batchOf(name: string): string[] {
    return Array.from({ length: URLS }, (_, at) => `${site.url}/slow/${PAGE_MS}/${name}-${at}`);
  }

  function requestsFor(urls: readonly string[]): { path: string; by: string }[] {
    const paths = new Set(urls.map((url) => new URL(url).pathname));
    return site.requests
      .map(({ path }, at) => ({ path, by: fetchedBy[at] ?? '' }))
      .filter(({ path }) => paths.has(path));
  }

  it('share the pages of a batch', async () => {
    const { id, key } = await api.account();
    const urls = batchOf('shared');
    const { status, body } = await api.post(key, '/v1/batch', { urls, schema: TITLE });
    assert.equal(status, 200);
    assert.deepEqual(
      body.results.map((page: { url: string; status: string }) => [page.url, page.status]),
      urls.map((url) => [url, 'success']),
    );
    const requests = requestsFor(urls);
    assert.equal(requests.length, URLS, 'no page is fetched twice');
    for (const name of ['one', 'two']) {
      const count = requests.filter(({ by }) => by === name).length;
      assert.ok(count >= URLS / 10, `worker ${name} fetched ${count} of ${URLS} pages`);
    }
    assert.deepEqual(await chargesOf(id), [['reserve', URLS]]);
  });

  it('are watched one by one: each worker tells what it did, and serves nothing else', async () => {
    const pages: number[] = [];
    for (const { output } of [workers.one, workers.two]) {
      const [, url] = /Metrics +(http:\/\/127\.0\.0\.1:\d+)\/metrics/.exec(output()) ?? [];
      const text = await (await fetch(`${url}/metrics`)).text();
      const counts = [...text.matchAll(/^holdfast_pages_total\{.*\} (\d+)$/gm)].map(([, count]) =>
        Number(count),
      );
      pages.push(counts.reduce((sum, count) => sum + count, 0));
      assert.deepEqual(await (await fetch(`${url}/readyz`)).json(), {
        status: 'ready',
        checks: { database: 'ok', temporal: 'ok', disk: 'ok' },
      });
      const elsewhere = await fetch(`${url}/admin/accounts`);
      assert.equal(elsewhere.status, 404);
      assert.equal(((await elsewhere.json()) as { error: { code: string } }).error.code, 'NOT_FOUND');
    }
    assert.equal(
      pages.reduce((sum, count) => sum + count, 0),
      URLS,
    );
    assert.ok(pages.every((count) => count > 0));
  });

  it('lose nothing and charge nothing twice when one of them is killed', async () => {
    const { id, key } = await api.account();
    const urls = batchOf('killed');
    const { jobId, answer } = await api.startBatch(key, { urls, schema: TITLE });
    while (!hasStarted(requestsFor(urls))) await sleep(20);
    workers.two.process.kill('SIGKILL');
    await once(workers.two.process, 'exit');
    const beforeKill = requestsFor(urls).length;
    assert.ok(beforeKill < URLS, `the batch was still under way (${beforeKill} of ${URLS} pages)`);

    const { body } = await answer;
    assert.deepEqual(
      body.results.map((page: { url: string; status: string }) => [page.url, page.status]),
      urls.map((url) => [url, 'success']),
    );
    const requests = requestsFor(urls);
    assert.equal(new Set(requests.map(({ path }) => path)).size, URLS);
    const twice = requests.length - URLS;
    assert.ok(twice <= 2 * HOST_CONCURRENCY, `${twice} pages were fetched twice`);
    assert.deepEqual(await chargesOf(id), [['reserve', URLS]]);
    const job = (await api.get(key, `/v1/jobs/${jobId}`)).body;
    assert.deepEqual([job.status, job.counts.succeeded, job.units.charged], ['completed', URLS, URLS]);
  });

  it('stop on SIGTERM with exit code 0', async () => {
    assert.deepEqual(await Promise.all([gateway.stop(), workers.one.stop()]), [0, 0], workers.one.output());
  });

  function hasStarted(requests: readonly { by: string }[]): boolean {
    return requests.length >= URLS / 5 && requests.some(({ by }) => by === 'two');
  }

  async function chargesOf(accountId: string): Promise<[string, number][]> {
    return (await api.ledger(accountId)).map(({ kind, units }) => [kind, units]);
  }
});

describe('one role alone', function () {
  this.timeout(30_000);

  const set = {
    TEMPORAL_ADDRESS: '127.0.0.1:1',
    DATABASE_URL: 'postgres://127.0.0.1:1/none',
    ADMIN_TOKEN,
  };
  for (const role of ['gateway', 'worker']) {
    for (const missing of [['TEMPORAL_ADDRESS'], ['DATABASE_URL'], ['TEMPORAL_ADDRESS', 'DATABASE_URL']]) {
      it(`says in one sentence each that the ${role} needs ${missing.join(' and ')}, and exits with 1`, async () => {
        const unset = Object.fromEntries(missing.map((name) => [name, '']));
        const child = spawnService({ ...set, ...unset }, role);
        let [stdout, stderr] = ['', ''];
        child.stdout?.on('data', (text) => (stdout += String(text)));
        child.stderr?.on('data', (text) => (stderr += String(text)));
        const [code] = (await once(child, 'close')) as [number | null];
        assert.equal(code, 1);
        assert.equal(stdout, '');
        const needs = (name: string): string =>
          `${name} is not set: "npm run ${role}" runs one role of a deployment and needs it.\n`;
        assert.equal(stderr, missing.map(needs).join(''));
      });
    }
  }
});
