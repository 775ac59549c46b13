/** A data folder as the first start leaves it, made once and copied for everybody who wants a new one. */

import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import { openPglite } from '../../src/adapters/store/index.js';
import { ROOT } from './root.js';
import { onceInRun, runFolder } from './run.js';
import { startDevServerIn } from './temporal.js';

/** Beside the compiled code. */
const KEPT = join(ROOT, 'dist', 'test-data');

/** Copies an embedded database without rows, migrated and closed, to `folder`, which must not exist. */
export async function copyDatabase(folder: string): Promise<void> {
  cpSync(await madeDatabase(), folder, { recursive: true });
}

/** Fills `dataDir` with the embedded database and with the file of Temporal's server, both without any jobs. */
export async function copyDataFolder(dataDir: string): Promise<void> {
  const [database, temporal] = await Promise.all([madeDatabase(), madeTemporal()]);
  cpSync(database, join(dataDir, 'database'), { recursive: true });
  // What it has not yet written into its file stands in files beside it.
  for (const name of ['temporal.db', 'temporal.db-wal', 'temporal.db-shm']) {
    if (existsSync(join(temporal, name))) cpSync(join(temporal, name), join(dataDir, name));
  }
}

/** Before the first test, whose bound must not hold the making. */
export async function makeTemplates(): Promise<void> {
  await Promise.all([madeDatabase(), madeTemporal()]);
}

const madeDatabase = (): Promise<string> =>
  keptFolder('database', ['dist/src/adapters/store', 'package-lock.json'], async (folder) => {
    await (await openPglite(folder)).destroy();
  });

const madeTemporal = (): Promise<string> =>
  keptFolder('temporal', ['dist/src/adapters/temporal', 'package-lock.json'], async (folder) => {
    mkdirSync(folder);
    await (await startDevServerIn(folder)).stop();
  });

/** The folder that `make` fills, kept for later runs until one of the files or folders in `inputs` changes. */
function keptFolder(
  name: string,
  inputs: readonly string[],
  make: (folder: string) => Promise<void>,
): Promise<string> {
  return onceInRun(`template-${name}`, async () => {
    const folder = join(KEPT, name, hashOf(inputs));
    if (existsSync(folder)) return folder;
    const made = join(runFolder(), `template-${name}`);
    await make(made);
    // Beside it first: another run may look for the folder now, or have made it meanwhile.
    const unfinished = `${folder}.${process.pid}`;
    cpSync(made, unfinished, { recursive: true });
    if (existsSync(folder)) rmSync(unfinished, { recursive: true });
    else renameSync(unfinished, folder);
    for (const other of readdirSync(join(KEPT, name)))
      if (/^[0-9a-f]+$/.test(other) && join(KEPT, name, other) !== folder)
        rmSync(join(KEPT, name, other), { recursive: true, force: true });
    return folder;
  });
}

function hashOf(inputs: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of inputs.map((input) => join(ROOT, input)).flatMap(filesBelow))
    hash.update(`${relative(ROOT, file)}\0`).update(readFileSync(file));
  return hash.digest('hex').slice(0, 16);
}

function filesBelow(path: string): string[] {
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .map((name) => join(path, name))
    .filter((file) => statSync(file).isFile())
    .sort();
}
