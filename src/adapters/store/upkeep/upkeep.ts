/**
 * The upkeep of the embedded database by our own clock: PGlite has none of a server's background processes, so without
 * this no checkpoint is ever made and no deleted row's space is ever used again. A PostgreSQL server does all this
 * itself.
 */

import { statfs } from 'node:fs/promises';
import { findBloat, type Bloat } from './bloat.js';
import { isCheckpointDue, readWal, type CheckpointLimits } from './checkpoints.js';
import { isTimely } from './timely.js';
import { findDueTables, vacuumStatement, type DueTable } from './vacuum.js';
import type { UpkeepSession } from '../pglite-dialect.js';

export type UpkeepKind = 'checkpoint' | 'vacuum' | 'analyze' | 'rewrite';

/** One statement of the upkeep, after it ran. */
export interface UpkeepDone {
  readonly kind: UpkeepKind;
  /** Null for a checkpoint. */
  readonly table: string | null;
  readonly durationMs: number;
}

/** Sizes in bytes, as last looked at. */
export interface UpkeepSizes {
  /** Written since the last checkpoint. */
  readonly wal: number;
  /** Tables and indexes. */
  readonly database: number;
}

export interface UpkeepLimits extends CheckpointLimits {
  /** Between looks at the tables' counts. */
  readonly lookMs: number;
  /** Between looks for space to give back. */
  readonly bloatMs: number;
  /** Space of one table that is worth giving back. */
  readonly wasteBytes: number;
}

/**
 * 32 MB of WAL are replayed in about a second. The other numbers are as for a server's: its checkpoint_timeout, and a
 * shorter autovacuum_naptime, since a look costs some milliseconds.
 */
export const UPKEEP_LIMITS: UpkeepLimits = {
  walBytes: 32 * 1024 ** 2,
  everyMs: 5 * 60_000,
  lookMs: 10_000,
  bloatMs: 60_000,
  wasteBytes: 64 * 1024 ** 2,
};

export interface UpkeepDeps {
  readonly session: UpkeepSession;
  /** The database's folder, for the free space of its disk. */
  readonly folder: string;
  readonly limits: UpkeepLimits;
  readonly onSizes: (sizes: UpkeepSizes) => void;
}

export interface Upkeep {
  /** Runs the one statement that is due and timely, and says which. Null when there is none. */
  step(): Promise<UpkeepDone | null>;
}

/** Seen with PGlite 0.5: bytes that a VACUUM looks through, and that a rewrite writes, in a millisecond. */
const VACUUM_BYTES_PER_MS = 50_000;
const REWRITE_BYTES_PER_MS = 25_000;
/** A rewrite may hold up jobs for this long when there never was a pause. */
const OVERDUE_REWRITE_MS = 1_000;
/** A larger table is left as it is: a rewrite would hold up everything for minutes. */
const LARGEST_REWRITE_BYTES = 4 * 1024 ** 3;

export function createUpkeep({ session, folder, limits, onSizes }: UpkeepDeps): Upkeep {
  const vacuumed = new Set<number>();
  const lastVacuumMs = new Map<number, number>();
  let tables = createAgenda<DueTable>();
  let bloated = createAgenda<Bloat>();

  async function run(kind: UpkeepKind, table: string | null, statement: string): Promise<UpkeepDone> {
    const startedAt = performance.now();
    await session.run(statement);
    return { kind, table, durationMs: performance.now() - startedAt };
  }

  async function vacuumNext(): Promise<UpkeepDone | null> {
    const next = tables.due().find(({ item: { oid, bytes }, dueMs }) =>
      isTimely({
        expectedMs: lastVacuumMs.get(oid) ?? bytes / VACUUM_BYTES_PER_MS,
        idleMs: session.idleMs(),
        dueMs,
        overdueMs: Infinity,
      }),
    );
    if (next === undefined) return null;
    const { item } = next;
    const done = await run(item.vacuum ? 'vacuum' : 'analyze', item.name, vacuumStatement(item));
    tables.remove(item.oid);
    if (item.vacuum) vacuumed.add(item.oid);
    if (item.vacuum) lastVacuumMs.set(item.oid, done.durationMs);
    return done;
  }

  async function rewriteNext(): Promise<UpkeepDone | null> {
    for (const { item, dueMs } of bloated.due()) {
      const expectedMs = item.liveBytes / REWRITE_BYTES_PER_MS;
      const wish = { expectedMs, idleMs: session.idleMs(), dueMs, overdueMs: OVERDUE_REWRITE_MS };
      if (!isTimely(wish) || !(await hasRoom(folder, item.liveBytes))) continue;
      const done = await run('rewrite', item.name, `vacuum (full) ${item.name}`);
      bloated.remove(item.oid);
      // A new file has no map of its pages that are visible to all: the next VACUUM makes it.
      vacuumed.delete(item.oid);
      return done;
    }
    return null;
  }

  return {
    step: async () => {
      const wal = await readWal(session);
      if (isCheckpointDue(wal, limits)) return run('checkpoint', null, 'checkpoint');
      if (tables.ageMs() >= limits.lookMs) {
        onSizes({ wal: wal.bytes, database: await databaseBytes(session) });
        tables = tables.renewed(await findDueTables(session, (oid) => !vacuumed.has(oid)));
      }
      const done = await vacuumNext();
      if (done !== null) return done;
      if (bloated.ageMs() >= limits.bloatMs) {
        const found = await findBloat(session, limits.wasteBytes);
        bloated = bloated.renewed(found.filter(({ liveBytes }) => liveBytes <= LARGEST_REWRITE_BYTES));
      }
      return rewriteNext();
    },
  };
}

async function databaseBytes(session: UpkeepSession): Promise<number> {
  const [row] = await session.run<{ bytes: number }>(
    'select pg_database_size(current_database())::float8 as bytes',
  );
  return row?.bytes ?? 0;
}

/** A rewrite needs the table's new size beside the old one; as much again stays free for everything else. */
async function hasRoom(folder: string, liveBytes: number): Promise<boolean> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize >= 2 * liveBytes + 64 * 1024 ** 2;
}

interface Agenda<T> {
  due(): { readonly item: T; readonly dueMs: number }[];
  remove(oid: number): void;
  /** Since it was made; `Infinity` for the first, which is empty. */
  ageMs(): number;
  /** The agenda of a new look; what was due before keeps its time. */
  renewed(items: readonly T[]): Agenda<T>;
}

/** What is due, and since when. */
function createAgenda<T extends { readonly oid: number }>(
  items: readonly T[] = [],
  since: ReadonlyMap<number, number> = new Map(),
  madeAt = -Infinity,
): Agenda<T> {
  const left = new Map(items.map((item) => [item.oid, item]));
  const sinceOf = (oid: number): number => since.get(oid) ?? madeAt;
  return {
    due: () => [...left.values()].map((item) => ({ item, dueMs: performance.now() - sinceOf(item.oid) })),
    remove: (oid) => void left.delete(oid),
    ageMs: () => performance.now() - madeAt,
    renewed: (next) => {
      const now = performance.now();
      const kept = new Map(next.map(({ oid }) => [oid, left.has(oid) ? sinceOf(oid) : now]));
      return createAgenda(next, kept, now);
    },
  };
}
