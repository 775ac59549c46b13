/** What retention costs where many jobs have expired, and what it leaves of them. */

import { strict as assert } from 'node:assert';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Database } from '../../src/adapters/store/connection.js';
import { createStore, openPglite } from '../../src/adapters/store/index.js';
import { batchSpec } from '../support/specs.js';
import { copyDatabase } from '../support/template.js';
import { createSteps, HOUR_MS, newAccount, newJob, NOW } from './fixtures.js';

const TOMBSTONES = 20_000;

describe('pruning many jobs', function () {
  this.timeout(120_000);
  let folder: string;
  let db: Database;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'holdfast-pruning-'));
    await copyDatabase(join(folder, 'database'));
    db = await openPglite(join(folder, 'database'));
  });
  after(async () => {
    await db.destroy();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Rows of `jobs` that statements have read so far, by any way. */
  async function rowsRead(): Promise<number> {
    await sql`select pg_stat_force_next_flush()`.execute(db);
    const { rows } = await sql<{ n: number }>`select (seq_tup_read + idx_tup_fetch)::float8 as n
      from pg_stat_user_tables where relname = 'jobs'`.execute(db);
    return rows[0]?.n ?? NaN;
  }

  it('reads no rows of jobs that are to stay for longer', async () => {
    const store = createStore(db);
    const { id } = await newAccount(store);
    // Expired long ago, and pruned all at once: their rows are due by the second time only.
    await sql`insert into jobs (id, account_id, kind, endpoint, state, spec, total, chunk, lanes, reserved_month,
        reserved_prepaid, reserved_in, created_at, deadline_at, expires_at, pruned_at)
      select 'job_' || n, ${id}, 'batch', '/batch', 'completed', '{}', 1, 1, 1, 1, 0, '2031-01', ${NOW}, ${NOW},
        ${new Date(NOW.getTime() - 1_000 * HOUR_MS)}, ${NOW}
      from generate_series(1, ${TOMBSTONES}) n`.execute(db);
    await sql`vacuum analyze jobs`.execute(db);
    const before = await rowsRead();
    assert.equal(await store.jobs.prune(new Date(NOW.getTime() + HOUR_MS), 24 * HOUR_MS, 5_000), 0);
    const read = (await rowsRead()) - before;
    assert.ok(read < 100, `${read} rows of ${TOMBSTONES} were read`);
    assert.equal(await store.jobs.prune(new Date(NOW.getTime() + 25 * HOUR_MS), 24 * HOUR_MS, 5_000), 100);
  });

  it('keeps of an expired job what answers that it has expired, and nothing that its caller has sent', async () => {
    const store = createStore(db);
    const { accept } = createSteps(() => store);
    const { id } = await newAccount(store);
    const spec = batchSpec({
      extras: { headers: { authorization: 'Bearer secret' }, cookies: {}, userAgent: null },
    });
    const job = await accept(newJob(id, 1, { spec }));
    assert.ok(job.spec.schema.length > 0);
    const past = new Date(NOW.getTime() - HOUR_MS);
    await store.jobs.settle(job.id, 'completed', null, NOW, past);
    while ((await store.jobs.prune(NOW, HOUR_MS, 100)) > 0);
    const { rows } = await sql<{ spec: string }>`select spec::text from jobs where id = ${job.id}`.execute(
      db,
    );
    assert.doesNotMatch(rows[0]?.spec ?? 'secret', /secret|title/);
    const left = await store.jobs.get(job.id);
    assert.deepEqual(
      [left?.state, left?.kind, left?.expiresAt, left?.spec.schema],
      ['completed', 'batch', past, []],
    );
    assert.equal(left?.spec.timeoutMs, job.spec.timeoutMs);
  });
});
