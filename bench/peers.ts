/**
 * The other contestants' software: not part of Holdfast's own dependencies, obtained when the benchmark is run. What
 * cannot be obtained is left out with a sentence.
 */

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
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
  const venv = join(cacheDir(), `bench-scrapy-${hashOf('requirements.txt').slice(0, 12)}`);
  const scrapy = await attempt('Scrapy', installScrapy(venv, print, signal));
  return { crawlee, python: scrapy ? join(venv, 'bin', 'python') : null, missing };
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

async function installScrapy(
  venv: string,
  print: (text: string) => void,
  signal: AbortSignal,
): Promise<string | null> {
  const stamp = join(venv, '.holdfast-stamp');
  if (existsSync(stamp)) return null;
  print(`Installing Scrapy into ${venv} (once; about a minute).\n`);
  // A half-made one of an earlier run.
  rmSync(venv, { recursive: true, force: true });
  mkdirSync(venv, { recursive: true });
  const python = join(venv, 'bin', 'python');
  const requirements = join(PEERS, 'requirements.txt');
  const steps: [string, string[]][] = [
    ['python3', ['-m', 'venv', venv]],
    [python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', requirements]],
  ];
  for (const [command, args] of steps) {
    const problem = await runChild(command, args, {}, signal);
    if (problem !== null) return problem;
  }
  writeFileSync(stamp, '');
  return null;
}

function hashOf(file: string): string {
  return createHash('sha256')
    .update(readFileSync(join(PEERS, file)))
    .digest('hex');
}

/** Where set-up keeps what it obtains, too. */
function cacheDir(): string {
  const { HOLDFAST_CACHE_DIR: own, XDG_CACHE_HOME: all } = process.env;
  if (own !== undefined && own !== '') return resolve(own);
  return join(all === undefined || all === '' ? join(homedir(), '.cache') : all, 'holdfast');
}
