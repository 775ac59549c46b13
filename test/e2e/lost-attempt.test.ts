/** One of two workers is frozen for longer than a heartbeat may be missing: its chunks are the other's by then. */

import { strict as assert } from 'node:assert';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { HEARTBEAT_TIMEOUT_MS } from '../../src/core/timings.js';
import { findFreePort } from '../../src/free-port.js';
import { createApi, TITLE, type Api } from '../support/api.js';
import { startPostgres, type TestPostgres } from '../support/postgres.js';
import { startRole, type RunningRole } from '../support/roles.js';
import { startSite, type TestSite } from '../support/site.js';
import { skipWithout } from '../support/skip.js';
import { startTemporal } from '../support/temporal.js';
import { waitFor } from '../support/wait.js';

const ADMIN_TOKEN = 'a-token-for-tests-only';
/** Enough for chunks of several pages, of which a lost attempt would ask for the rest. */
const URLS = 600;
const PAGE_MS = 300;
/** Longer than a page has, and than a worker may be unheard of. */
const FROZEN_MS = HEARTBEAT_TIMEOUT_MS + 6_000;

interface Visit {
  readonly path: string;
  readonly by: string;
  readonly at: number;
}

describe('a worker that is frozen while the other one goes on', function () {
  this.timeout(240_000);

  const cleanups: (() => unknown)[] = [];
  const visits: Visit[] = [];
  let site: TestSite;
  let api: Api;
  let frozen: RunningRole;

  before(async function () {
    const started = await startPostgres();
    skipWithout('postgres', started !== null, this);
    const database = started as TestPostgres;
    cleanups.push(() => database.stop());
    const scratch = mkdtempSync(join(tmpdir(), 'holdfast-lost-attempt-'));
    cleanups.push(() => rmSync(scratch, { recursive: true, force: true }));
    const temporal = await startTemporal();
    cleanups.push(() => temporal.close());
    site = await startSite(({ url = '', headers }) => {
      visits.push({ path: url, by: headers['user-agent'] ?? '', at: Date.now() });
      return false;
    });
    cleanups.push(() => site.close());
    const port = await findFreePort();
    const start = async (role: 'gateway' | 'worker', name: string): Promise<RunningRole> => {
      const running = await startRole(role, {
        DATABASE_URL: database.url,
        TEMPORAL_ADDRESS: temporal.address,
        ADMIN_TOKEN,
        ALLOW_PRIVATE_NETWORKS: '127.0.0.1',
        HOST_CONCURRENCY: '8',
        DATA_DIR: join(scratch, name),
        USER_AGENT: name,
        WORKER_PORT: '0',
        PORT: role === 'gateway' ? String(port) : '0',
      });
      cleanups.push(() => running.kill());
      return running;
    };
    await start('gateway', 'gateway');
    [, frozen] = await Promise.all([start('worker', 'awake'), start('worker', 'frozen')]);
    api = createApi(() => `http://127.0.0.1:${port}`, ADMIN_TOKEN);
  });

  after(async () => {
    for (const cleanup of cleanups.reverse()) await cleanup();
  });

  it('asks for no page of a chunk that the other one has taken over, and brings no outcome of it', async () => {
    const { id, key } = await api.account();
    const urls = Array.from({ length: URLS }, (_, at) => `${site.url}/slow/${PAGE_MS}/lost-${at}`);
    const batch = await api.startBatch(key, { urls, schema: TITLE, options: { timeout_ms: 5_000 } });
    const by = (name: string): Visit[] => visits.filter((visit) => visit.by === name);
    await waitFor('both to work', () => by('frozen').length > 20 && by('awake').length > 20, 60_000);

    process.kill(frozen.pid, 'SIGSTOP');
    const frozenAt = Date.now();
    let wokenAt: number;
    try {
      await sleep(FROZEN_MS);
    } finally {
      wokenAt = Date.now();
      process.kill(frozen.pid, 'SIGCONT');
    }
    const taken = new Set(
      by('awake')
        .filter(({ at }) => at < wokenAt)
        .map(({ path }) => path),
    );
    const held = new Set(by('frozen').map(({ path }) => path));
    const repeated = by('awake').filter(({ path, at }) => at > frozenAt && held.has(path));
    assert.ok(repeated.length > 0, 'pages that the frozen one held were asked for again');

    const { results } = (await batch.answer).body;
    assert.deepEqual(
      results.filter(({ status }: { status: string }) => status !== 'success'),
      [],
    );
    assert.equal(results.length, URLS);
    const late = by('frozen').filter(({ path, at }) => at > wokenAt && taken.has(path));
    assert.deepEqual(late, [], 'pages of chunks that the other one has');
    const charged = (await api.ledger(id)).filter((entry) => entry.job_id === batch.jobId);
    assert.equal(
      charged.reduce((sum, { units }) => sum + units, 0),
      URLS,
    );
  });
});
