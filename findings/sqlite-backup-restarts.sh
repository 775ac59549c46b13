#!/usr/bin/env bash
# SQLite's online backup begins anew whenever another connection has written between two of its steps, in WAL mode too. So
# a backup in small steps (Node's `backup` takes 100 pages a step unless told otherwise) of a file that is written to all
# the time gets no further; nothing says so but the number of pages that remain. In one step (`rate` above the number
# of pages) it ends at once, and in WAL mode writers do not wait for it.
# Seen with Node 24.21.0 (SQLite 3.53.4): 59 of 60 steps began anew, and the backup in one step copied all 1,005 pages.
# Needs `node` 24 on the PATH. Exits with 1 when this changes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat >check.mjs <<'JS'
import { backup, DatabaseSync } from 'node:sqlite';
console.log(process.version, new DatabaseSync(':memory:').prepare('select sqlite_version() as version').get());
const writer = new DatabaseSync('file.db');
writer.exec('pragma journal_mode = wal; create table t (x)');
writer.exec('insert into t with recursive n(x) as (select 1 union all select x + 1 from n where x < 4000) select randomblob(1000) from n');
const source = new DatabaseSync('file.db', { readOnly: true });

let steps = 0;
let restarts = 0;
let before = Infinity;
const STEPS = 60;
const stopped = new Error('enough');
const small = backup(source, 'small.db', {
  rate: 100,
  progress: ({ totalPages, remainingPages }) => {
    if (++steps > STEPS) throw stopped;
    if (remainingPages >= before) restarts += 1;
    before = remainingPages;
    writer.exec('insert into t values (1)');
  },
});
const ended = await small.then(() => true, (error) => { if (error !== stopped) throw error; return false; });
console.log('100 pages a step, a write between two:', { steps: steps - 1, restarts, ended });

const whole = backup(source, 'whole.db', { rate: 2_147_483_647 });
writer.exec('insert into t values (2)');
const pages = await whole;
console.log('one step:', { pages });
if (ended || restarts < STEPS / 2 || !(pages > 1000)) {
  console.log('CHANGED');
  process.exit(1);
}
JS
node check.mjs
