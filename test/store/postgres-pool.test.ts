/** The pool of a PostgreSQL server whose sessions break. */

import { strict as assert } from 'node:assert';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { PostgresPool } from 'kysely';
import { createPostgresPool } from '../../src/adapters/store/postgres-pool.js';
import { isDatabaseAway } from '../../src/adapters/store/postgres-errors.js';
import { PartAway } from '../../src/ports/part-away.js';
import { startPostgres, type TestPostgres } from '../support/postgres.js';
import { skipWithout } from '../support/skip.js';

describe('the pool of a PostgreSQL server', function () {
  this.timeout(60_000);
  let server: TestPostgres;
  let pool: PostgresPool;

  before(async function () {
    const started = await startPostgres();
    skipWithout('postgres', started !== null, this);
    server = started as TestPostgres;
    pool = createPostgresPool(server.url, 'service');
  });
  after(async () => {
    await pool?.end();
    await server?.stop();
  });

  const shown = async (setting: string): Promise<unknown> => {
    const client = await pool.connect();
    try {
      return Object.values(
        (await client.query<Record<string, string>>(`show ${setting}`, [])).rows[0] ?? {},
      )[0];
    } finally {
      client.release();
    }
  };

  it('compiles no plans, and bounds statements, locks and idle transactions', async () => {
    assert.equal(await shown('jit'), 'off');
    assert.equal(await shown('statement_timeout'), '1min');
    assert.equal(await shown('lock_timeout'), '20s');
    assert.equal(await shown('idle_in_transaction_session_timeout'), '20s');
  });

  it('gives migrations as long as they take', async () => {
    const migrations = createPostgresPool(server.url, 'migrations');
    const client = await migrations.connect();
    try {
      assert.deepEqual((await client.query('show statement_timeout', [])).rows, [{ statement_timeout: '0' }]);
      assert.deepEqual((await client.query('show jit', [])).rows, [{ jit: 'off' }]);
    } finally {
      client.release();
      await migrations.end();
    }
  });

  it('outlives the end of a session within a transaction', async () => {
    const client = await pool.connect();
    await client.query('begin', []);
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid', []);
    const other = new pg.Client({ connectionString: server.url });
    await other.connect();
    await other.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
    await other.end();
    await sleep(200); // the event of the connection comes while nobody waits for an answer
    await assert.rejects(client.query('select 1', []), PartAway);
    client.release();
    assert.equal(await shown('jit'), 'off');
  });

  it('tells a server that is away from a wrong statement', async () => {
    const client = await pool.connect();
    await assert.rejects(client.query('select nothing from nowhere', []), (error) => {
      assert.ok(!(error instanceof PartAway));
      return true;
    });
    client.release();
    await server.kill();
    await assert.rejects(async () => {
      // A client that the pool still has for good: kept, it would hold up the end of the pool.
      const got = await pool.connect();
      await got.query('select 1', []).finally(() => got.release());
    }, PartAway);
    await server.startAgain();
    assert.equal(await shown('jit'), 'off');
  });

  it('knows the errors of networks, sessions and the pool', () => {
    const coded = (code: string): Error => Object.assign(new Error('x'), { code });
    for (const code of ['08006', '57P01', '57P03', '53300', 'ECONNREFUSED', 'ENOTFOUND'])
      assert.equal(isDatabaseAway(coded(code)), true, code);
    for (const code of ['23505', '42P01', '40001', '22P02', ''])
      assert.equal(isDatabaseAway(coded(code)), false, code);
    assert.equal(isDatabaseAway(new Error('Connection terminated unexpectedly')), true);
    assert.equal(isDatabaseAway(new AggregateError([coded('ECONNREFUSED')])), true);
  });
});
