import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { ensureArrayPeers } from './array-peers.mjs';
import { ensureBuild } from './build-step.mjs';
import { ensureChromium } from './chromium.mjs';
import { ensureHtml5libTests } from './html5lib.mjs';
import { withLock } from './lock.mjs';
import { ensureLlama } from './llama.mjs';
import { ensureModules, modulesAreCurrent } from './modules.mjs';
import { root } from './paths.mjs';
import { buildIsCurrent } from './source-hash.mjs';
import { ensureScrapy } from './scrapy.mjs';
import { ensureTemporal } from './temporal.mjs';
import { ensureTemporalServer } from './temporal-server.mjs';
import { say, SetupError, warn } from './report.mjs';
import { continueOnServiceNode, runsOnServiceNode } from './runtime.mjs';

/** One role of a deployment has its Temporal server elsewhere. */
const roles = ['gateway', 'worker'];

export async function setUp(mode) {
  const env = settings(mode);

  // Two roles started at once on a fresh machine would install into the same folder.
  if (!modulesAreCurrent()) await withLock(() => ensureModules(env));
  if (!(await runsOnServiceNode(env))) return continueOnServiceNode();
  if (!buildIsCurrent()) await withLock(() => ensureBuild(env));
  if (mode === 'peers') return ensureArrayPeers(env);
  if (!roles.includes(mode)) await ensureTemporal(env);
  if (mode === 'cluster') await ensureTemporalServer(env);
  if (mode !== 'gateway') await chromium(mode, env);
  if (['test', 'bench', 'cluster'].includes(mode)) await ifPossible(ensureScrapy, env);
  if (mode === 'test') await ifPossible(ensureLlama, env);
  if (mode === 'test') await ifPossible(ensureHtml5libTests, env);
  if (env.HOLDFAST_SETUP_QUIET !== '1') say('Set-up: ready.');
}

/** For tools that only some tests need, which are skipped without. */
async function ifPossible(ensure, env) {
  try {
    await ensure(env);
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    warn(error.message);
  }
}

async function chromium(mode, env) {
  try {
    await ensureChromium(env);
  } catch (error) {
    if (!['start', 'worker', 'cluster'].includes(mode) || !(error instanceof SetupError)) throw error;
    warn(`Pages that need a browser will answer with an error until there is one. ${error.message}`);
  }
}

/** The service reads .env too, so what it names must not be looked for here. Tests and benchmarks do not. */
function settings(mode) {
  if (['test', 'bench', 'peers', 'cluster'].includes(mode)) return process.env;
  try {
    return { ...parseEnv(readFileSync(join(root, '.env'), 'utf8')), ...process.env };
  } catch {
    return process.env;
  }
}
