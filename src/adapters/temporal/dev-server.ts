import { closeSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';
import { findFreePort, isPortTaken } from '../../free-port.js';
import { accepts } from '../accepts.js';
import { startGuarded } from '../guarded-child.js';
import type { GuardedChild } from '../guarded-child.js';
import { searchAttributeFlags } from '../../../workflows/search-attributes.js';
import { giveBackSpace } from './give-back-space.js';
import { endLeftover, forgetRunning, noteRunning } from './leftover.js';
import { serverEnv } from './server-env.js';
import { keepLogShort, openServerLog } from './server-log.js';
import { onceThereIsRoom } from '../disk/once-there-is-room.js';
import { isAlive } from '../processes.js';

export interface DevServer {
  readonly address: string;
  readonly uiUrl: string | null;
  /** Of the Temporal process; changes with a restart. */
  readonly pid: number;
  readonly restarts: number;
  stop(): Promise<void>;
  /** Settles when the server could not be kept alive. Never after `stop`. */
  readonly failed: Promise<Error>;
}

export interface DevServerLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface DevServerOptions {
  readonly cliPath: string;
  readonly dataDir: string;
  /** The service's own, which the server inherits. */
  readonly environment: NodeJS.ProcessEnv;
  /** Undefined: a free one. Kept through restarts, so clients keep their address. */
  readonly port: number | undefined;
  /** 0 switches the web UI off. */
  readonly uiPort: number;
  /** How long the history of an ended workflow is kept; an hour at least, which is the least that the server takes. */
  readonly retentionMs: number;
  readonly log: DevServerLog;
}

const host = '127.0.0.1';
const readyMs = 30_000;
const retentionSetMs = 10_000;
const stopMs = 5_000;
const backoffMs = { first: 200, most: 2_000 };
const deaths = { most: 5, withinMs: 60_000 };
const firstStarts = 3;

// `auto_vacuum` is for files that are new with it. Without WAL every step of a workflow costs 8 to 16 times as much;
// without the poll rates, timers and transfers wait for the default poll interval. One partition keeps fairness exact on
// one node. The namespace count is the number of callers that may wait for a workflow at the same time, 1200 unless told.
const settings = [
  ...['auto_vacuum=INCREMENTAL', 'journal_mode=WAL', 'synchronous=NORMAL'].flatMap((pragma) => [
    '--sqlite-pragma',
    pragma,
  ]),
  ...searchAttributeFlags(),
  ...[
    'history.transferProcessorMaxPollRPS=1000',
    'history.timerProcessorMaxPollRPS=1000',
    'history.visibilityProcessorMaxPollRPS=1000',
    'matching.useNewMatcher=true',
    'matching.enableFairness=true',
    'matching.numTaskqueueReadPartitions=1',
    'matching.numTaskqueueWritePartitions=1',
    'frontend.namespaceCount=10000',
    // Ended workflows go up to half an hour late otherwise.
    'history.retentionTimerJitterDuration="1m"',
  ].flatMap((value) => ['--dynamic-config-value', value]),
  ...['--log-level', 'warn', '--color', 'never', '--disable-config-file', '--disable-config-env'],
];

export async function startDevServer(options: DevServerOptions): Promise<DevServer> {
  const { log } = options;
  const dataDir = resolve(options.dataDir);
  mkdirSync(dataDir, { recursive: true });
  const databaseFile = join(dataDir, 'temporal.db');
  const pidFile = join(dataDir, 'temporal.pid.json');
  const logFile = join(dataDir, 'temporal.log');

  if ((await endLeftover(pidFile, databaseFile)) === 'ended') {
    log.warn({}, 'Ended the Temporal server that an earlier run left behind.');
  }
  try {
    const bytes = giveBackSpace(databaseFile);
    if (bytes > 0) log.info({ bytes }, "Temporal's file was made smaller.");
  } catch (error) {
    // The server works with a file of any size; what it cannot open it names itself.
    log.warn({ err: error }, "Temporal's file could not be made smaller.");
  }
  if (options.port !== undefined && (await isPortTaken(host, options.port))) {
    throw new Error(
      `Port ${options.port} is taken: set TEMPORAL_PORT to a free one, or unset it to have one chosen.`,
    );
  }
  const uiPort = await chooseUiPort(options.uiPort, log);

  const stopping = new AbortController();
  const recentDeaths: number[] = [];
  let restarts = 0;
  let fail: (error: Error) => void = () => undefined;
  const failed = new Promise<Error>((settle) => (fail = settle));

  const spawnServer = async (port: number): Promise<GuardedChild> => {
    const flags = ['--ip', host, '--port', String(port), '--db-filename', databaseFile];
    const ui = uiPort === null ? ['--headless'] : ['--ui-port', String(uiPort)];
    const args = ['server', 'start-dev', ...flags, ...ui, ...settings];
    const output = openServerLog(logFile);
    const env = serverEnv(options.environment);
    const guarded = startGuarded(options.cliPath, args, { output, env });
    const spawned = await guarded.finally(() => closeSync(output));
    try {
      noteRunning(pidFile, spawned.pid);
    } catch (error) {
      await makeSureGone(spawned);
      throw error;
    }
    return spawned;
  };

  const started = await firstStart();
  const { port } = started;
  let { child } = started;
  const settled = supervise();
  const shortLog = keepLogShort(logFile, (error) =>
    log.warn({ err: error }, "the log of Temporal's server could not be made shorter"),
  );

  return {
    address: `${host}:${port}`,
    uiUrl: uiPort === null ? null : `http://${host}:${uiPort}`,
    get pid() {
      return child.pid;
    },
    get restarts() {
      return restarts;
    },
    failed,
    async stop() {
      stopping.abort();
      shortLog.close();
      child.terminate();
      const gone = await Promise.race([settled.then(() => true), sleep(stopMs, false, { ref: false })]);
      if (!gone) child.kill();
      await settled;
      forgetRunning(pidFile);
    },
  };

  async function firstStart(): Promise<{ port: number; child: GuardedChild }> {
    for (let attempt = 1; ; attempt += 1) {
      const chosen = options.port ?? (await findFreePort(host));
      const candidate = await spawnServer(chosen);
      try {
        await waitUntilReady(chosen, candidate, readyMs);
        await setRetention(`${host}:${chosen}`, options.retentionMs);
        return { port: chosen, child: candidate };
      } catch (error) {
        await makeSureGone(candidate);
        forgetRunning(pidFile);
        // Someone may have taken the chosen port in between: worth another port, not worth a story.
        if (attempt >= firstStarts || options.port !== undefined) {
          throw new Error(`Temporal did not start (${(error as Error).message}): see ${logFile}.`, {
            cause: error,
          });
        }
      }
    }
  }

  async function supervise(): Promise<void> {
    let backoff = backoffMs.first;
    for (;;) {
      const { how: reason } = await child.exited;
      // The guard may have died alone. Two servers must never meet on one database.
      await makeSureGone(child);
      if (stopping.signal.aborted) return;

      // Not the machine's clock: set back, it would make old deaths recent.
      const now = performance.now();
      recentDeaths.push(now);
      while ((recentDeaths[0] ?? now) < now - deaths.withinMs) recentDeaths.shift();
      if (recentDeaths.length === 1) backoff = backoffMs.first;
      if (recentDeaths.length >= deaths.most) {
        const message = `Temporal died ${recentDeaths.length} times within a minute (it ${reason}): see ${logFile}.`;
        log.error({}, message);
        forgetRunning(pidFile);
        fail(new Error(message));
        return;
      }
      log.warn({ pid: child.pid, deaths: recentDeaths.length }, `Temporal ${reason}; starting it again.`);
      await sleep(backoff, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (stopping.signal.aborted) return;
      backoff = Math.min(backoff * 2, backoffMs.most);
      try {
        child = await onceThereIsRoom(
          () => spawnServer(port),
          stopping.signal,
          (error) => log.warn({ err: error }, 'Temporal cannot start while the disk is full; trying again.'),
        );
      } catch (error) {
        const failure = new Error(`Temporal could not be started again: ${(error as Error).message}`, {
          cause: error,
        });
        log.error({}, failure.message);
        fail(failure);
        return;
      }
      restarts += 1;
      // `stop` may have been called while the new one was being started.
      if (stopping.signal.aborted) child.terminate();
    }
  }
}

async function chooseUiPort(wanted: number, log: DevServerLog): Promise<number | null> {
  if (wanted === 0) return null;
  if (!(await isPortTaken(host, wanted))) return wanted;
  const free = await findFreePort(host);
  log.warn(
    { wanted, port: free },
    `Port ${wanted} for the Temporal UI is taken; it is at http://${host}:${free}.`,
  );
  return free;
}

/** Ready means that a workflow could be listed by one of our attributes: frontend, namespace and visibility answer. */
async function waitUntilReady(port: number, child: GuardedChild, withinMs: number): Promise<void> {
  const deadline = performance.now() + withinMs;
  let died: string | null = null;
  void child.exited.then(({ how }) => (died = how));
  const check = (): void => {
    if (died !== null) throw new Error(`it ${died}`);
    if (performance.now() > deadline) throw new Error(`no answer within ${withinMs / 1000} s`);
  };

  // gRPC backs off for a second after a refused connection, so the port is tried first.
  while (!(await accepts(host, port))) {
    check();
    await sleep(30);
  }
  const connection = Connection.lazy({ address: `${host}:${port}` });
  try {
    for (;;) {
      try {
        await connection.withDeadline(Date.now() + 1_000, () =>
          connection.workflowService.listWorkflowExecutions({
            namespace: 'default',
            pageSize: 1,
            query: "Owner = 'nobody'",
          }),
        );
      } catch {
        check();
        await sleep(50);
        continue;
      }
      // The answer may have come from another server that was quicker to take the port.
      check();
      return;
    }
  } finally {
    await connection.close();
  }
}

/** The server makes its namespace with a retention of 24 hours, and has no flag for another. */
async function setRetention(address: string, retentionMs: number): Promise<void> {
  const connection = Connection.lazy({ address });
  try {
    await connection.withDeadline(Date.now() + retentionSetMs, () =>
      connection.workflowService.updateNamespace({
        namespace: 'default',
        config: { workflowExecutionRetentionTtl: msToTs(retentionMs) },
      }),
    );
  } finally {
    await connection.close();
  }
}

async function makeSureGone(child: GuardedChild): Promise<void> {
  child.kill();
  await child.exited;
  for (let waited = 0; waited < stopMs && isAlive(child.pid); waited += 20) await sleep(20);
}
