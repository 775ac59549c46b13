/** A run in a folder of its own, which goes with it. What is needed to look into a broken rule is kept elsewhere. */

import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { commandOf } from '../../bench/process-tree.js';
import { processesNaming } from '../../test/support/processes.js';
import { startDeployment } from '../deployment/index.js';
import type { RunningDeployment, Scratch } from '../deployment/running.js';
import { mountSmallDisk } from '../deployment/small-disk.js';
import { planFaults } from '../faults/plan.js';
import type { Abilities, Script, Violation } from '../types.js';
import { keepFiles, keepResult, newFailureFolder } from './failures.js';
import type { Halves } from './halves.js';
import type { Options } from './options.js';
import { runScript, type RunResult } from './run-script.js';

/** Guards give what they end three seconds. */
const ENDED_MS = 15_000;

export interface FolderRun {
  readonly options: Pick<Options, 'deployment' | 'gateways' | 'workers' | 'minutes' | 'keep'>;
  readonly abilities: Abilities;
  readonly halves: Halves;
  readonly seed: number;
  /** Run as it is; null to make one of the seed. */
  readonly script: Script | null;
  /** Whether script, logs and data of a run that broke a rule are kept. */
  readonly keepBroken: boolean;
  readonly say: (text: string) => void;
}

export interface KeptResult extends RunResult {
  /** Where script, logs and data are; null when nothing was kept. */
  readonly folder: string | null;
}

/** Rejects when the machine itself fails, with what there is kept too, or with the signal's reason. */
export async function runInFolder(run: FolderRun, signal: AbortSignal): Promise<KeptResult> {
  const scratch = await makeScratch();
  const { folder } = scratch;
  let kept: string | null = null;
  try {
    const result = await runIn(scratch, run, signal);
    if ((run.keepBroken && result.verdict.violations.length > 0) || run.options.keep) {
      kept = newFailureFolder(run.seed);
      keepResult(kept, result);
      keepFiles(kept, folder);
    }
    return { ...result, folder: kept };
  } catch (error) {
    if (signal.aborted) throw error;
    kept = newFailureFolder(run.seed);
    keepFiles(kept, folder);
    throw new Error(`The run broke; what there is of it is in ${kept}.`, { cause: error });
  } finally {
    await scratch.disk?.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}

async function makeScratch(): Promise<Scratch> {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-chaos-'));
  // PostgreSQL's user reaches its own folder in it, and can list nothing.
  chmodSync(folder, 0o711);
  const [dataDir, logFolder, tmpDir] = [join(folder, 'data'), join(folder, 'logs'), join(folder, 'tmp')];
  for (const made of [dataDir, logFolder, tmpDir]) mkdirSync(made, { mode: 0o711 });
  const disk = await mountSmallDisk(dataDir);
  return { folder, dataDir, logFolder, tmpDir, failpointFile: join(folder, 'failpoint'), disk };
}

async function runIn(
  scratch: Scratch,
  { options, abilities, halves, seed, script, say }: FolderRun,
  signal: AbortSignal,
): Promise<RunResult> {
  const { minutes } = options;
  const scriptFor = ({ kinds, awayKinds, databaseUrl, disk }: RunningDeployment): Script => {
    if (script !== null) return script;
    const has = { kinds, awayKinds, hasDatabase: databaseUrl !== null, hasSmallDisk: disk !== null };
    return {
      seed,
      operations: halves.planOperations(seed, minutes, abilities),
      faults: planFaults({ seed, minutes, ...has }),
    };
  };
  const deploy = (settings: Readonly<Record<string, string>>): Promise<RunningDeployment> =>
    startDeployment(options, scratch, settings, signal);
  const result = await runScript({ deploy, halves, scriptFor, seed, say }, signal);
  const violations = [...result.verdict.violations, ...(await leftRunning(scratch.folder))];
  return { ...result, verdict: { ...result.verdict, violations } };
}

/** A violation when a process is still there that names the folder, a while after everything was stopped. */
async function leftRunning(folder: string): Promise<Violation[]> {
  // The keeper of the disk is ours, and names a folder in it.
  const left = (): number[] => processesNaming(`${folder}/`).filter((pid) => !isKeeper(pid));
  for (const untilMs = Date.now() + ENDED_MS; ; await sleep(200)) {
    const pids = left();
    if (pids.length === 0) return [];
    if (Date.now() < untilMs) continue;
    for (const pid of pids) process.kill(pid, 'SIGKILL');
    const text = `Processes ${pids.join(', ')} still ran although everything was stopped.`;
    return [{ rule: 'leaves no process behind', operationId: null, jobId: null, text }];
  }
}

function isKeeper(pid: number): boolean {
  return commandOf(pid).includes(' disk-keeper ');
}
