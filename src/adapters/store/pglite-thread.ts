/** The thread that holds PGlite: one request after the other, in the order they came. */

import { PGlite } from '@electric-sql/pglite';
import { parentPort, workerData } from 'node:worker_threads';

export interface Request {
  readonly id: number;
  readonly kind: 'open' | 'query' | 'close';
  readonly sql?: string;
  readonly params?: readonly unknown[];
}

export interface Reply {
  readonly id: number;
  readonly rows?: unknown[];
  readonly affected?: number;
  readonly error?: { readonly message: string; readonly code: string | undefined };
}

const port = parentPort;
if (port === null) throw new Error('pglite-thread runs as a worker thread only');

/**
 * PGlite writes these over postgresql.conf at each opening. They hold at most one checkpoint's distance of WAL on disk,
 * and with wal_level minimal a rewritten table is not written to the WAL as well.
 */
const SETTINGS = [
  // The default of 128 MB is kept whole in this process; the files are in the system's cache anyway.
  'shared_buffers = 32MB',
  // Memory that a VACUUM or an index build has taken is never given back: WebAssembly's memory only grows.
  'maintenance_work_mem = 16MB',
  'wal_level = minimal',
  'max_wal_senders = 0',
  'min_wal_size = 32MB',
  'max_wal_size = 64MB',
];

/** The server's own words, of which PGlite's error has none. */
const words: string[] = [];
const MOST_WORDS = 4;

const database = PGlite.create({
  dataDir: (workerData as { folder: string }).folder,
  postgresqlconf: SETTINGS,
  onStderr: (line) => {
    const [, said] = /(?:FATAL|PANIC|DETAIL|HINT): +(.*)/.exec(line) ?? [];
    if (said !== undefined && words.length < MOST_WORDS) words.push(said);
    return true;
  },
}).catch((error: unknown) => {
  throw new Error([error instanceof Error ? error.message : String(error), ...words].join('; '));
});
// Whoever asks first is told; until then this is no unhandled rejection.
database.catch(() => undefined);

async function answer(request: Request): Promise<Reply> {
  const db = await database;
  if (request.kind === 'close') await db.close();
  if (request.kind !== 'query') return { id: request.id };
  const { rows, affectedRows } = await db.query(request.sql ?? '', [...(request.params ?? [])]);
  return { id: request.id, rows, affected: affectedRows ?? 0 };
}

port.on('message', (request: Request) => {
  answer(request).then(
    (reply) => port.postMessage(reply),
    (error: unknown) => {
      const { message, code } = error as { message?: string; code?: string };
      port.postMessage({
        id: request.id,
        error: { message: message ?? String(error), code },
      } satisfies Reply);
    },
  );
});
