/** The data folder, by what its files are for. All in bytes. */
export interface FolderParts {
  /** Of the embedded database, without its WAL. */
  readonly database: number;
  readonly wal: number;
  /** The file of the embedded Temporal server, with its journal. */
  readonly temporal: number;
  readonly logs: number;
  /** What Python spiders go on from. */
  readonly spiders: number;
  readonly other: number;
}
