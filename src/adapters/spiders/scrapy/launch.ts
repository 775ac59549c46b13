/** Starts the process of one job's Scrapy spider, with a description of the job in a file. */

import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { delimiter, dirname, isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SCRAPY_SETTINGS_OF_CALLERS } from '../../../core/scrapy-settings.js';
import { SpiderBroken } from '../../../core/spider-errors.js';
import type { ScrapyRun } from '../../../ports/scrapy.js';
import { startGuarded, type GuardedChild } from '../../guarded-child.js';
import { isExecutable, toolOnPath } from '../../tools.js';
import { spiderEnvironment } from '../environment.js';
import { findSpiderFile } from '../files.js';
import { openState, type JobState } from './state.js';

/** The command `scrapy holdfast` is there. */
const PLUGIN = fileURLToPath(new URL('./plugin', import.meta.url));
/** An interpreter, its libraries and its threads take address space that they do not fill. */
const BASE_ADDRESS_SPACE_MB = 1_024;
const OPEN_FILES = 4_096;

export interface LaunchOptions {
  /** SPIDERS_DIR. */
  readonly folder: string;
  /** SCRAPY_COMMAND. */
  readonly command: readonly string[];
  readonly memoryMb: number;
  /** This process's environment, of which spiders get what they need. */
  readonly env: NodeJS.ProcessEnv;
  /** Where the way out for spiders' own requests is. */
  readonly proxyUrl: () => Promise<string>;
}

export interface Launched {
  readonly child: GuardedChild;
  readonly state: JobState;
}

/** Rejects with `SpiderBroken` when there is no such spider, or no Scrapy. */
export async function launch(
  options: LaunchOptions,
  jobFolder: string,
  { spider, maxPages }: ScrapyRun,
): Promise<Launched> {
  const { file, root } = await findSpiderFile(options.folder, spider.repoPath);
  const { env } = options;
  const [name = '', ...args] = options.command;
  const program = findProgram(name, env);
  const state = await openState(jobFolder);
  const projectFolder = findProject(dirname(file), root);
  const description = {
    file,
    projectFolder,
    name: spider.name,
    settings: spider.settings,
    callersSettings: SCRAPY_SETTINGS_OF_CALLERS,
    arguments: asText(spider.arguments),
    stateFolder: state.folder,
    maxPages,
    resumed: state.resumed,
  };
  await writeFile(state.jobFile, JSON.stringify(description), { mode: 0o600 });
  const child = await startGuarded(program, [...args, 'holdfast', state.jobFile], {
    output: 'pipe',
    channel: true,
    cwd: projectFolder ?? root,
    env: {
      ...spiderEnvironment(env, await options.proxyUrl()),
      PYTHONPATH: [PLUGIN, ...(env['PYTHONPATH']?.split(delimiter) ?? [])].join(delimiter),
      PYTHONDONTWRITEBYTECODE: '1',
      PYTHONUNBUFFERED: '1',
      PYTHONIOENCODING: 'utf-8',
    },
    limits: { addressSpaceMb: options.memoryMb + BASE_ADDRESS_SPACE_MB, openFiles: OPEN_FILES },
  });
  return { child, state };
}

function findProgram(name: string, env: NodeJS.ProcessEnv): string {
  const program = isAbsolute(name) ? (isExecutable(name) ? name : null) : toolOnPath([name], env);
  if (program !== null) return program;
  throw new SpiderBroken(
    'Scrapy is not installed here, and Python spiders need it: install it with "pip install scrapy", ' +
      'or set SCRAPY_COMMAND to where it is.',
  );
}

/** The folder of the Scrapy project that the file is part of; null for a file alone. */
function findProject(from: string, root: string): string | null {
  for (let folder = from; folder.startsWith(root); folder = dirname(folder)) {
    if (existsSync(join(folder, 'scrapy.cfg'))) return folder;
  }
  return null;
}

/** Arguments as `scrapy -a name=value` passes them: strings as they are, other values as JSON text. */
function asText(args: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(args).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  );
}
