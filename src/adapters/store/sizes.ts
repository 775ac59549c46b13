/** The sizes of the database and its tables, by PostgreSQL's own functions. */

import { sql } from 'kysely';
import type { Sizes } from '../../ports/store/sizes.js';
import type { Database } from './connection.js';

/** Runs one statement. */
export type RunStatement = <Row>(text: string) => Promise<readonly Row[]>;

const STATEMENT = `
  select c.relname as name, pg_total_relation_size(c.oid)::float8 as bytes,
    greatest(c.reltuples, 0)::float8 as rows, coalesce(pg_stat_get_dead_tuples(c.oid), 0)::float8 as dead_rows,
    pg_database_size(current_database())::float8 as all_bytes
  from pg_class c
  where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
  order by 2 desc, 1`;

interface SizeRow {
  readonly name: string;
  readonly bytes: number;
  readonly rows: number;
  readonly dead_rows: number;
  readonly all_bytes: number;
}

/** `run`: in place of the database's own statements, which count as use of the embedded one. */
export function createSizes(db: Database, run: RunStatement | null): Sizes {
  const read: RunStatement =
    run ?? (async <Row>(text: string) => (await sql.raw<Row>(text).execute(db)).rows);
  return {
    read: async () => {
      const rows = await read<SizeRow>(STATEMENT);
      return {
        bytes: rows[0]?.all_bytes ?? 0,
        tables: rows.map((row) => ({
          table: row.name,
          bytes: row.bytes,
          rows: row.rows,
          deadRows: row.dead_rows,
        })),
      };
    },
  };
}
