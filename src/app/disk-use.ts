/** What takes how much of the disk: the database by table, the data folder by file. */

import { DISK_PARTS, partOfTable, type DiskPart } from '../core/disk-parts.js';
import type { FolderParts } from '../ports/folder-parts.js';
import type { Log } from '../ports/log.js';
import type { Sizes, TableSize } from '../ports/store/sizes.js';

const LOOK_MS = 60_000;

/** Bytes of each part; no byte counts for two. */
export type BytesByPart = Readonly<Record<DiskPart, number>>;

export interface DiskUse {
  readonly parts: BytesByPart;
  readonly tables: readonly (TableSize & { readonly part: DiskPart })[];
}

export type ReadDiskUse = () => Promise<DiskUse>;

export interface DiskUseDeps {
  readonly store: { readonly sizes: Sizes };
  readonly readFolderParts: () => Promise<FolderParts>;
}

export function createReadDiskUse({ store, readFolderParts }: DiskUseDeps): ReadDiskUse {
  return async () => {
    const [database, folder] = await Promise.all([store.sizes.read(), readFolderParts()]);
    const tables = database.tables.map((table) => ({ ...table, part: partOfTable(table.table) }));
    const parts = Object.fromEntries(DISK_PARTS.map((part) => [part, 0])) as Record<DiskPart, number>;
    for (const { part, bytes } of tables) parts[part] += bytes;
    const { database: files, ...others } = folder;
    // The files of the embedded database, or what a server says of its own: beyond our tables it is PostgreSQL's.
    const beyond = Math.max(files, database.bytes) - tables.reduce((sum, { bytes }) => sum + bytes, 0);
    parts.database += Math.max(0, beyond);
    for (const [part, bytes] of Object.entries(others)) parts[part as DiskPart] += bytes;
    return { parts, tables };
  };
}

/** Reads it each minute and tells `onRead`; `close` ends that. */
export function watchDiskUse(
  readDiskUse: ReadDiskUse,
  onRead: (parts: BytesByPart) => void,
  log: Log,
): { close(): void } {
  let isBroken = false;
  const look = async (): Promise<void> => {
    try {
      onRead((await readDiskUse()).parts);
      isBroken = false;
    } catch (error) {
      if (!isBroken) log.warn({ err: error }, 'what takes how much of the disk cannot be read');
      isBroken = true;
    }
  };
  void look();
  const timer = setInterval(() => void look(), LOOK_MS).unref();
  return { close: () => clearInterval(timer) };
}
