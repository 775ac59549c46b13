import { Kysely, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { strict as assert } from 'node:assert';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '../../src/adapters/store/connection.js';
import { createStore, openPglite } from '../../src/adapters/store/index.js';
import { migrate, sqlMigrations } from '../../src/adapters/store/migrations.js';
import { openPgliteDialect } from '../../src/adapters/store/pglite-dialect.js';

const NOW = new Date('2026-11-28T12:00:00Z');

describe('a data folder of an earlier version', function () {
  this.timeout(120_000);
  let parent: string;

  before(() => {
    parent = mkdtempSync(join(tmpdir(), 'holdfast-upgrade-'));
  });
  after(() => rmSync(parent, { recursive: true, force: true }));

  it('has its schedules applied once more, because Temporal has them as cron expressions', async () => {
    const db = await openAsOf('0004_models');
    await sql`insert into spiders (id, account_id, name, repo_path, description, settings, created_at)
      values ('p', 'a', 'site', 'site.mjs', '', '{}', ${NOW})`.execute(db);
    // Temporal has its third version.
    await sql`insert into schedules (id, account_id, spider_id, cron_expression, timezone, enabled, created_at,
      version, applied) values ('s', 'a', 'p', '0 9 * * sat-sun', 'UTC', true, ${NOW}, 3, 3)`.execute(db);
    const crawl = { seedUrl: 'http://a.test/', followPattern: '**', maxDepth: 1, respectNofollow: true };
    const spec = {
      ...{ schema: [], renderJs: 'auto', timeoutMs: 15_000, locale: null, processImages: false },
      ...{ perChunk: 1, failFast: false, cache: 'use', crawl },
    };
    await sql`insert into jobs (id, account_id, kind, endpoint, state, spec, total, chunk, lanes, reserved_month,
      reserved_prepaid, reserved_in, created_at, deadline_at) values ('job_1', 'a', 'crawl', '/crawl', 'queued',
      ${JSON.stringify(spec)}, 1, 1, 1, 1, 0, '2026-11', ${NOW}, ${NOW})`.execute(db);
    await db.destroy();
    const store = createStore(await openPglite(join(parent, '0004_models')));
    try {
      const [schedule, ...others] = await store.schedules.unapplied(NOW, '2025c', 10);
      assert.deepEqual([schedule?.id, schedule?.version, others.length], ['s', 4, 0]);
      assert.deepEqual([schedule?.cronExpression, schedule?.enabled], ['0 9 * * sat-sun', true]);
      await store.schedules.noteApplied('s', 4, null, '2025c');
      assert.deepEqual(await store.schedules.unapplied(NOW, '2025c', 10), []);
    } finally {
      await store.close();
    }
  });

  it('has its jobs read, whose specs do not say of which kind they are', async () => {
    const store = createStore(await openPglite(join(parent, '0004_models')));
    try {
      const job = await store.jobs.get('job_1');
      assert.ok(job?.spec.kind === 'crawl');
      assert.equal(job.spec.crawl.seedUrl, 'http://a.test/');
      assert.deepEqual([job.kind, job.spec.tries, job.spec.asyncMode], ['crawl', 1, false]);
    } finally {
      await store.close();
    }
  });

  it('keeps what was counted of the pages of running jobs, for crashes and for retries', async () => {
    const db = await openAsOf('0006_pruning');
    try {
      for (const [id, state] of [
        ['running', 'running'],
        ['ended', 'cancelled'],
      ])
        await sql`insert into jobs (id, account_id, kind, endpoint, state, spec, total, chunk, lanes, reserved_month,
            reserved_prepaid, reserved_in, created_at, deadline_at)
          values (${id}, 'a', 'batch', '/batch', ${state}, '{}', 2, 1, 1, 2, 0, '2026-11', ${NOW}, ${NOW})`.execute(
          db,
        );
      await sql`insert into pages (job_id, page_no, url, attempts, state) values ('running', 0, 'u', 2, 'waiting'),
        ('running', 1, 'u', 1, 'done'), ('ended', 0, 'u', 1, 'waiting')`.execute(db);
      await migrate(db);
      const { pages } = createStore(db);
      assert.deepEqual([await pages.countCrash('running', 0), await pages.countRetry('running', 0)], [3, 3]);
      assert.deepEqual([await pages.countCrash('running', 1), await pages.countRetry('ended', 0)], [1, 1]);
    } finally {
      await db.destroy();
    }
  });

  /** A database as that migration left it, with one account. */
  async function openAsOf(last: string): Promise<Database> {
    const db = new Kysely<unknown>({ dialect: (await openPgliteDialect(join(parent, last))).dialect });
    const migrator = new Migrator({ db, provider: sqlMigrations });
    assert.equal((await migrator.migrateTo(last)).error, undefined);
    await sql`insert into accounts (id, name, plan, suspended, prepaid_balance, webhook_secret, created_at)
      values ('a', 'test', 'pro', false, 0, 'whsec_test', ${NOW})`.execute(db);
    return db;
  }
});
