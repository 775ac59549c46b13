/**
 * `npm test`: runs the lanes, each in a mocha of its own, those of one turn side by side, and prints what came out of them. The last line
 * tells the counts of all tests; the exit code is 0 only when every lane came to its end and no test failed. Files with failed
 * tests run once more by themselves before that, and the run names the tests that passed only then.
 */

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { closeTimes } from './support/file-times.js';
import { countsLine, RESULT_NAME, resultOf, type Failure, type LaneResult } from './support/lane-results.js';
import { LANES } from './support/lanes.js';
import { ROOT } from './support/root.js';
import { closeRun, openRun } from './support/run.js';
import { afterAgain, filesToRunAgain, summed, type Outcome } from './support/second-try.js';
import { makeTemplates } from './support/template.js';

const MOCHA = join(ROOT, 'node_modules', 'mocha', 'bin', 'mocha.js');

const startedAt = Date.now();
const seconds = (): string => ((Date.now() - startedAt) / 1_000).toFixed(0);

openRun();
await makeTemplates();
const running = new Set<ChildProcess>();
let stopped = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    stopped = true;
    for (const mocha of running) mocha.kill(signal);
  });
const results: LaneResult[] = [];
for (const turn of [1, 2] as const) {
  const lanes = LANES.filter((lane) => lane.turn === turn && !stopped);
  results.push(...(await Promise.all(lanes.map(({ name }) => ended(name, startLane(name))))));
}
if (stopped)
  results.push({ passed: 0, failed: 1, skipped: 0, failures: [{ title: 'the run, which was stopped' }] });
const outcome = await afterSecondTry(summed(results));
closeTimes();
await closeRun();

const titles = (failures: readonly Failure[]): string => failures.map(({ title }) => `  ${title}`).join('\n');
if (outcome.onlyAlone.length > 0)
  console.log(
    `\nFailed at first, and passed when their files ran once more by themselves:\n${titles(outcome.onlyAlone)}`,
  );
if (outcome.failures.length > 0) console.log(`\nFailed, see above:\n${titles(outcome.failures)}`);
console.log(`\nThe run took ${seconds()} s.`);
console.log(countsLine(outcome));
process.exit(outcome.failures.length > 0 ? 1 : 0);

/**
 * Runs the files with failed tests once more, one at a time, when there are few of them. Beside others a test of several
 * processes can miss its time-outs; by itself it cannot. What fails again has failed.
 */
async function afterSecondTry(first: LaneResult): Promise<Outcome> {
  const files = filesToRunAgain(first);
  if (stopped || files.length === 0) return { ...first, onlyAlone: [] };
  console.log(`\nRunning ${files.length} file(s) with failed tests once more, one at a time.`);
  return afterAgain(first, await ended('again', startMocha('again', {}, ['--jobs', '1', ...files])));
}

function startLane(name: string): ChildProcess {
  return startMocha(name, { TEST_LANE: name }, []);
}

/** A mocha that leaves its result under `name`, and prints it at the head of each of its lines. */
function startMocha(name: string, env: NodeJS.ProcessEnv, args: readonly string[]): ChildProcess {
  const mocha = spawn(process.execPath, [MOCHA, '--no-color', ...args], {
    cwd: ROOT,
    env: { ...process.env, ...env, [RESULT_NAME]: name },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(mocha);
  mocha.once('close', () => running.delete(mocha));
  for (const stream of [mocha.stdout, mocha.stderr])
    createInterface({ input: stream }).on('line', (line) => console.log(`${name.padEnd(8)}| ${line}`));
  return mocha;
}

/** What came out of the lane. A mocha that ended early, or in an error that no test has, counts as a failed test. */
async function ended(name: string, mocha: ChildProcess): Promise<LaneResult> {
  const [code, signal] = (await once(mocha, 'close')) as [number | null, string | null];
  const result = resultOf(name) ?? { passed: 0, failed: 0, skipped: 0, failures: [] };
  const how = resultOf(name) === null ? 'did not run to its end' : countsLine(result);
  console.log(`${name.padEnd(8)}| ended after ${seconds()} s: ${how}`);
  if (code === 0 && resultOf(name) !== null) return result;
  if (result.failed > 0 && signal === null) return result;
  const failure = { title: `the lane ${name}, which ended with ${signal ?? `exit code ${code}`}` };
  return { ...result, failed: result.failed + 1, failures: [...result.failures, failure] };
}
