/**
 * A kysely dialect over PGlite on a thread of its own, so that statements do not hold up the thread that serves HTTP.
 * PGlite is one session: statements and transactions take turns.
 */

import {
  CompiledQuery,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
} from 'kysely';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Worker } from 'node:worker_threads';
import type { Reply, Request } from './pglite-thread.js';

const OPEN_TIMEOUT_MS = 60_000;

/** Opens (and creates when missing) the database in `folder`. */
export async function createPgliteDialect(folder: string): Promise<Dialect> {
  if (!existsSync(folder)) await createInChild(folder);
  const session = await openSession(folder);
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => createDriver(session),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
}

/** A process that creates a database keeps over 800 MB, one that opens it 300: creation gets a short-lived child. */
async function createInChild(folder: string): Promise<void> {
  const script = fileURLToPath(new URL('./pglite-create.js', import.meta.url));
  await promisify(execFile)(process.execPath, [script, folder], { timeout: OPEN_TIMEOUT_MS });
}

interface Session {
  query(sql: string, params: readonly unknown[]): Promise<Omit<Reply, 'id'>>;
  close(): Promise<void>;
}

async function openSession(folder: string): Promise<Session> {
  const worker = new Worker(new URL('./pglite-thread.js', import.meta.url), { workerData: { folder } });
  const pending = new Map<number, { resolve(reply: Reply): void; reject(error: Error): void }>();
  let lastId = 0;
  let broken: Error | undefined;

  const breakAll = (error: Error): void => {
    broken = error;
    for (const { reject } of pending.values()) reject(error);
    pending.clear();
  };
  worker.on('error', (error) => breakAll(new Error('the embedded database failed', { cause: error })));
  worker.on('exit', () => breakAll(new Error('the embedded database has been closed')));
  worker.on('message', (reply: Reply) => {
    pending.get(reply.id)?.resolve(reply);
    pending.delete(reply.id);
  });

  const send = (request: Omit<Request, 'id'>): Promise<Reply> => {
    if (broken !== undefined) return Promise.reject(broken);
    const id = ++lastId;
    return new Promise((resolve, reject) => {
      pending.set(id, { resolve, reject });
      worker.postMessage({ id, ...request } satisfies Request);
    });
  };

  const opened = await send({ kind: 'open' });
  if (opened.error !== undefined) throw toError(opened.error);
  return {
    query: async (text, params) => {
      const reply = await send({ kind: 'query', sql: text, params });
      if (reply.error !== undefined) throw toError(reply.error);
      return reply;
    },
    close: async () => {
      await send({ kind: 'close' });
      await worker.terminate();
    },
  };
}

/** Database errors keep their SQLSTATE in `code`, as with `pg`. */
function toError(error: NonNullable<Reply['error']>): Error {
  return Object.assign(new Error(error.message), { code: error.code });
}

function createDriver(session: Session): Driver {
  // The tail of the queue of connection holders: each waits for the one before it.
  let tail: Promise<void> = Promise.resolve();
  const releases = new WeakMap<DatabaseConnection, () => void>();
  const run = (connection: DatabaseConnection, text: string): Promise<unknown> =>
    connection.executeQuery(CompiledQuery.raw(text));

  return {
    init: async () => undefined,
    acquireConnection: async () => {
      const before = tail;
      let release = (): void => undefined;
      tail = new Promise((resolve) => {
        release = resolve;
      });
      await before;
      const connection = createConnection(session);
      releases.set(connection, release);
      return connection;
    },
    releaseConnection: async (connection) => releases.get(connection)?.(),
    beginTransaction: async (connection) => void (await run(connection, 'begin')),
    commitTransaction: async (connection) => void (await run(connection, 'commit')),
    rollbackTransaction: async (connection) => void (await run(connection, 'rollback')),
    destroy: () => session.close(),
  };
}

function createConnection(session: Session): DatabaseConnection {
  return {
    executeQuery: async <R>(query: CompiledQuery): Promise<QueryResult<R>> => {
      const { rows, affected } = await session.query(query.sql, query.parameters);
      return { rows: rows as R[], numAffectedRows: BigInt(affected ?? 0) };
    },
    // eslint-disable-next-line require-yield
    streamQuery: async function* () {
      throw new Error('streaming is not supported: read page by page');
    },
  };
}
