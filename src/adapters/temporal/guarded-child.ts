import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';

/**
 * A child that cannot outlive us. Node has no parent-death signal, so a shell stands between:
 *
 *   us ──pipe──> guard shell ──wait──> child
 *                   └── watcher: blocked reading the pipe; its end means we are gone, so it ends the child
 *
 * - we die, even by SIGKILL: the pipe closes, the watcher sends TERM, and KILL after a grace.
 * - the child dies: the shell's `wait` returns, the shell exits with the child's status, we see that.
 * - the guard shell dies: we see its exit; the watcher is still there for the case that we die next.
 *
 * All of them are in a session of their own: Ctrl-C reaches us alone and we decide the order of shutdown.
 */
export interface GuardedChild {
  /** Process id of the child itself, not of its guard. */
  readonly pid: number;
  /** Settles when child and guard are gone, or when the guard alone is; `kill` then makes sure of the rest. */
  readonly exited: Promise<string>;
  terminate(): void;
  kill(): void;
}

// The watcher's redirections matter: only the watcher may hold the pipe open for reading, and nobody but us
// writes to it. A background job's own stdin would be /dev/null, hence descriptor 4.
const guard = `
exec 4<&0 </dev/null
"$@" 3>&- 4<&- &
child=$!
(
  exec 3>&-
  read -r _ <&4
  kill -TERM $child
  tries=0
  while [ $tries -lt 30 ] && kill -0 $child; do sleep 0.1; tries=$((tries + 1)); done
  kill -KILL $child
) 2>/dev/null &
watcher=$!
echo $child >&3
exec 3>&- 4<&-
wait $child
status=$?
kill -KILL $watcher
exit $status
`;

/** `output` is a file descriptor that takes the child's stdout and stderr. */
export async function startGuarded(
  command: string,
  args: readonly string[],
  output: number,
): Promise<GuardedChild> {
  const shell = spawn('/bin/sh', ['-c', guard, 'holdfast-guard', command, ...args], {
    detached: true,
    stdio: ['pipe', output, output, 'pipe'],
  });
  // Writing to the pipe never happens; its error event would only repeat what `exit` says.
  shell.stdin?.on('error', () => undefined);
  const exited = new Promise<string>((resolve) => {
    shell.once('error', (error) => resolve(`could not be started: ${error.message}`));
    shell.once('exit', (code, signal) => {
      resolve(signal === null ? `exited with code ${code}` : `was ended by ${signal}`);
    });
  });

  const guardPid = shell.pid;
  const pid = guardPid === undefined ? NaN : await readPid(shell.stdio[3] as Readable);
  if (guardPid === undefined || !Number.isInteger(pid)) throw new Error(`${command} ${await exited}`);

  return {
    pid,
    exited,
    terminate: () => signal(pid, 'SIGTERM'),
    kill: () => {
      // The group holds child, guard and watcher. Its id stays valid while any of them lives.
      signal(-guardPid, 'SIGKILL');
      shell.stdin?.destroy();
    },
  };
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
