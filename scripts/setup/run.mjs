import { spawn } from 'node:child_process';
import { constants } from 'node:os';

const tailBytes = 8_000;
const cleanups = new Set();
let current = null;

// npm passes a SIGTERM on to us alone: the build or download we wait for must not go on without us.
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(name, () => {
    current?.kill(name);
    for (const cleanup of cleanups) cleanup();
    process.exit(128 + constants.signals[name]);
  });
}

/** Runs `cleanup` when we are told to stop; returns how to take that back. */
export function onStop(cleanup) {
  cleanups.add(cleanup);
  return () => cleanups.delete(cleanup);
}

/**
 * Runs a command and keeps the end of its output. `within` bounds the whole run. `stalled`, asked every
 * half second with the output so far and the milliseconds since it last grew, may end it earlier.
 */
export function run(command, args, { cwd, env, within, stalled = () => false, show = false }) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    current = child;
    const start = Date.now();
    let lastOutput = start;
    let output = '';
    let stopped = false;
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        lastOutput = Date.now();
        output = (output + text).slice(-tailBytes);
        if (show) process.stdout.write(text);
      });
    }
    const watch = setInterval(() => {
      const now = Date.now();
      if (now - start < within && !stalled(output, now - lastOutput, now - start)) return;
      // A second round means that asking was not enough.
      child.kill(stopped ? 'SIGKILL' : 'SIGTERM');
      stopped = true;
    }, 500);
    const end = (ok) => {
      clearInterval(watch);
      current = null;
      // Grandchildren may still hold the pipes of a child that was stopped.
      child.stdout.destroy();
      child.stderr.destroy();
      resolve({ ok: ok && !stopped, output, stopped });
    };
    child.once('error', (error) => {
      output += error.message;
      end(false);
    });
    child.once('exit', (code) => setTimeout(end, 20, code === 0));
  });
}

/** The last line that says something, to be quoted in a sentence. */
export function lastLine(output) {
  const lines = output.split('\n').map((line) => line.trim());
  return lines.filter((line) => line !== '').at(-1) ?? 'no output';
}
