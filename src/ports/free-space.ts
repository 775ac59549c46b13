/** The file system that holds the data folder. */

export interface FreeSpace {
  /** Bytes that this process may still write. */
  readonly freeBytes: number;
  readonly totalBytes: number;
}

/** Rejects when the file system cannot be asked. */
export type ReadFreeSpace = () => Promise<FreeSpace>;
