#!/usr/bin/env bash
# The JavaScript client of Firecrawl 4.42.0 takes schemas of zod. With a schema of zod 4 it sends a JSON Schema without any
# property: its converter is made for zod 3, and what it looks for in zod 4 is not there. No error tells. With zod 3 the
# properties are sent. A caller on zod 4 converts the schema with `z.toJSONSchema` and sends the result.
#
# The script starts an HTTP server on loopback that prints what the client sends. It fails when that changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"type":"module","private":true}' >package.json
npm install --silent --no-audit --no-fund firecrawl@4.42.0 zod@4.6.7 zod3@npm:zod@3.25.76 >/dev/null
cat >try.mjs <<'JS'
import { createServer } from 'node:http';
import { Firecrawl } from 'firecrawl';
import { z as z4 } from 'zod';
import { z as z3 } from 'zod3';

let sent;
const server = createServer((request, response) => {
  let text = '';
  request.on('data', (part) => (text += part));
  request.on('end', () => {
    sent = JSON.parse(text).formats[0].schema;
    response.setHeader('Content-Type', 'application/json');
    response.end('{"success":true,"data":{}}');
  });
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const client = new Firecrawl({ apiKey: 'key', apiUrl: `http://127.0.0.1:${server.address().port}` });
const ask = async (name, schema) => {
  await client.scrape('http://example.test/', { formats: [{ type: 'json', schema }] });
  const properties = Object.keys(sent.properties ?? {});
  console.log(`${name}: ${JSON.stringify(sent)}`);
  return properties.length;
};
const three = await ask('zod 3', z3.object({ title: z3.string() }));
const four = await ask('zod 4', z4.object({ title: z4.string() }));
const converted = await ask('zod 4, converted by the caller', z4.toJSONSchema(z4.object({ title: z4.string() })));
server.close();
if (three !== 1 || four !== 0 || converted !== 1) {
  console.error('This has changed.');
  process.exit(1);
}
JS
node --version
node -p "'firecrawl ' + JSON.parse(require('node:fs').readFileSync('node_modules/firecrawl/package.json', 'utf8')).version"
node try.mjs
