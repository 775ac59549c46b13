// How mocha runs the compiled tests: files side by side in processes of their own, the slowest files first, so that no
// slow file runs alone at the end. Without file names on the command line, the files of the lane in TEST_LANE run, or all.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesOf, LANES } from './dist/test/support/lanes.js';

const ROOT = import.meta.dirname;
/** Every run writes the first, see test/support/file-times.ts; a fresh checkout has the second. */
const TIMES = [join(ROOT, 'dist', 'test-times.json'), join(ROOT, 'test', 'times.json')];

function slowestFirst(files) {
  const found = TIMES.find(existsSync);
  const timesMs = found === undefined ? {} : JSON.parse(readFileSync(found, 'utf8'));
  // A file that was never timed runs early: it may be slow.
  const timeMsOf = (file) => timesMs[file] ?? Infinity;
  return files.sort((a, b) => timeMsOf(b) - timeMsOf(a) || a.localeCompare(b));
}

const name = process.env.TEST_LANE;
const lanes = name === undefined ? LANES : LANES.filter((lane) => lane.name === name);
if (lanes.length === 0) throw new Error(`TEST_LANE must be one of ${LANES.map((lane) => lane.name)}`);
const namesFiles = process.argv.slice(2).some((word) => /\.js$/.test(word));

export default {
  require: ['dist/test/setup.js'],
  'node-option': ['enable-source-maps'],
  reporter: 'dist/test/support/reporter.js',
  // A guard against work without end, not a bound on speed.
  timeout: 60000,
  'forbid-only': true,
  parallel: true,
  jobs: Math.max(...lanes.map(({ jobs }) => jobs)),
  ...(namesFiles ? {} : { spec: slowestFirst(lanes.flatMap((lane) => filesOf(ROOT, lane))) }),
};
