#!/usr/bin/env bash
# PGlite 0.5.16 (PostgreSQL 18.6) has no background processes, and answers questions as if it had:
#   - autovacuum is "on", checkpoint_timeout 300 s and max_wal_size 1 GB: nothing is ever checkpointed or vacuumed.
#     WAL segments pile up; after a kill all of them are replayed.
#   - its counts of dead rows (pg_stat_user_tables) work while it is open, and are 0 again after a clean close: a rule
#     like autovacuum's, run by oneself, does not see what an earlier run left.
# Seen: 7 WAL segments and 106 MB behind the last checkpoint after 150,000 rows; one CHECKPOINT later the redo position is the
# current one. 499 dead rows counted before the close, 0 after it, although no VACUUM ran.
# Exits with 1 when this changes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact @electric-sql/pglite@0.5.16
cat >check.mjs <<'JS'
import { readdirSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';

const dataDir = './database';
const open = () => PGlite.create({ dataDir });
let db = await open();
const one = async (text) => Object.values((await db.query(text)).rows[0])[0];
const segments = () => readdirSync(`${dataDir}/pg_wal`).filter((name) => /^[0-9A-F]{24}$/.test(name)).length;
const behind = () => one('select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), redo_lsn)::float8 from pg_control_checkpoint()');
const expect = (what, truth) => {
  console.log(`${truth ? 'as before' : 'CHANGED'}: ${what}`);
  if (!truth) process.exitCode = 1;
};

console.log(await one('select version()'));
expect('autovacuum says on', (await one("select current_setting('autovacuum')")) === 'on');
await db.exec('create table filler (no int, text text)');
for (let part = 0; part < 15; part += 1) {
  await db.exec('insert into filler select n, repeat(md5(n::text), 20) from generate_series(1, 10000) n');
}
const written = await behind();
console.log(`${segments()} segments of WAL, ${Math.round(written / 1e6)} MB since the last checkpoint`);
expect('nothing was checkpointed', written > 100e6 && segments() > 6);
await db.exec('checkpoint');
expect('CHECKPOINT works', (await behind()) < 1e6);

await db.exec('create table few (no int); insert into few select generate_series(1, 1000); delete from few where no < 500');
const dead = () => one("select n_dead_tup::int from pg_stat_user_tables where relname = 'few'");
await db.query('select pg_stat_force_next_flush()');
const before = await dead();
await db.close();
db = await open();
const after = await dead();
const vacuums = await one("select vacuum_count::int + autovacuum_count::int from pg_stat_user_tables where relname = 'few'");
console.log(`dead rows counted: ${before} before the close, ${after} after it; vacuums: ${vacuums}`);
expect('the counts do not outlive a clean close', before === 499 && after === 0 && vacuums === 0);
await db.close();
JS
node check.mjs
