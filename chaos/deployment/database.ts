/** A PostgreSQL server for one box, made and kept running as the cluster's is. */

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { readCompose } from '../../cluster/compose-file.js';
import { startDatabase } from '../../cluster/database.js';
import type { Part } from '../../cluster/part.js';
import { readPlace } from '../../cluster/place.js';
import { databaseUrl, HOST, type Place } from '../../cluster/settings.js';
import { ROOT } from '../../test/support/root.js';
import type { Scratch } from './running.js';

export interface OwnDatabase {
  /** As the program's own role. */
  readonly url: string;
  /** Of the same database, as the superuser. */
  readonly superuserUrl: string;
  readonly part: Part;
}

/** Resolves when it takes connections. Nothing is left when it rejects. */
export async function startOwnDatabase(
  { dataDir: parent, logFolder }: Scratch,
  signal: AbortSignal,
): Promise<OwnDatabase> {
  const dataDir = join(parent, 'server');
  mkdirSync(dataDir, { mode: 0o711 });
  const wanted = { gateways: 0, workers: 0, front: undefined, adminToken: undefined };
  const { adminToken, postgresPassword: password, ports } = await readPlace(dataDir, wanted);
  const compose = readCompose(ROOT, { ADMIN_TOKEN: adminToken, POSTGRES_PASSWORD: password });
  const place: Place = { ports, dataDir, root: ROOT, spidersDir: dataDir, scrapy: null };
  let part: Part | undefined;
  try {
    await startDatabase({
      compose,
      place,
      password,
      path: process.env['PATH'] ?? '',
      logFile: join(logFolder, 'postgres.log'),
      onExit: () => undefined, // told by its own log
      own: (started) => (part = started),
      signal,
    });
    if (part === undefined) throw new Error('PostgreSQL was started without a process.');
  } catch (error) {
    await part?.stop();
    throw error;
  }
  const url = databaseUrl(compose, place);
  const { pathname } = new URL(url);
  return { url, superuserUrl: `postgres://postgres:${password}@${HOST}:${ports.postgres}${pathname}`, part };
}
