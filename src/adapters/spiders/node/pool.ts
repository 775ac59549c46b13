/** The processes of this worker's TypeScript spiders: one a job, started when a chunk needs it, kept for a while after. */

import { fileURLToPath } from 'node:url';
import type { SpiderSpec } from '../../../core/spider.js';
import { SpiderBroken, SpiderNotLoaded } from '../../../core/spider-errors.js';
import type { OnLog, SpiderProcesses } from '../../../ports/spider-processes.js';
import { SPIDER_MS } from '../../../core/timings.js';
import { findSpiderFile } from '../files.js';
import { spiderEnvironment } from '../environment.js';
import { startSpiderProcess, type ProcessOptions, type SpiderProcess } from './process.js';

/** Between two chunks of a job there is a moment only. */
const IDLE_MS = 5_000;

export interface SpiderPoolOptions {
  /** SPIDERS_DIR. */
  readonly folder: string;
  readonly memoryMb: number;
  /** This process's environment, of which spiders get what they need. */
  readonly env: NodeJS.ProcessEnv;
  /** Where the way out for spiders' own requests is. */
  readonly proxyUrl: () => Promise<string>;
}

interface Kept {
  readonly started: Promise<SpiderProcess>;
  users: number;
  idle: NodeJS.Timeout | undefined;
}

/** Paths of this installation are removed from what callers see. */
const INSTALLATION = fileURLToPath(new URL('../../../../..', import.meta.url));

const RUNNABLE = /\.[cm]?[jt]s$/;

type StartProcess = (options: ProcessOptions) => Promise<SpiderProcess>;

/** `start` is for tests. */
export function createSpiderPool(
  { folder, memoryMb, env, proxyUrl }: SpiderPoolOptions,
  start: StartProcess = startSpiderProcess,
): SpiderProcesses {
  const jobs = new Map<string, Kept>();

  const launch = async (spider: SpiderSpec, onLog: OnLog): Promise<SpiderProcess> => {
    const { file, root } = await findSpiderFile(folder, spider.repoPath);
    if (!RUNNABLE.test(file))
      throw new SpiderBroken(
        `${spider.repoPath} is none of the kinds of spiders: .py, .ts, .mts, .mjs or .js.`,
      );
    const hide = (text: string): string => text.replaceAll(`${root}/`, '').replaceAll(INSTALLATION, '');
    const options: ProcessOptions = {
      load: { file, arguments: spider.arguments, settings: spider.settings },
      cwd: root,
      // What Node.js itself offers for requests then goes through the proxy: fetch, node:http, node:https.
      env: { ...spiderEnvironment(env, await proxyUrl()), NODE_USE_ENV_PROXY: '1' },
      memoryMb,
      onLog: (level, message) => onLog(level, hide(message)),
    };
    return startInTries(options, start).catch((error: unknown) => {
      throw error instanceof SpiderBroken ? new SpiderBroken(hide(error.message)) : error;
    });
  };

  const forget = (jobId: string, kept: Kept): void => {
    clearTimeout(kept.idle);
    if (jobs.get(jobId) === kept) jobs.delete(jobId);
  };

  const keep = (jobId: string, spider: SpiderSpec, onLog: OnLog): Kept => {
    const kept: Kept = { started: launch(spider, onLog), users: 0, idle: undefined };
    jobs.set(jobId, kept);
    const gone = (): void => forget(jobId, kept);
    kept.started.then((process) => void process.ended.then(gone), gone);
    return kept;
  };

  return {
    open: async (jobId, spider, onLog) => {
      const kept = jobs.get(jobId) ?? keep(jobId, spider, onLog);
      clearTimeout(kept.idle);
      kept.users += 1;
      const release = (): void => {
        kept.users -= 1;
        if (kept.users > 0) return;
        kept.idle = setTimeout(() => {
          forget(jobId, kept);
          void kept.started.then((process) => process.end());
        }, IDLE_MS);
        kept.idle.unref();
      };
      try {
        const { start, parse } = await kept.started;
        return { start, parse, release };
      } catch (error) {
        kept.users -= 1;
        throw error;
      }
    },

    close: async () => {
      const all = [...jobs.entries()];
      for (const [jobId, kept] of all) forget(jobId, kept);
      await Promise.allSettled(all.map(async ([, kept]) => (await kept.started).end()));
    },
  };
}

/**
 * A process that ended or took too long before it had loaded its spider may have been killed, or starved: another one is
 * tried. Rejects with `SpiderBroken` when none of them gets there.
 */
async function startInTries(options: ProcessOptions, start: StartProcess): Promise<SpiderProcess> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await start(options);
    } catch (error) {
      if (!(error instanceof SpiderNotLoaded)) throw error;
      if (tries === SPIDER_MS.loadTries)
        throw new SpiderBroken(`The spider could not be loaded in ${tries} tries: ${error.message}`);
      options.onLog('warning', `the spider could not be loaded: ${error.message}; it is started again`);
    }
  }
}
