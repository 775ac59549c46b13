/** A dump of PostgreSQL and a copy of Temporal, made at two moments while a job ran. */

import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { findPostgres } from '../../cluster/postgres-binaries.js';
import { TITLE, type Api, type TestAccount } from '../support/api.js';
import { assertExact, ended, underWay } from '../support/exact.js';
import { startGatedSite, type GatedSite } from '../support/gated-site.js';
import { startPostgres, type TestPostgres } from '../support/postgres.js';
import { processesNaming } from '../support/processes.js';
import { startService } from '../support/service.js';
import { skipWithout } from '../support/skip.js';

const PAGES = 40;

describe('a PostgreSQL server restored from a dump', function () {
  this.timeout(300_000);
  let parent: string;
  let server: TestPostgres | null = null;
  let site: GatedSite;
  let account: TestAccount;
  let batch: string;
  /** Of before and after the dump. */
  let older: string;
  let newer: string;

  before(async function () {
    const tools = findPostgres(process.env['PATH'] ?? '', ['pg_dump', 'pg_restore']);
    if (tools !== null) server = await startPostgres();
    skipWithout('postgres', server !== null, this);
    const { url } = server as TestPostgres;
    parent = mkdtempSync(join(tmpdir(), 'holdfast-dumped-'));
    site = await startGatedSite();
    const service = await startService(envOf(url), { parent });
    try {
      const { api } = service;
      account = await api.account();
      const options = { concurrency: 2, no_cache: true, timeout_ms: 60_000 };
      const urls = site.urls(PAGES);
      site.allow(4);
      batch = (await api.startBatch(account.key, { urls, schema: TITLE, options })).jobId;
      await underWay(api, account, batch);
      older = await copyTemporal(api, 'older');
      site.allow(8);
      await underWay(api, account, batch, 8);
      const dump = join(parent, 'dump');
      const { PATH, LANG } = process.env;
      const as = { env: { PATH, LANG } };
      execFileSync(join(tools as string, 'pg_dump'), ['-Fc', '-f', dump, url], as);
      site.allow(14);
      await underWay(api, account, batch, 14);
      newer = await copyTemporal(api, 'newer');
      site.allow(PAGES);
      assert.equal((await ended(api, account, batch)).status, 'completed');
      for (const name of ['one', 'two']) {
        await execute(url, `create database ${name}`);
        execFileSync(join(tools as string, 'pg_restore'), ['-d', databaseOf(url, name), dump], as);
      }
    } finally {
      await service.discard();
    }
  });
  after(async () => {
    await site?.close();
    await server?.stop();
    if (parent === undefined) return;
    assert.deepEqual(processesNaming(parent), [], 'nothing is left running');
    rmSync(parent, { recursive: true, force: true });
  });

  it('goes on with an older Temporal', () => restored('one', older));

  it('goes on with a newer Temporal', () => restored('two', newer));

  async function restored(name: string, temporal: string): Promise<void> {
    const fill = async (dataDir: string): Promise<void> =>
      cpSync(join(temporal, 'temporal.db'), join(dataDir, 'temporal.db'));
    const service = await startService(envOf(databaseOf((server as TestPostgres).url, name)), {
      parent,
      fill,
    });
    try {
      await assertExact(service.api, account, batch, PAGES);
      assert.equal(await service.stop(), 0);
    } catch (error) {
      throw new Error(`with the service's output:\n${service.output()}`, { cause: error });
    } finally {
      await service.discard();
    }
  }

  /** Of what is embedded: PostgreSQL is not. Resolves with a folder that outlives the service's own. */
  async function copyTemporal(api: Api, name: string): Promise<string> {
    const { status, body } = await api.admin('POST', '/backups');
    assert.equal(status, 201, JSON.stringify(body));
    assert.deepEqual(body.parts, ['temporal']);
    cpSync(body.folder as string, join(parent, name), { recursive: true });
    return join(parent, name);
  }
});

function envOf(url: string): Record<string, string> {
  return { ALLOW_PRIVATE_NETWORKS: '127.0.0.1', DATABASE_URL: url };
}

function databaseOf(url: string, name: string): string {
  const other = new URL(url);
  other.pathname = `/${name}`;
  return other.href;
}

async function execute(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
