/** A copy of the embedded parts, as the operator asks for it. */

import { CallRefused } from '../core/failure.js';
import { NoRoom, type Backup, type Backups } from '../ports/backup.js';
import type { Log } from '../ports/log.js';

/**
 * Refuses with INVALID_REQUEST when nothing is embedded, CONFLICT while another copy is being made, and
 * SERVICE_UNAVAILABLE when the disk has no room.
 */
export type MakeBackup = () => Promise<Backup>;

export function createMakeBackup(backups: Backups, log: Log): MakeBackup {
  let isBusy = false;
  return async () => {
    if (backups.parts.length === 0)
      throw new CallRefused(
        'INVALID_REQUEST',
        'Nothing is embedded here: copy both databases with pg_dump, as docs/backup.md says.',
      );
    if (isBusy) throw new CallRefused('CONFLICT', 'A copy is being made already.');
    isBusy = true;
    try {
      const backup = await backups.make();
      log.info({ ...backup }, 'a backup was made');
      return backup;
    } catch (error) {
      if (error instanceof NoRoom) throw new CallRefused('SERVICE_UNAVAILABLE', error.message);
      throw error;
    } finally {
      isBusy = false;
    }
  };
}
