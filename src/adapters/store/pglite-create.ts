/**
 * Creates an embedded database in the folder given as the only argument. Made beside it first and then renamed, so that
 * a killed creation leaves nothing that looks like a database. A creation whose service was killed goes on by itself while
 * the next start makes its own: each has a folder of its own, and the first that is ready stays.
 */

import { PGlite } from '@electric-sql/pglite';
import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isAlive } from '../processes.js';

const folder = process.argv[2];
if (folder === undefined) throw new Error('usage: pglite-create FOLDER');

const parent = dirname(folder);
const prefix = `${basename(folder)}.creating`;
const unfinished = `${folder}.creating-${process.pid}`;
mkdirSync(parent, { recursive: true, mode: 0o700 });
for (const name of readdirSync(parent)) {
  if (!name.startsWith(prefix)) continue;
  const pid = Number(name.slice(prefix.length + 1));
  if (pid !== process.pid && pid > 0 && isAlive(pid)) continue;
  rmSync(join(parent, name), { recursive: true, force: true });
}
const db = await PGlite.create({ dataDir: unfinished });
await db.close();
try {
  renameSync(unfinished, folder);
} catch (error) {
  if (!['ENOTEMPTY', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  rmSync(unfinished, { recursive: true, force: true });
}
