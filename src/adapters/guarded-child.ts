import { spawn, type StdioOptions } from 'node:child_process';
import { constants } from 'node:os';
import type { Duplex, Readable } from 'node:stream';

/**
 * A child that cannot outlive us. Node has no parent-death signal, so a shell stands between:
 *
 *   us ──pipe──> guard shell ──wait──> child
 *                   └── watcher: blocked reading the pipe; its end means we are gone, so it ends the child
 *
 * - we die, even by SIGKILL: the pipe closes, the watcher sends TERM or what was asked for, and after a grace KILL to the whole group, which
 *   holds what the child has started as well.
 * - the child dies: the shell's `wait` returns, the shell exits with the child's status, we see that.
 * - the guard shell dies: we see its exit; the watcher is still there for the case that we die next.
 *
 * All of them are in a session of their own: Ctrl-C reaches us alone and we decide the order of shutdown.
 */
export interface GuardedChild {
  /** Process id of the child itself, not of its guard. */
  readonly pid: number;
  /** Settles when child and guard are gone, or when the guard alone is; `kill` then makes sure of the rest. */
  readonly exited: Promise<Exit>;
  /** Set where `output` was `pipe`. */
  readonly stdout: Readable | null;
  readonly stderr: Readable | null;
  /** The other end of the child's descriptor 5, where `channel` was asked for. */
  readonly channel: Duplex | null;
  terminate(signal?: NodeJS.Signals): void;
  /** Ends the child, its guard, and all that it has started. */
  kill(): void;
}

/** How the child ended. `code` is null when a signal ended it, or when it could not be started. */
export interface Exit {
  readonly code: number | null;
  /** As the end of a sentence about it. */
  readonly how: string;
}

export interface GuardedOptions {
  /** A file descriptor that takes stdout and stderr, or `pipe` for one stream each. */
  readonly output: number | 'pipe';
  /** Whether the child gets a socket to us as descriptor 5. */
  readonly channel?: boolean;
  readonly cwd?: string;
  /** The whole environment; ours when left out. */
  readonly env?: NodeJS.ProcessEnv;
  readonly limits?: Limits;
  /** Whom the child runs as; us when left out. Only root may give another. */
  readonly user?: { readonly uid: number; readonly gid: number };
  /** What ends the child when we are gone; SIGTERM when left out. */
  readonly stopSignal?: 'SIGTERM' | 'SIGINT';
}

/** What the child and all that it starts may use at the most, each. A system that does not know a limit goes without. */
export interface Limits {
  readonly addressSpaceMb?: number;
  readonly openFiles?: number;
  readonly fileMb?: number;
}

// The redirections matter: only the watcher may hold the pipe open for reading, and nobody but us writes to it; of the
// channel only the child holds an end. A background job's own stdin would be /dev/null, hence descriptor 4.
const guardOf = (stopSignal: NodeJS.Signals): string => `
exec 4<&0 </dev/null
"$@" 3>&- 4<&- &
child=$!
exec 5>&-
(
  exec 3>&- >/dev/null 2>&1
  read -r _ <&4
  kill -${stopSignal.slice(3)} $child
  tries=0
  while [ $tries -lt 30 ] && kill -0 $child; do sleep 0.1; tries=$((tries + 1)); done
  kill -KILL 0
) 2>/dev/null &
watcher=$!
echo $child >&3
exec 3>&- 4<&- >/dev/null 2>&1
wait $child
status=$?
kill -KILL $watcher
exit $status
`;

/** Rejects when the command cannot be started. */
export async function startGuarded(
  command: string,
  args: readonly string[],
  options: GuardedOptions,
): Promise<GuardedChild> {
  const { output, channel = false, cwd, env, limits = {}, user, stopSignal = 'SIGTERM' } = options;
  const stdio: StdioOptions = [
    'pipe',
    output,
    output,
    'pipe',
    ...(channel ? (['ignore', 'pipe'] as const) : []),
  ];
  const script = limiting(limits) + guardOf(stopSignal);
  const shell = spawn('/bin/sh', ['-c', script, 'holdfast-guard', command, ...args], {
    ...user,
    detached: true,
    stdio,
    ...(cwd === undefined ? {} : { cwd }),
    ...(env === undefined ? {} : { env }),
  });
  // Writing to the pipe never happens; its error event would only repeat what `exit` says.
  shell.stdin?.on('error', () => undefined);
  const exited = new Promise<Exit>((resolve) => {
    shell.once('error', (error) => resolve({ code: null, how: `could not be started: ${error.message}` }));
    shell.once('exit', (code, signal) => {
      resolve(exitOf(code, signal));
    });
  });

  const guardPid = shell.pid;
  const pid = guardPid === undefined ? NaN : await readPid(shell.stdio[3] as Readable);
  if (guardPid === undefined || !Number.isInteger(pid)) throw new Error(`${command} ${(await exited).how}`);

  return {
    pid,
    exited,
    stdout: shell.stdout,
    stderr: shell.stderr,
    channel: channel ? ((shell.stdio as readonly unknown[])[5] as Duplex) : null,
    terminate: (name = 'SIGTERM') => signal(pid, name),
    kill: () => {
      // The group holds child, guard and watcher. Its id stays valid while any of them lives.
      signal(-guardPid, 'SIGKILL');
      shell.stdin?.destroy();
    },
  };
}

/** The shell tells of a child that a signal ended by a code of 128 and the signal's number. */
function exitOf(code: number | null, ofGuard: NodeJS.Signals | null): Exit {
  const ended = Object.entries(constants.signals).find(([, number]) => number + 128 === code);
  const signal = ofGuard ?? ended?.[0] ?? null;
  return signal === null
    ? { code, how: `exited with code ${code}` }
    : { code: null, how: `was ended by ${signal}` };
}

function limiting({ addressSpaceMb, openFiles, fileMb }: Limits): string {
  const limits = [
    ['c', 0],
    ['v', addressSpaceMb === undefined ? undefined : addressSpaceMb * 1024],
    ['n', openFiles],
    // In blocks of 512 bytes.
    ['f', fileMb === undefined ? undefined : fileMb * 2048],
  ] as const;
  return limits
    .map(([name, value]) => (value === undefined ? '' : `ulimit -${name} ${value} 2>/dev/null\n`))
    .join('');
}

async function readPid(pipe: Readable): Promise<number> {
  let text = '';
  for await (const part of pipe) text += String(part);
  return Number.parseInt(text, 10);
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // EPERM is what macOS answers for a group of which only zombies are left.
    if (code !== 'ESRCH' && code !== 'EPERM') throw error;
  }
}
