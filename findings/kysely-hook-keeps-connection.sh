#!/usr/bin/env bash
# Kysely 0.29.9: a connection whose `onCreateConnection` hook fails is never given back to the pool.
#
# PostgresDialect takes a client out of the pool, remembers it as known, and then runs the hook (the place that its docs name
# for `set ...` statements). When the hook rejects, as it does while a server is just coming up, the client is neither
# released nor destroyed. The pool counts it as used for good: with `max: 2` two failed hooks are enough, and each later
# statement waits for a connection until its time is over, although the server is well again. pg-pool's own option `onConnect`
# (3.14) ends a client for which it fails, by its source.
#
# The pool is a small one of the form that kysely documents. Needs Node.js 20 or later and a package registry. Exits
# with 1 when the behaviour has changed.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund kysely@0.29.9 >/dev/null

cat > hook.mjs <<'JS'
import { Kysely, PostgresDialect, sql } from 'kysely';

// A pool as kysely asks for it: two clients at most, which count what is out. Statements always work.
let out = 0;
let made = 0;
const idle = [];
const pool = {
  options: {},
  connect: async () => {
    if (idle.length === 0 && made === 2) throw new Error('timeout exceeded when trying to connect');
    const client = idle.pop() ?? { number: ++made, query: async () => ({ command: 'SELECT', rowCount: 1, rows: [{ one: 1 }] }) };
    out += 1;
    client.release = () => {
      out -= 1;
      idle.push(client);
    };
    return client;
  },
  end: async () => undefined,
};

let fails = 2;
const db = new Kysely({
  dialect: new PostgresDialect({
    pool,
    onCreateConnection: async () => {
      if (fails-- > 0) throw new Error('the database system is starting up');
    },
  }),
});
for (let call = 1; call <= 3; call += 1) {
  const answer = await sql`select 1 as one`.execute(db).then(
    ({ rows }) => JSON.stringify(rows),
    (error) => error.message,
  );
  console.log(`call ${call}: ${answer}; clients out of the pool: ${out}`);
}
JS
node hook.mjs | tee seen

cat > expected <<'TEXT'
call 1: the database system is starting up; clients out of the pool: 1
call 2: the database system is starting up; clients out of the pool: 2
call 3: timeout exceeded when trying to connect; clients out of the pool: 2
TEXT
diff expected seen
echo 'Seen again: kysely 0.29.9 keeps a client out of the pool for good when onCreateConnection fails.'
