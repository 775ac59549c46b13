/** Which tables are due for VACUUM and ANALYZE: autovacuum's rules, by the counts that PGlite keeps while it is open. */

import type { UpkeepSession } from '../pglite-dialect.js';

/** As autovacuum's defaults, with a bound (its autovacuum_vacuum_max_threshold), so that one VACUUM is never a huge one. */
const DEAD_ROWS = { base: 50, share: 0.2, most: 50_000 };
const INSERTED_ROWS = { base: 1_000, share: 0.2 };
const CHANGED_ROWS = { base: 50, share: 0.1 };
/** Transactions until ids must be frozen; at two thousand million the database would refuse to write. */
const FREEZE_AGE = 150_000_000;

export interface DueTable {
  readonly oid: number;
  /** Schema and name, quoted. */
  readonly name: string;
  /** Of the table, with its indexes and its TOAST table. */
  readonly bytes: number;
  readonly vacuum: boolean;
  readonly analyze: boolean;
  readonly freeze: boolean;
}

/**
 * Tables that are due, small ones first. `unseen` are due whatever is counted: PGlite forgets its counts when it is
 * closed, so each table is vacuumed once after an opening. Pages where all is well are skipped by that.
 */
export async function findDueTables(
  session: UpkeepSession,
  unseen: (oid: number) => boolean,
): Promise<DueTable[]> {
  // What this session has counted itself is shown only once it was flushed, at the end of this statement.
  await session.run('select pg_stat_force_next_flush()');
  const rows = await session.run<{
    oid: number;
    name: string;
    ours: boolean;
    toast: boolean;
    bytes: number;
    dead: boolean;
    changed: boolean;
    old: boolean;
  }>(`
    select c.oid::int4 as oid, quote_ident(n.nspname) || '.' || quote_ident(c.relname) as name,
      n.nspname = 'public' as ours, c.relkind = 't' as toast, pg_total_relation_size(c.oid)::float8 as bytes,
      s.n_dead_tup > least(${DEAD_ROWS.base} + ${DEAD_ROWS.share} * greatest(c.reltuples, 0), ${DEAD_ROWS.most})
        or s.n_ins_since_vacuum > ${INSERTED_ROWS.base} + ${INSERTED_ROWS.share} * greatest(c.reltuples, 0) as dead,
      s.n_mod_since_analyze > ${CHANGED_ROWS.base} + ${CHANGED_ROWS.share} * greatest(c.reltuples, 0) as changed,
      age(c.relfrozenxid) > ${FREEZE_AGE} as old
    from pg_class c
      join pg_namespace n on n.oid = c.relnamespace
      join pg_stat_all_tables s on s.relid = c.oid
    where c.relkind in ('r', 't') and c.relpersistence = 'p'
    order by pg_total_relation_size(c.oid)`);
  return rows
    .map(({ oid, name, ours, toast, bytes, dead, changed, old }) => ({
      oid,
      name,
      bytes,
      vacuum: dead || old || (ours && unseen(oid)),
      analyze: changed && !toast,
      freeze: old,
    }))
    .filter(({ vacuum, analyze }) => vacuum || analyze);
}

export function vacuumStatement({ name, vacuum, analyze, freeze }: DueTable): string {
  if (!vacuum) return `analyze ${name}`;
  const options = [...(analyze ? ['analyze'] : []), ...(freeze ? ['freeze'] : [])];
  return options.length === 0 ? `vacuum ${name}` : `vacuum (${options.join(', ')}) ${name}`;
}
