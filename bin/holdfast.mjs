#!/usr/bin/env node
// The command `holdfast`: builds the checkout when it is not built, and runs on the Node that belongs to it.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const main = join(root, 'dist', 'src', 'cli', 'main.js');

if (!existsSync(main)) setUp();
if (Number.parseInt(process.versions.node) >= 24) await import(main);
else runOnOwnNode();

/** What it says goes to standard error: standard output is the command's. */
function setUp() {
  const { status } = spawnSync(process.execPath, [join(root, 'scripts', 'setup.mjs'), 'gateway'], {
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) process.exit(1);
}

function runOnOwnNode() {
  const child = spawn(ownNode(), [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  // The terminal sends it to both: what is done about it is the command's.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('exit', (code) => process.exit(code ?? 1));
}

function ownNode() {
  const require = createRequire(import.meta.url);
  try {
    return require.resolve(`node-${process.platform}-${process.arch}/bin/node`);
  } catch {
    process.stderr.write('holdfast runs on Node.js 24 or newer: install that, or run `npm ci` here.\n');
    process.exit(1);
  }
}
