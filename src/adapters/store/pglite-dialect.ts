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
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Worker } from 'node:worker_threads';
import { inspectFolder } from './pglite-folder.js';
import type { Reply, Request } from './pglite-thread.js';

const OPEN_TIMEOUT_MS = 60_000;

/** The database's one session, as the upkeep uses it. */
export interface UpkeepSession {
  /** How long no one but the upkeep has used the database; 0 while someone uses it or waits for it. */
  idleMs(): number;
  /** Runs one statement between those of others, never within a transaction of theirs. */
  run<Row>(text: string): Promise<Row[]>;
}

export interface OpenedPglite {
  readonly dialect: Dialect;
  readonly session: UpkeepSession;
  /** The last stop was no clean one. */
  readonly unclean: boolean;
}

/** Opens (and creates when missing) the database in `folder`. Throws `UnusableFolder` when it is none of PGlite's. */
export async function openPgliteDialect(folder: string): Promise<OpenedPglite> {
  const state = inspectFolder(folder);
  if (state === 'missing') await createInChild(folder);
  const session = await openSession(folder).catch((error: unknown) => {
    throw new Error(`The embedded database in ${folder} could not be opened`, { cause: error });
  });
  const turns = createTurns();
  return {
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => createDriver(session, turns),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
    session: {
      idleMs: turns.idleMs,
      run: async <Row>(text: string) => {
        const release = await turns.take(false);
        try {
          return ((await session.query(text, [])).rows ?? []) as Row[];
        } finally {
          release();
        }
      },
    },
    unclean: state === 'unclean',
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

interface Turns {
  /** Resolves when it is the caller's turn, with the function that ends it. */
  take(countsAsUse: boolean): Promise<() => void>;
  idleMs(): number;
}

/** Turns at the one session, in the order in which they were asked for. */
function createTurns(): Turns {
  let tail: Promise<void> = Promise.resolve();
  let users = 0;
  let lastUsedAt = performance.now();
  return {
    idleMs: () => (users > 0 ? 0 : performance.now() - lastUsedAt),
    take: async (countsAsUse) => {
      const before = tail;
      let end = (): void => undefined;
      tail = new Promise((resolve) => {
        end = resolve;
      });
      if (countsAsUse) users += 1;
      await before;
      return () => {
        if (countsAsUse) {
          users -= 1;
          lastUsedAt = performance.now();
        }
        end();
      };
    },
  };
}

function createDriver(session: Session, turns: Turns): Driver {
  const releases = new WeakMap<DatabaseConnection, () => void>();
  const run = (connection: DatabaseConnection, text: string): Promise<unknown> =>
    connection.executeQuery(CompiledQuery.raw(text));

  return {
    init: async () => undefined,
    acquireConnection: async () => {
      const release = await turns.take(true);
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
