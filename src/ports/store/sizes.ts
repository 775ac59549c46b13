/** How much of the disk the database takes. */

export interface TableSize {
  readonly table: string;
  /** With its indexes, its long values, and the space of dead rows. */
  readonly bytes: number;
  /** As PostgreSQL estimates them. */
  readonly rows: number;
  /** Deleted or replaced, and not yet vacuumed. */
  readonly deadRows: number;
}

export interface DatabaseSize {
  /** All of it, without the WAL. */
  readonly bytes: number;
  /** The largest first. */
  readonly tables: readonly TableSize[];
}

export interface Sizes {
  read(): Promise<DatabaseSize>;
}
