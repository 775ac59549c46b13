/** One run: a world, a deployment, the load with the faults, quiet, the verdict, everything put away. */

import type { RunningDeployment } from '../deployment/running.js';
import { injectFaults } from '../faults/index.js';
import type { History, Injection, Script, Verdict, Violation, World } from '../types.js';
import type { Halves } from './halves.js';
import { watchReadiness, type Readiness } from './readiness.js';
import { tallyOf, type Tally } from './tally.js';

/** The first start makes the databases, beside whatever else the machine does. */
const FIRST_READY_MS = 300_000;
/** After the last fault; an attempt of Temporal's that a kill took with it is given up after ten seconds. */
const READY_AGAIN_MS = 120_000;

export interface RunResult {
  readonly script: Script;
  readonly verdict: Verdict;
  readonly history: History;
  readonly tally: Tally;
  readonly readiness: Readiness;
  /** How often a supervisor has started a part again. */
  readonly restarts: number;
  /** From the first operation to the verdict, in milliseconds. */
  readonly tookMs: number;
}

export interface RunOptions {
  /** Starts the deployment with the world's settings; whoever gave it puts its folder away. */
  readonly deploy: (settings: Readonly<Record<string, string>>) => Promise<RunningDeployment>;
  readonly halves: Halves;
  /** Makes the script, which may depend on what the deployment has. */
  readonly scriptFor: (deployment: RunningDeployment) => Script;
  readonly seed: number;
  readonly say: (text: string) => void;
}

/** Rejects when the machine itself fails, or with the signal's reason; nothing is left running then. */
export async function runScript(options: RunOptions, signal: AbortSignal): Promise<RunResult> {
  const world = await options.halves.createWorld(options.seed);
  try {
    const deployment = await options.deploy(world.settings);
    let result: RunResult;
    try {
      result = await runAgainst(options, world, deployment, signal);
    } catch (error) {
      // What went wrong first is what matters; a deployment that is broken does not stop cleanly either.
      await deployment.stop().catch(() => undefined);
      throw error;
    }
    return withViolations(result, await brokenBy('stops when it is told to', () => deployment.stop()));
  } finally {
    await world.stop();
  }
}

async function runAgainst(
  { halves, scriptFor, say }: RunOptions,
  world: World,
  deployment: RunningDeployment,
  signal: AbortSignal,
): Promise<RunResult> {
  await deployment.whenReady(within(FIRST_READY_MS, signal));
  const script = scriptFor(deployment);
  say(`ready; ${script.operations.length} operations, ${script.faults.length} faults`);
  const watching = new AbortController();
  const readiness = watchReadiness(deployment.gatewayUrls, watching.signal);
  try {
    const { history, startedMs } = await loadAndHarm(halves, script, deployment, world, signal);
    world.calm();
    say('load and faults are over; waiting for what is left to end');
    const notReady = await brokenBy('is ready again once nothing is done to it', () =>
      deployment.whenReady(within(READY_AGAIN_MS, signal)),
    );
    signal.throwIfAborted();
    watching.abort();
    const run = { operations: script.operations, history, deployment, world };
    const verdict = notReady.length > 0 ? notJudged(world) : await halves.checkInvariants(run, signal);
    const result = {
      script,
      verdict,
      history,
      tally: tallyOf(history.injections),
      readiness: await readiness,
      restarts: deployment.restarts(),
      tookMs: Date.now() - startedMs,
    };
    return withViolations(result, notReady);
  } finally {
    watching.abort();
  }
}

/** Both at the same time, from when the load begins. */
async function loadAndHarm(
  { runOperations }: Halves,
  { operations, faults }: Script,
  deployment: RunningDeployment,
  world: World,
  signal: AbortSignal,
): Promise<{ readonly history: History; readonly startedMs: number }> {
  const broken = new AbortController();
  const either = AbortSignal.any([signal, broken.signal]);
  let startedMs = Date.now();
  let injections: Promise<readonly Injection[]> = Promise.resolve([]);
  const onBegin = (): void => {
    startedMs = Date.now();
    injections = injectFaults(faults, deployment, startedMs, either);
    // One that cannot be carried out ends the load as well; the promise itself tells of it below.
    injections.catch((error: unknown) => broken.abort(error));
  };
  try {
    const load = await runOperations(operations, { deployment, world, onBegin }, either);
    return { history: { ...load, injections: await injections }, startedMs };
  } catch (error) {
    broken.abort(error);
    await injections.catch(() => undefined);
    throw error;
  } finally {
    signal.throwIfAborted();
  }
}

function within(boundMs: number, signal: AbortSignal): AbortSignal {
  return AbortSignal.any([signal, AbortSignal.timeout(boundMs)]);
}

function notJudged({ requests }: World): Verdict {
  return { violations: [], jobs: 0, pages: 0, requests: requests.length };
}

/** The rule with what `work` has rejected with; nothing when it resolves. */
async function brokenBy(rule: string, work: () => Promise<unknown>): Promise<Violation[]> {
  try {
    await work();
    return [];
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    return [{ rule, operationId: null, jobId: null, text }];
  }
}

function withViolations(result: RunResult, more: readonly Violation[]): RunResult {
  const { verdict } = result;
  return { ...result, verdict: { ...verdict, violations: [...verdict.violations, ...more] } };
}
