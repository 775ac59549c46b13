/** Copies under `DATA_DIR/backups`, each a folder that can take the place of the data folder. */

import { existsSync, statSync } from 'node:fs';
import { copyFile, mkdir, readdir, rename, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { NoRoom, type Backup, type BackupPart, type Backups } from '../ports/backup.js';
import type { Copied } from './store/copy-embedded.js';
import { codeOf } from './error-code.js';

/** Left to everything else on the disk. */
const SPARE_BYTES = 64 * 1024 ** 2;
const UNFINISHED = 'unfinished-';

export interface BackupsOptions {
  readonly dataDir: string;
  /** Copies the embedded database's folder; null when it is a server of its own. */
  readonly copyDatabase: ((to: string) => Promise<Copied>) | null;
  /** Copies the embedded Temporal server's file; null when it is a server of its own. */
  readonly copyTemporal: ((to: string) => Promise<number>) | null;
  readonly now: () => Date;
}

export function createBackups({ dataDir, copyDatabase, copyTemporal, now }: BackupsOptions): Backups {
  const folder = join(dataDir, 'backups');
  const parts: BackupPart[] = [
    ...(copyDatabase === null ? [] : (['database'] as const)),
    ...(copyTemporal === null ? [] : (['temporal'] as const)),
  ];

  const make = async (): Promise<Backup> => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    for (const name of await readdir(folder))
      if (name.startsWith(UNFINISHED)) await rm(join(folder, name), { recursive: true, force: true });
    await checkRoom(dataDir, parts);
    const name = now().toISOString().replaceAll(':', '-');
    const unfinished = join(folder, `${UNFINISHED}${name}`);
    try {
      await mkdir(unfinished, { mode: 0o700 });
      // Temporal first: a database that knows more than its workflows is the direction that repeats least.
      const temporalBytes = (await copyTemporal?.(join(unfinished, 'temporal.db'))) ?? 0;
      const copied = await copyDatabase?.(join(unfinished, 'database'));
      const token = join(dataDir, 'admin-token');
      if (existsSync(token)) await copyFile(token, join(unfinished, 'admin-token'));
      await rename(unfinished, join(folder, name));
      return {
        folder: join(folder, name),
        parts,
        bytes: temporalBytes + (copied?.bytes ?? 0),
        pausedMs: copied?.pausedMs ?? 0,
      };
    } catch (error) {
      await rm(unfinished, { recursive: true, force: true });
      throw error;
    }
  };
  return { parts, make };
}

async function checkRoom(dataDir: string, parts: readonly BackupPart[]): Promise<void> {
  let needed = SPARE_BYTES;
  if (parts.includes('database')) needed += await sizeOf(join(dataDir, 'database'));
  if (parts.includes('temporal'))
    for (const name of ['temporal.db', 'temporal.db-wal'])
      needed += statSync(join(dataDir, name), { throwIfNoEntry: false })?.size ?? 0;
  const { bavail, bsize } = await statfs(dataDir);
  const free = bavail * bsize;
  if (free >= needed) return;
  const mb = (bytes: number): string => `${Math.ceil(bytes / 1024 ** 2)} MB`;
  throw new NoRoom(`The copy needs ${mb(needed)} of free disk and ${dataDir} has ${mb(free)}.`);
}

async function sizeOf(folder: string): Promise<number> {
  let bytes = 0;
  for (const name of await readdir(folder, { recursive: true })) {
    const found = await stat(join(folder, name)).catch((error: unknown) => {
      // PostgreSQL drops files while it works.
      if (codeOf(error) === 'ENOENT') return null;
      throw error;
    });
    if (found?.isFile() === true) bytes += found.size;
  }
  return bytes;
}
