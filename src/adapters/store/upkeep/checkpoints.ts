/** Checkpoints: what was written since the last one is what the next opening replays after a kill. */

import type { UpkeepSession } from '../pglite-dialect.js';

export interface CheckpointLimits {
  /** Most bytes of WAL since the last checkpoint. */
  readonly walBytes: number;
  /** Longest time since the last checkpoint, when anything was written. */
  readonly everyMs: number;
}

/** A checkpoint itself, and the commits of idle minutes, write some kilobytes: not worth the next one. */
const HARDLY_ANYTHING_BYTES = 256 * 1024;

export interface WalState {
  /** Bytes written since the last checkpoint began. */
  readonly bytes: number;
  readonly ageMs: number;
}

/** How much an opening would have to replay now. */
export async function readWal(session: UpkeepSession): Promise<WalState> {
  const [row] = await session.run<{ bytes: number; age_ms: number }>(
    `select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), redo_lsn)::float8 as bytes,
       (extract(epoch from clock_timestamp() - checkpoint_time) * 1000)::float8 as age_ms
     from pg_control_checkpoint()`,
  );
  return { bytes: row?.bytes ?? 0, ageMs: row?.age_ms ?? 0 };
}

export function isCheckpointDue({ bytes, ageMs }: WalState, limits: CheckpointLimits): boolean {
  return bytes >= limits.walBytes || (bytes >= HARDLY_ANYTHING_BYTES && ageMs >= limits.everyMs);
}
