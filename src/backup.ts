/**
 * The command: `backup.js FOLDER`. Copies what the service of DATA_DIR keeps there to a new folder: by way of the service
 * when it runs, so that nothing has to be stopped, and by itself when it does not.
 */

import './node-version.js';
import 'dotenv/config';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { cp, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { createMakeBackup } from './app/make-backup.js';
import { composeColdBackups } from './compose/backups.js';
import { BadSetting, readConfig, type Config } from './config.js';
import { CallRefused } from './core/failure.js';
import { adminToken, DataDirLocked, lockDataDir } from './data-dir.js';
import type { Log } from './ports/log.js';

/** Large folders take minutes. */
const ANSWER_MS = 3_600_000;

interface Made {
  readonly folder: string;
  readonly parts: readonly string[];
  readonly bytes: number;
}

async function main(): Promise<void> {
  const [wanted] = process.argv.slice(2);
  if (wanted === undefined) throw new BadSetting('Say where to: npm run backup -- FOLDER');
  const to = resolve(wanted);
  if (existsSync(to)) throw new BadSetting(`${to} exists already: name a new folder.`);
  const config = readConfig();
  if (!existsSync(config.dataDir)) throw new BadSetting(`There is no data folder ${config.dataDir}.`);
  const { folder, parts, bytes } = await make(config);
  await move(folder, to);
  process.stdout.write(`${to}: ${parts.join(' and ')}, ${Math.ceil(bytes / 1024 ** 2)} MB\n`);
}

async function make(config: Config): Promise<Made> {
  let unlock;
  try {
    unlock = lockDataDir(config.dataDir);
  } catch (error) {
    if (error instanceof DataDirLocked) return askService(config);
    throw error;
  }
  try {
    return await createMakeBackup(
      composeColdBackups(config, () => new Date()),
      silent,
    )();
  } finally {
    unlock();
  }
}

async function askService({ dataDir, adminToken: configured }: Config): Promise<Made> {
  const runtime = join(dataDir, 'runtime.json');
  if (!existsSync(runtime)) throw new BadSetting(`The service of ${dataDir} is starting: try again soon.`);
  const { api } = JSON.parse(readFileSync(runtime, 'utf8')) as { readonly api: string };
  let response;
  try {
    response = await fetch(`${api}/admin/backups`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${adminToken(dataDir, configured)}` },
      signal: AbortSignal.timeout(ANSWER_MS),
    });
  } catch (error) {
    throw new BadSetting(`The service does not answer at ${api}.`, { cause: error });
  }
  const body = (await response.json()) as Made & { readonly error?: { readonly message: string } };
  if (!response.ok) throw new BadSetting(body.error?.message ?? `The service answered ${response.status}.`);
  return body;
}

/** Within one file system a rename, which leaves nothing half done. */
async function move(from: string, to: string): Promise<void> {
  mkdirSync(dirname(to), { recursive: true });
  try {
    await rename(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error;
    const unfinished = `${to}.unfinished`;
    await cp(from, unfinished, { recursive: true, errorOnExist: true, force: false });
    await rename(unfinished, to);
    await rm(from, { recursive: true });
  }
}

/** This command prints what it did. */
const silent: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

main().catch((error: unknown) => {
  const expected = error instanceof BadSetting || error instanceof CallRefused;
  process.stderr.write(`${expected ? error.message : `The copy failed: ${String(error)}`}\n`);
  process.exitCode = 1;
});
