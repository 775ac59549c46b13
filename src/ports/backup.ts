/** Copies of what the service keeps in its data folder, made while it runs. */

export type BackupPart = 'database' | 'temporal';

export interface Backup {
  /** Absolute path. With the service stopped, it takes the place of the data folder. */
  readonly folder: string;
  readonly parts: readonly BackupPart[];
  readonly bytes: number;
  /** How long statements of the embedded database had to wait. */
  readonly pausedMs: number;
}

export interface Backups {
  /** What is embedded, and so what a copy holds; what a server of its own keeps is copied by that server's tools. */
  readonly parts: readonly BackupPart[];
  /** Rejects with `NoRoom` when the disk has no room for it. One at a time. */
  make(): Promise<Backup>;
}

/** The message is one sentence for the operator. */
export class NoRoom extends Error {
  override readonly name = 'NoRoom';
}
