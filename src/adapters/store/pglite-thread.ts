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

/** The default of 128 MB is kept whole in this process; the files are in the system's cache anyway. */
const SETTINGS = ['shared_buffers = 32MB'];

const database = PGlite.create({
  dataDir: (workerData as { folder: string }).folder,
  postgresqlconf: SETTINGS,
});

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
