/** What runs on this machine, read from /proc. */

import { readdirSync, readFileSync } from 'node:fs';

/** Pids of the processes whose command line or working environment names `text`. */
export function processesNaming(text: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => pid !== process.pid && mentions(pid, text));
}

function mentions(pid: number, text: string): boolean {
  try {
    return ['cmdline', 'environ'].some((file) => readFileSync(`/proc/${pid}/${file}`, 'utf8').includes(text));
  } catch {
    return false; // it ended meanwhile
  }
}
