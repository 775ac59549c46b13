#!/usr/bin/env bash
# `pragma incremental_vacuum(N)` gives back N pages only to a client that steps through the whole statement: SQLite frees
# one page at each step. A client that runs a pragma by a single step, as one does that expects one row at most, frees
# one page, without an error.
# Seen with libsql 0.5.29 (SQLite 3.45.1): get(), which takes one step, frees 1 of 500 pages; all() and exec() 500 each.
# The same in the Temporal development server 1.29.1, which hands pragmas of its command line to its driver at start:
# `--sqlite-pragma incremental_vacuum=1000` freed 1 page.
# Exits with 1 when this changes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact libsql@0.5.29
cat >check.cjs <<'JS'
const Database = require('libsql');
const db = new Database('file.db');
console.log(db.prepare('select sqlite_version() as version').get().version);
db.exec('pragma auto_vacuum = incremental; create table gone (x)');
db.exec('insert into gone with recursive n(x) as (select 1 union all select x + 1 from n where x < 10000) select randomblob(1000) from n');
db.exec('drop table gone');
const free = () => db.prepare('pragma freelist_count').get().freelist_count;
const freedBy = (work) => {
  const before = free();
  work();
  return before - free();
};
const counts = {
  get: freedBy(() => db.prepare('pragma incremental_vacuum(500)').get()),
  all: freedBy(() => db.prepare('pragma incremental_vacuum(500)').all()),
  exec: freedBy(() => db.exec('pragma incremental_vacuum(500)')),
};
console.log('pages freed:', counts);
if (counts.get !== 1 || counts.all !== 500 || counts.exec !== 500) {
  console.log('CHANGED');
  process.exit(1);
}
JS
node check.cjs
