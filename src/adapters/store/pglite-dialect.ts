/**
 * PGlite on a thread of its own, so that statements do not hold up the thread that serves HTTP, for kysely's dialect of it.
 * PGlite is one session: statements and transactions take turns.
 */

import { PGliteDialect, type Dialect, type PGlite } from 'kysely';
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Worker } from 'node:worker_threads';
import { PartAway } from '../../ports/part-away.js';
import { inspectFolder } from './pglite-folder.js';
import type { Reply, Request } from './pglite-thread.js';
import { isDatabaseAway } from './postgres-errors.js';

/** It takes some seconds; on a machine that is busy with much else, minutes. */
const OPEN_TIMEOUT_MS = 180_000;

/** The database's one session, as the upkeep uses it. */
export interface UpkeepSession {
  /** How long no one but the upkeep has used the database; 0 while someone uses it or waits for it. */
  idleMs(): number;
  /** Runs one statement between those of others, never within a transaction of theirs. */
  run<Row>(text: string): Promise<Row[]>;
  /** Keeps everybody else waiting until `work` has settled, and lets it run statements. */
  hold<T>(work: (run: (text: string) => Promise<void>) => Promise<T>): Promise<T>;
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
    dialect: new PGliteDialect({ pglite: createPglite(session, turns) }),
    session: {
      idleMs: turns.idleMs,
      run: <Row>(text: string) =>
        turns.run(false, async () => ((await session.query(text, [])).rows ?? []) as Row[]),
      hold: (work) => turns.run(true, () => work(async (text) => void (await session.query(text, [])))),
    },
    unclean: state === 'unclean',
  };
}

/** A process that creates a database keeps over 800 MB, one that opens it 300: creation gets a short-lived child. */
async function createInChild(folder: string): Promise<void> {
  const script = fileURLToPath(new URL('./pglite-create.js', import.meta.url));
  await promisify(execFile)(process.execPath, [script, folder], { timeout: OPEN_TIMEOUT_MS });
}

/** The thread's one connection. */
export interface Session {
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
    for (const { reject } of pending.values()) reject(again(error));
    pending.clear();
  };
  worker.on('error', (error) => breakAll(new Error('the embedded database failed', { cause: error })));
  worker.on('exit', () => breakAll(new Error('the embedded database has been closed')));
  worker.on('message', (reply: Reply) => {
    pending.get(reply.id)?.resolve(reply);
    pending.delete(reply.id);
  });

  const send = (request: Omit<Request, 'id'>): Promise<Reply> => {
    if (broken !== undefined) return Promise.reject(again(broken));
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

/** An error of its own for each statement that meets it: kysely writes the statement's stack into the error it gets. */
function again(error: Error): Error {
  return new Error(error.message, { cause: error });
}

/** Database errors keep their SQLSTATE in `code`, as with `pg`; a full disk is no fault of the statement, as there. */
function toError({ message, code }: NonNullable<Reply['error']>): Error {
  const error = Object.assign(new Error(message), { code });
  return isDatabaseAway(error) ? new PartAway('database', error) : error;
}

export interface Turns {
  /** Does `work` when it is the caller's turn. `countsAsUse`: it is not the upkeep's. */
  run<T>(countsAsUse: boolean, work: () => Promise<T>): Promise<T>;
  idleMs(): number;
}

/** Turns at the one session, in the order in which they were asked for. */
export function createTurns(): Turns {
  let tail: Promise<unknown> = Promise.resolve();
  let users = 0;
  let lastUsedAt = performance.now();
  return {
    idleMs: () => (users > 0 ? 0 : performance.now() - lastUsedAt),
    run: async (countsAsUse, work) => {
      const { promise: ended, resolve: end } = Promise.withResolvers<void>();
      const before = tail;
      tail = ended;
      if (countsAsUse) users += 1;
      await before;
      try {
        return await work();
      } finally {
        if (countsAsUse) {
          users -= 1;
          lastUsedAt = performance.now();
        }
        end();
      }
    },
  };
}

/** As much of PGlite as kysely's dialect uses. */
export function createPglite(session: Session, turns: Turns): PGlite {
  let closed = false;
  const query: PGlite['query'] = async <T>(text: string, params: unknown[] = []) => {
    const { rows, affected } = await session.query(text, params);
    // kysely reads no descriptions of fields, so they are not sent over from the thread.
    return { rows: rows as T[], affectedRows: affected ?? 0, fields: [] };
  };
  const rollback = async (): Promise<void> => void (await session.query('rollback', []));
  return {
    ready: true,
    waitReady: Promise.resolve(),
    get closed() {
      return closed;
    },
    close: async () => {
      closed = true;
      await session.close();
    },
    query: (text, params) => turns.run(true, () => query(text, params)),
    transaction: (work) =>
      turns.run(true, async () => {
        // kysely waits for the call of `work` and for nothing else: a begin that fails has to fail what follows.
        const begun = query('begin');
        begun.catch(() => undefined);
        try {
          const result = await work({
            rollback,
            query: async (text, params) => begun.then(() => query(text, params)),
          });
          await begun;
          await query('commit');
          return result;
        } catch (error) {
          await rollback().catch(() => undefined);
          throw error;
        }
      }),
  };
}
