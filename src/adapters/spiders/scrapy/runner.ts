/** Scrapy as a supervised child process. What it needs to go on after a stop is kept in a folder of its job. */

import { existsSync } from 'node:fs';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { delimiter, dirname, isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SCRAPY_SETTINGS_OF_CALLERS } from '../../core/scrapy-settings.js';
import { SpiderBroken } from '../../core/spider-errors.js';
import type { ScrapyEnd, ScrapyRun, ScrapyRunner } from '../../ports/scrapy.js';
import { startGuarded, type GuardedChild } from '../guarded-child.js';
import { isExecutable, toolOnPath } from '../tools.js';
import { spiderEnvironment } from './environment.js';
import { findSpiderFile } from './files.js';
import { logOfScrapy } from './scrapy-log.js';
import { readReports, type Closing } from './scrapy-reports.js';

/** The command `scrapy holdfast` is there. */
const PLUGIN = fileURLToPath(new URL('./scrapy', import.meta.url));
/** What is under way gets this long to end; a cancel is over within five seconds. */
const STOP_MS = 3_000;
/** An interpreter, its libraries and its threads take address space that they do not fill. */
const BASE_ADDRESS_SPACE_MB = 1_024;
const OPEN_FILES = 4_096;
const LIMIT_REASON = 'holdfast_page_limit';

export interface ScrapyRunnerOptions {
  /** SPIDERS_DIR. */
  readonly folder: string;
  /** Where jobs' own folders are. */
  readonly stateFolder: string;
  /** SCRAPY_COMMAND. */
  readonly command: readonly string[];
  readonly memoryMb: number;
  /** This process's environment, of which spiders get what they need. */
  readonly env: NodeJS.ProcessEnv;
  readonly proxyUrl: () => Promise<string>;
}

export function createScrapyRunner(options: ScrapyRunnerOptions): ScrapyRunner {
  // Two processes must never meet on one job's folder: a worker that was taken for dead may still have one.
  const running = new Map<string, { readonly child: GuardedChild; readonly over: Promise<unknown> }>();
  const folderOf = (jobId: string): string => join(options.stateFolder, jobId);
  const forget = (jobId: string): Promise<void> => rm(folderOf(jobId), { recursive: true, force: true });

  return {
    run: async (run, stop) => {
      const earlier = running.get(run.jobId);
      earlier?.child.kill();
      await earlier?.over;
      const { child, jobFolder } = await launch(options, folderOf(run.jobId), run);
      const over = attend(child, run, stop, jobFolder);
      running.set(run.jobId, { child, over: over.catch(() => undefined) });
      try {
        return await over;
      } finally {
        running.delete(run.jobId);
      }
    },
    forget,
    sweep: async (isOver) => {
      const jobs = await readdir(options.stateFolder).catch(() => []);
      for (const jobId of jobs) if (!running.has(jobId) && (await isOver(jobId))) await forget(jobId);
    },
  };
}

async function launch(
  { folder, command: [name = '', ...args], memoryMb, env, proxyUrl }: ScrapyRunnerOptions,
  jobFolder: string,
  { spider, maxPages }: ScrapyRun,
): Promise<{ child: GuardedChild; jobFolder: string }> {
  const { file, root } = await findSpiderFile(folder, spider.repoPath);
  const program = isAbsolute(name) ? (isExecutable(name) ? name : null) : toolOnPath([name], env);
  if (program === null) {
    throw new SpiderBroken(
      'Scrapy is not installed here, and Python spiders need it: install it with "pip install scrapy", ' +
        'or set SCRAPY_COMMAND to where it is.',
    );
  }
  const stateFolder = join(jobFolder, 'state');
  const resumed = existsSync(wholeFile(jobFolder));
  // What a killed run left is no state to go on from: Scrapy writes its queues when it is closed.
  if (!resumed) await rm(stateFolder, { recursive: true, force: true });
  await mkdir(stateFolder, { recursive: true, mode: 0o700 });
  await rm(wholeFile(jobFolder), { force: true });
  const projectFolder = findProject(dirname(file), root);
  const jobFile = join(jobFolder, 'job.json');
  await writeFile(
    jobFile,
    JSON.stringify({
      file,
      projectFolder,
      name: spider.name,
      settings: spider.settings,
      callersSettings: SCRAPY_SETTINGS_OF_CALLERS,
      arguments: asText(spider.arguments),
      stateFolder,
      maxPages,
      resumed,
    }),
    { mode: 0o600 },
  );
  const environment = spiderEnvironment(env, await proxyUrl());
  const child = await startGuarded(program, [...args, 'holdfast', jobFile], {
    output: 'pipe',
    channel: true,
    cwd: projectFolder ?? root,
    env: {
      ...environment,
      PYTHONPATH: [PLUGIN, ...(env['PYTHONPATH']?.split(delimiter) ?? [])].join(delimiter),
      PYTHONDONTWRITEBYTECODE: '1',
      PYTHONUNBUFFERED: '1',
      PYTHONIOENCODING: 'utf-8',
    },
    limits: { addressSpaceMb: memoryMb + BASE_ADDRESS_SPACE_MB, openFiles: OPEN_FILES },
  });
  return { child, jobFolder };
}

async function attend(
  child: GuardedChild,
  run: ScrapyRun,
  stop: AbortSignal,
  jobFolder: string,
): Promise<ScrapyEnd> {
  let timer: NodeJS.Timeout | undefined;
  const onStop = (): void => {
    child.terminate();
    timer ??= setTimeout(() => child.kill(), STOP_MS);
  };
  if (stop.aborted) onStop();
  else stop.addEventListener('abort', onStop, { once: true });
  const log = logOfScrapy(child, run.onLog);
  try {
    let closing: Closing | null;
    try {
      closing = await readReports(child, run.onPages, (message) => run.onLog('warning', message));
    } catch (error) {
      child.kill();
      throw error;
    }
    const { code, how } = await child.exited;
    await log.ended;
    if (closing?.type === 'broken')
      throw new SpiderBroken(`The spider could not be loaded: ${closing.message}`);
    const isStopped = stop.aborted || closing?.reason === 'shutdown';
    if (closing !== null && closing.whole && isStopped) await writeFile(wholeFile(jobFolder), '');
    if (isStopped) return { kind: 'stopped' };
    if (closing !== null && code === 0)
      return {
        kind: 'closed',
        reason: closing.reason,
        limit: closing.reason === LIMIT_REASON,
        startError: closing.startError,
        stats: closing.stats,
      };
    if (code === null) return { kind: 'crashed', how };
    throw new SpiderBroken(`Scrapy ${how}: ${log.lastError() ?? 'see the log'}`);
  } finally {
    clearTimeout(timer);
    stop.removeEventListener('abort', onStop);
    child.kill();
  }
}

/** Written when everything that Scrapy has reported is stored, and its own state is whole. */
function wholeFile(jobFolder: string): string {
  return join(jobFolder, 'whole');
}

/** The folder of the Scrapy project that the file is part of; null for a file alone. */
function findProject(from: string, root: string): string | null {
  for (let folder = from; folder.startsWith(root); folder = dirname(folder)) {
    if (existsSync(join(folder, 'scrapy.cfg'))) return folder;
  }
  return null;
}

/** As `-a name=value` hands them over: everything is text, and what was none is its JSON. */
function asText(args: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(args).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  );
}
