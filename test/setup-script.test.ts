import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { ON_NODE_20 } from './support/node-version.js';

const repository = findRepository(dirname(fileURLToPath(import.meta.url)));

/** Runs on a small copy with its own node_modules and dist, so that it never rebuilds what is being tested. */
describe('the set-up script', function () {
  this.timeout(240_000);

  let folder: string;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'holdfast-setup-'));
    const modules = join(folder, 'node_modules');
    cpSync(join(repository, 'scripts'), join(folder, 'scripts'), { recursive: true });
    cpSync(join(repository, 'console'), join(folder, 'console'), { recursive: true });
    cpSync(join(repository, 'tsconfig.json'), join(folder, 'tsconfig.json'));
    write('package.json', '{ "name": "copy", "type": "module", "engines": { "node": ">=24" } }');
    write('package-lock.json', '{ "lockfileVersion": 3, "packages": { "": {} } }');
    write('node_modules/.package-lock.json', '{ "lockfileVersion": 3, "packages": {} }');
    write('src/kept.ts', 'export const kept = 1;\n');
    write('src/removed.ts', 'export const removed = 1;\n');
    write('demo/site/index.html', '<p>A page</p>\n');
    write('workflows/index.ts', 'export async function nothing(): Promise<void> {}\n');
    for (const name of readdirSync(join(repository, 'node_modules'))) {
      if (!name.startsWith('.')) symlinkSync(join(repository, 'node_modules', name), join(modules, name));
    }
    const first = await setUp('gateway');
    assert.equal(first.status, 0, first.stdout + first.stderr);
  });

  after(() => rmSync(folder, { recursive: true, force: true }));

  it('has compiled, bundled and copied', () => {
    for (const file of ['src/kept.js', 'src/removed.js', 'demo/site/index.html', 'workflows.bundle.js']) {
      assert.ok(existsSync(join(folder, 'dist', file)), file);
    }
  });

  it('says one line when there is nothing to do', async () => {
    const { status, stdout, stderr } = await setUp('test');
    assert.equal(status, 0);
    assert.equal(stderr, '');
    assert.equal(stdout, 'Set-up: ready.\n');
    assert.equal((await setUp('test', { HOLDFAST_SETUP_QUIET: '1' })).stdout, '');
  });

  it('builds again after a change, and drops output without source', async () => {
    rmSync(join(folder, 'src/removed.ts'));
    assert.match((await setUp('gateway')).stdout, /compiling/);
    assert.equal(existsSync(join(folder, 'dist/src/removed.js')), false);
    assert.equal((await setUp('gateway')).stdout, 'Set-up: ready.\n');
  });

  it('fails with the output of the compiler and one sentence', async () => {
    write('src/broken.ts', 'export const broken: number = "text";\n');
    const { status, stdout, stderr } = await setUp('gateway');
    rmSync(join(folder, 'src/broken.ts'));
    assert.equal(status, 1);
    assert.match(stdout, /broken\.ts.*TS2322/);
    assert.equal(stderr, 'The build failed with the output above: correct the sources, then run it again.\n');
    assert.equal((await setUp('gateway')).status, 0);
  });

  for (const name of ['TEMPORAL_CLI_PATH', 'CHROMIUM_PATH']) {
    it(`fails with one sentence when ${name} names nothing`, async () => {
      const { status, stderr } = await setUp('test', { [name]: '/nowhere/binary' });
      assert.equal(status, 1);
      assert.match(
        stderr,
        new RegExp(`^${name} names /nowhere/binary, which is not an executable file: .*\\.\\n$`),
      );
    });
  }

  it('starts without a browser, with a warning', async () => {
    const { status, stderr } = await setUp('start', { CHROMIUM_PATH: '/nowhere/binary' });
    assert.equal(status, 0);
    assert.match(stderr, /^Pages that need a browser will answer with an error until there is one\. .*\n$/);
  });

  describe('on a Node that is too old for the service', () => {
    afterEach(() => rmSync(join(folder, 'node_modules/.bin'), { recursive: true }));

    it('does the rest on the one that npm has installed', async () => {
      writeNode(`echo "$@" >> "$0.calls"\nunset NODE_OPTIONS\nexec '${process.execPath}' "$@"`);
      const { status, stdout, stderr } = await setUp('gateway', ON_NODE_20);
      assert.deepEqual([status, stdout, stderr], [0, 'Set-up: ready.\n', '']);
      const calls = readFileSync(join(folder, 'node_modules/.bin/node.calls'), 'utf8');
      assert.match(calls, /^--version\n\S+\/scripts\/setup\.mjs gateway\n/);
    });

    it('fails as the rest does', async () => {
      writeNode(`unset NODE_OPTIONS\nexec '${process.execPath}' "$@"`);
      const { status, stderr } = await setUp('test', { ...ON_NODE_20, CHROMIUM_PATH: '/nowhere/binary' });
      assert.equal(status, 1);
      assert.match(stderr, /^CHROMIUM_PATH names .+\n$/);
    });

    it('fails with one sentence when the one that npm has installed does not run', async () => {
      writeNode('echo broken >&2; exit 127');
      const { status, stderr } = await setUp('gateway', ON_NODE_20);
      assert.equal(status, 1);
      assert.match(stderr, /^The Node\.js in node_modules does not run here \(broken\): .+\n$/);
    });

    it('fails with one sentence when npm has installed none', async () => {
      mkdirSync(join(folder, 'node_modules/.bin'));
      const { status, stderr } = await setUp('gateway', ON_NODE_20);
      assert.equal(status, 1);
      assert.match(stderr, /^Holdfast runs on Node\.js 24 and this is 20\.19\.0: .+\n$/);
    });

    function writeNode(script: string): void {
      write('node_modules/.bin/node', `#!/bin/sh\n${script}\n`);
      chmodSync(join(folder, 'node_modules/.bin/node'), 0o755);
    }
  });

  it('lets only one of several set-ups do the work', async () => {
    write('src/kept.ts', 'export const kept = 2;\n');
    const outputs = await Promise.all([setUp('gateway'), setUp('gateway')]);
    assert.deepEqual(
      outputs.map(({ status }) => status),
      [0, 0],
    );
    assert.equal(outputs.filter(({ stdout }) => stdout.includes('compiling')).length, 1);
  });

  function write(path: string, text: string): void {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }

  function setUp(mode: string, extra: NodeJS.ProcessEnv = {}): Promise<Outcome> {
    // Any executable stands for the tools: set-up does not question what the operator names.
    const tools = {
      TEMPORAL_CLI_PATH: process.execPath,
      CHROMIUM_PATH: process.execPath,
      TEMPORAL_ADDRESS: '',
    };
    const env = { ...process.env, ...tools, HOLDFAST_SETUP_QUIET: '', ...extra };
    const child = spawn(process.execPath, [join(folder, 'scripts/setup.mjs'), mode], { cwd: folder, env });
    const outcome = { stdout: '', stderr: '' };
    child.stdout.on('data', (text) => (outcome.stdout += String(text)));
    child.stderr.on('data', (text) => (outcome.stderr += String(text)));
    return new Promise((resolve) => {
      child.once('close', (status) => resolve({ ...outcome, status }));
    });
  }
});

describe('the scripts of the set-up', () => {
  const folder = join(repository, 'scripts');
  const scripts = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.mjs'),
  );

  // They start before anything is installed.
  for (const script of scripts) {
    it(`${script} imports only what every Node has, and other scripts`, () => {
      const { importedFiles } = ts.preProcessFile(readFileSync(join(folder, script), 'utf8'), true, true);
      for (const { fileName } of importedFiles) {
        const there = fileName.startsWith('.') && existsSync(join(folder, dirname(script), fileName));
        assert.ok(there || fileName.startsWith('node:'), fileName);
      }
    });
  }
});

interface Outcome {
  status: number | null;
  stdout: string;
  stderr: string;
}

function findRepository(from: string): string {
  return existsSync(join(from, 'scripts/setup.mjs')) ? from : findRepository(dirname(from));
}
