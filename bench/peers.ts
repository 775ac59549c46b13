/**
 * The other contestants' software: not part of Holdfast's own dependencies, obtained when the benchmark is run. What
 * cannot be obtained is left out with a sentence.
 */

import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { notedTool } from '../src/adapters/tools.js';
import { runChild } from './child.js';

/** Plain JavaScript and Python, run from the source tree. */
export const PEERS = fileURLToPath(new URL('../../bench/peers/', import.meta.url));

export interface Peers {
  readonly crawlee: boolean;
  /** The interpreter that has Scrapy; null when there is none. */
  readonly python: string | null;
  /** Why something is missing, one sentence each. */
  readonly missing: readonly string[];
}

/** Installs what is missing; quick when nothing is. */
export async function ensurePeers(print: (text: string) => void, signal: AbortSignal): Promise<Peers> {
  const missing: string[] = [];
  const attempt = async (what: string, problem: Promise<string | null>): Promise<boolean> => {
    const reason = await problem;
    if (reason !== null) missing.push(`${what} is left out, it could not be installed: ${reason}`);
    return reason === null;
  };
  const crawlee = await attempt('Crawlee', installNodePeers(print, signal));
  // Set-up obtains it, for the tests too.
  const scrapy = notedTool('scrapy');
  if (scrapy === null) missing.push('Scrapy is left out: set-up could not install it.');
  return { crawlee, python: scrapy && join(dirname(scrapy), 'python'), missing };
}

/** Crawlee and the others of npm alone. Resolves with null, or with a sentence that says why they are not there. */
export async function ensureNodePeers(
  print: (text: string) => void,
  signal: AbortSignal,
): Promise<string | null> {
  const reason = await installNodePeers(print, signal);
  return reason === null ? null : `Crawlee could not be installed: ${reason}`;
}

async function installNodePeers(print: (text: string) => void, signal: AbortSignal): Promise<string | null> {
  const modules = join(PEERS, 'node_modules');
  const stamp = join(modules, '.holdfast-stamp');
  const wanted = hashOf('package-lock.json');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return null;
  print('Installing Crawlee into bench/peers (npm ci, once; about a minute).\n');
  // Everyone uses the Chromium that is there.
  const env = { ...process.env, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' };
  const problem = await runChild('npm', ['ci'], { cwd: PEERS, env }, signal);
  if (problem === null) writeFileSync(stamp, wanted);
  return problem;
}

function hashOf(file: string): string {
  return createHash('sha256')
    .update(readFileSync(join(PEERS, file)))
    .digest('hex');
}
