/** The log that the embedded Temporal server writes: bounded while the server runs, with the one before it kept. */

import { openSync } from 'node:fs';
import { copyFile, rm, stat, truncate } from 'node:fs/promises';

export const MOST_LOG_BYTES = 10 * 1024 ** 2;
const LOOK_MS = 30_000;

/** For a child process to append to, so that it goes on at the start once the file was emptied. */
export function openServerLog(file: string): number {
  return openSync(file, 'a');
}

/**
 * Copies a file of more than `mostBytes` to `FILE.1` and empties it; what is written between the two is lost. On a full
 * disk there is no copy. True when it was emptied.
 */
export async function shortenLog(file: string, mostBytes: number): Promise<boolean> {
  const found = await stat(file).catch(() => null);
  if (found === null || found.size <= mostBytes) return false;
  const before = `${file}.1`;
  // In its place: the space of the older one is what the copy needs.
  await rm(before, { force: true });
  await copyFile(file, before).catch(() => rm(before, { force: true }));
  await truncate(file);
  return true;
}

/** Looks at once and every half minute, until it is closed. */
export function keepLogShort(file: string, onError: (error: unknown) => void): { close(): void } {
  const look = (): void => void shortenLog(file, MOST_LOG_BYTES).catch(onError);
  look();
  const timer = setInterval(look, LOOK_MS).unref();
  return { close: () => clearInterval(timer) };
}
