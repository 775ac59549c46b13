/**
 * Connections to a PostgreSQL server that may go away and come back: no event of a connection ends the process, no
 * statement and no lock is waited for without end, and what fails because the server is away is told apart.
 */

import type { PostgresPool, PostgresPoolClient } from 'kysely';
import pg from 'pg';
import { PartAway } from '../../ports/part-away.js';
import { isDatabaseAway, leavesSessionUnknown } from './postgres-errors.js';

const POOL_SIZE = 10;
const CONNECT_TIMEOUT_MS = 10_000;
/** The server's own bounds; the longest statement of a large deployment takes seconds. */
const STATEMENT_TIMEOUT_MS = 60_000;
const LOCK_TIMEOUT_MS = 20_000;
/** A process that is frozen in a transaction holds its locks no longer than this. */
const IDLE_IN_TRANSACTION_TIMEOUT_MS = 20_000;
/** For a server that has vanished without a word, beyond its own bound. */
const ANSWER_TIMEOUT_MS = STATEMENT_TIMEOUT_MS + 5_000;

/**
 * `jit = off`: up to version 17 the planner's costs of a function that forbids sorting make PostgreSQL compile each of its
 * plans, which takes fifty times as long as running it.
 */
const SESSION = 'set jit = off';
const BOUNDS = `
  set statement_timeout = ${STATEMENT_TIMEOUT_MS};
  set lock_timeout = ${LOCK_TIMEOUT_MS};
  set idle_in_transaction_session_timeout = ${IDLE_IN_TRANSACTION_TIMEOUT_MS}`;

/** bigint columns are counts and ids far below 2^53; both drivers give them as numbers. */
const INT8 = 20;
const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary'): unknown =>
    oid === INT8 ? Number : pg.types.getTypeParser(oid, format),
};

/**
 * For kysely. Acquiring a connection and running a statement reject with `PartAway` when the server cannot be used. One
 * for `migrations` has one connection, whose statements may take as long as the tables are large.
 */
export function createPostgresPool(url: string, use: 'service' | 'migrations'): PostgresPool {
  const isBounded = use === 'service';
  const pool = new pg.Pool({
    connectionString: url,
    max: isBounded ? POOL_SIZE : 1,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    ...(isBounded ? { query_timeout: ANSWER_TIMEOUT_MS } : {}),
    keepAlive: true,
    types,
    // eslint-disable-next-line @typescript-eslint/no-misused-promises -- the pool waits for it, its types do not say so
    onConnect: async (client) => {
      // The statement that meets a broken connection reports it, and the pool replaces it; the event alone would end
      // the process.
      client.on('error', () => undefined);
      await client.query(isBounded ? `${SESSION};${BOUNDS}` : SESSION);
    },
  });
  pool.on('error', () => undefined);
  return {
    options: pool.options,
    connect: async () => careful(await pool.connect().catch(rethrow)),
    end: () => pool.end(),
  };
}

/** The client, but that errors are told apart, and a session that may be broken is not used again. */
function careful(client: pg.PoolClient): PostgresPoolClient {
  let broken = false;
  return {
    query: ((text: string, values: unknown[]) =>
      client.query(text, values).catch((error: unknown) => {
        broken ||= leavesSessionUnknown(error);
        return rethrow(error);
      })) as unknown as PostgresPoolClient['query'],
    release: (destroy = false) => client.release(destroy || broken),
  };
}

function rethrow(error: unknown): never {
  throw isDatabaseAway(error) ? new PartAway('database', error) : error;
}
