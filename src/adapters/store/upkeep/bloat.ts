/**
 * Tables that hold more space than their rows need. VACUUM gives back only what is free at a file's end; the rest is
 * used again by new rows, and stays when there are fewer of them than there were. Writing a table anew (VACUUM FULL)
 * gives it back.
 */

import type { UpkeepSession } from '../pglite-dialect.js';

/** Pages read of a table to see how full they are. */
const SAMPLED_PAGES = 400;
/** Of a row: its header, its line pointer, and what aligns it. */
const ROW_OVERHEAD_BYTES = 32;
/** Of an index's row: more than any of ours has. */
const INDEX_ROW_BYTES = 120;
const TOAST_ROW_BYTES = 2_048;
const PAGE_BYTES = 8_192;

export interface Bloat {
  readonly oid: number;
  readonly name: string;
  /** Of the table, with its indexes and its TOAST table. */
  readonly bytes: number;
  /** What it would have if it were written anew, about. */
  readonly liveBytes: number;
}

/** Tables of ours of which at least half is free, and at least `wasteBytes`. The counts of a recent VACUUM are used. */
export async function findBloat(session: UpkeepSession, wasteBytes: number): Promise<Bloat[]> {
  const tables = await session.run<{
    oid: number;
    name: string;
    bytes: number;
    pages: number;
    toast_rows: number;
    index_rows: number;
    columns: string;
  }>(`
    select c.oid::int4 as oid, quote_ident(n.nspname) || '.' || quote_ident(c.relname) as name,
      pg_total_relation_size(c.oid)::float8 as bytes,
      (pg_relation_size(c.oid) / ${PAGE_BYTES})::float8 as pages,
      coalesce((select reltuples from pg_class t where t.oid = c.reltoastrelid), 0)::float8 as toast_rows,
      coalesce((select sum(i.reltuples) from pg_index x join pg_class i on i.oid = x.indexrelid
        where x.indrelid = c.oid), 0)::float8 as index_rows,
      (select string_agg('coalesce(pg_column_size(' || quote_ident(a.attname) || '), 0)', ' + ')
        from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname = 'public' and pg_total_relation_size(c.oid) >= ${wasteBytes}`);
  const bloated: Bloat[] = [];
  for (const { oid, name, bytes, pages, toast_rows, index_rows, columns } of tables) {
    const percent = pages <= SAMPLED_PAGES ? 100 : (SAMPLED_PAGES / pages) * 100;
    const [sample] = await session.run<{ bytes: number }>(
      `select coalesce(sum(${ROW_OVERHEAD_BYTES} + ${columns}), 0)::float8 as bytes
       from ${name} tablesample system (${percent})`,
    );
    const rows = ((sample?.bytes ?? 0) * 100) / percent;
    // Below zero: never counted.
    const liveBytes =
      rows + Math.max(toast_rows, 0) * TOAST_ROW_BYTES + Math.max(index_rows, 0) * INDEX_ROW_BYTES;
    if (bytes - liveBytes >= Math.max(wasteBytes, bytes / 2)) bloated.push({ oid, name, bytes, liveBytes });
  }
  return bloated;
}
