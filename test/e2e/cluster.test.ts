/** The deployment of docker-compose.yml as processes: what is started at one gateway is ended at another. */

import { strict as assert } from 'node:assert';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPostgres } from '../../cluster/postgres-binaries.js';
import { startCluster, type Cluster, type ClusterPart } from '../../cluster/start.js';
import { findTemporalServer } from '../../cluster/temporal.js';
import { isAlive } from '../../src/adapters/processes.js';
import { createApi, TITLE, type Api } from '../support/api.js';
import { startSite, type TestSite } from '../support/site.js';
import { skipWithout } from '../support/skip.js';
import { waitFor } from '../support/wait.js';

/** Far more than can be fetched before the cancel. */
const URLS = 400;
const PAGE_MS = 200;
const HOST_CONCURRENCY = 8;

describe('a cluster of two gateways and two workers', function () {
  this.timeout(240_000);

  /** The worker that asked for each page: each sends its own name. */
  const fetchedBy: string[] = [];
  const ended: string[] = [];
  let folder: string | undefined;
  let site: TestSite;
  let cluster: Cluster | undefined;
  let at: { readonly a: Api; readonly b: Api; readonly front: Api };

  before(async function () {
    skipWithout('postgres', findPostgres(process.env['PATH'] ?? '') !== null, this);
    skipWithout('cluster', findTemporalServer() !== null, this);
    site = await startSite((request) => {
      fetchedBy.push(request.headers['user-agent'] ?? '');
      return false;
    });
    const dataDir = (folder = mkdtempSync(join(tmpdir(), 'holdfast-cluster-')));
    const started = (cluster = await startCluster({
      dataDir,
      gateways: 2,
      workers: 2,
      settings: {
        ALLOW_PRIVATE_NETWORKS: '127.0.0.1',
        HOST_CONCURRENCY: String(HOST_CONCURRENCY),
        MAX_BATCH_URLS: String(URLS),
        LOG_LEVEL: 'warn',
      },
      settingsOf: (role, number) => ({ USER_AGENT: `${role}-${number}` }),
      onExit: (sentence) => void ended.push(sentence),
    }));
    const [a = '', b = ''] = started.gatewayUrls;
    const apiOf = (url: string): Api => createApi(() => url, started.adminToken);
    at = { a: apiOf(a), b: apiOf(b), front: apiOf(started.frontUrl) };
  });

  after(async () => {
    const pids = cluster?.parts().map(({ pid }) => pid) ?? [];
    await cluster?.stop();
    await site?.close();
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
    assert.deepEqual(pids.filter(isAlive), [], 'nothing outlives the cluster');
  });

  const urlsOf = (name: string): string[] =>
    Array.from({ length: URLS }, (_, n) => `${site.url}/slow/${PAGE_MS}/${name}-${n}`);
  const requestsFor = (name: string): { at: number; by: string | undefined }[] =>
    site.requests.flatMap(({ path, at }, n) =>
      path.includes(`/${name}-`) ? [{ at, by: fetchedBy[n] }] : [],
    );
  const partOf = (name: string): ClusterPart => {
    const part = cluster?.parts().find((one) => one.name === name);
    assert.ok(part, name);
    return part;
  };

  it('runs what docker-compose.yml has, each as a process', () => {
    const parts = cluster?.parts() ?? [];
    assert.deepEqual(
      parts.map(({ name, kind }) => [name, kind]),
      [
        ['postgres', 'database'],
        ['temporal', 'temporal'],
        ['gateway-1', 'gateway'],
        ['gateway-2', 'gateway'],
        ['worker-1', 'worker'],
        ['worker-2', 'worker'],
      ],
    );
    assert.ok(parts.every(({ pid }) => isAlive(pid)));
    assert.deepEqual(ended, []);
  });

  it('ends at one gateway, on both workers, the job that another one has started', async () => {
    const { id, key } = await at.a.account();
    const { jobId, answer } = await at.a.startBatch(key, { urls: urlsOf('cancelled'), schema: TITLE });
    await waitFor('both workers to be fetching', () =>
      ['worker-1', 'worker-2'].every((name) => requestsFor('cancelled').some(({ by }) => by === name)),
    );
    const cancelled = await at.b.delete(key, `/v1/jobs/${jobId}`);
    const cancelledAt = Date.now();
    assert.equal(cancelled.status, 200);
    await answer;
    const job = (await at.front.get(key, `/v1/jobs/${jobId}`)).body;
    assert.equal(job.status, 'cancelled');
    const requests = requestsFor('cancelled');
    assert.ok(requests.length < URLS, `${requests.length} of ${URLS} pages were fetched`);
    const lateMs = Math.max(...requests.map((request) => request.at)) - cancelledAt;
    console.log(`      the last request came ${lateMs} ms after the cancel`);
    // No bound on time: what was about to be sent is all that may still come.
    const late = requests.filter((request) => request.at > cancelledAt).length;
    assert.ok(late <= 4 * HOST_CONCURRENCY, `${late} requests came after the cancel`);
    const kinds = (await at.b.ledger(id)).map(({ kind }) => kind);
    assert.deepEqual(kinds, ['reserve', 'refund']);
  });

  it('starts again what was killed, and the front address goes on meanwhile', async () => {
    const { id, key } = await at.front.account();
    const { pid } = partOf('gateway-1');
    process.kill(pid, 'SIGKILL');
    process.kill(partOf('worker-1').pid, 'SIGKILL');
    const urls = urlsOf('killed').slice(0, 40);
    const { status, body } = await at.front.post(key, '/v1/batch', { urls, schema: TITLE });
    assert.equal(status, 200);
    assert.deepEqual(
      new Set(body.results.map((page: { status: string }) => page.status)),
      new Set(['success']),
    );
    assert.deepEqual(
      (await at.front.ledger(id)).map(({ kind, units }) => [kind, units]),
      [['reserve', urls.length]],
    );
    await waitFor('the gateway to be back', async () => {
      const { status } = await at.a.call('GET', '/readyz').catch(() => ({ status: 0 }));
      return status === 200;
    });
    assert.notEqual(partOf('gateway-1').pid, pid);
    assert.deepEqual(
      ['gateway-1', 'worker-1', 'gateway-2', 'worker-2'].map((name) => partOf(name).restarts),
      [1, 1, 0, 0],
    );
  });
});
