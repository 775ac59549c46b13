/** A copy of the embedded database while it is used. */

import { copyChanges, copyFolder } from '../copy-folder.js';
import type { UpkeepSession } from './pglite-dialect.js';

export interface Copied {
  readonly bytes: number;
  /** How long other statements had to wait. */
  readonly pausedMs: number;
}

/**
 * Copies the folder to `to`, which must not exist. The database has one session, so while we have its turn no file
 * changes; after a checkpoint the files alone hold everything. Opening the copy is like opening after a kill, with next to
 * nothing to replay.
 */
export async function copyEmbedded(
  session: Pick<UpkeepSession, 'hold'>,
  folder: string,
  to: string,
): Promise<Copied> {
  const seen = await copyFolder(folder, to);
  return session.hold(async (run) => {
    const startedAt = performance.now();
    await run('checkpoint');
    const bytes = await copyChanges(folder, to, seen);
    return { bytes, pausedMs: performance.now() - startedAt };
  });
}
