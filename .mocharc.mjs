// How mocha runs the compiled tests: files side by side in processes of their own, the slowest files first, so that no
// slow file runs alone at the end. Without file names on the command line, all tests run.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = import.meta.dirname;
/** Every run writes the first, see test/support/file-times.ts; a fresh checkout has the second. */
const TIMES = [join(ROOT, 'dist', 'test-times.json'), join(ROOT, 'test', 'times.json')];

function slowestFirst() {
  const found = TIMES.find(existsSync);
  const timesMs = found === undefined ? {} : JSON.parse(readFileSync(found, 'utf8'));
  // A file that was never timed runs early: it may be slow.
  const timeMsOf = (file) => timesMs[file] ?? Infinity;
  return readdirSync(join(ROOT, 'dist', 'test'), { recursive: true })
    .filter((name) => name.endsWith('.test.js'))
    .map((name) => join('dist', 'test', name))
    .sort((a, b) => timeMsOf(b) - timeMsOf(a) || a.localeCompare(b));
}

const namesFiles = process.argv.slice(2).some((word) => /\.js$/.test(word));

export default {
  require: ['dist/test/setup.js'],
  'node-option': ['enable-source-maps'],
  reporter: 'dist/test/support/reporter.js',
  timeout: 20000,
  'forbid-only': true,
  parallel: true,
  jobs: 2,
  ...(namesFiles ? {} : { spec: slowestFirst() }),
};
