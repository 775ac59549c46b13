/**
 * Creates an embedded database in the folder given as the only argument. Made beside it first and then renamed, so that
 * a killed creation leaves nothing that looks like a database.
 */

import { PGlite } from '@electric-sql/pglite';
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';

const folder = process.argv[2];
if (folder === undefined) throw new Error('usage: pglite-create FOLDER');

const unfinished = `${folder}.creating`;
rmSync(unfinished, { recursive: true, force: true });
mkdirSync(dirname(folder), { recursive: true, mode: 0o700 });
const db = await PGlite.create({ dataDir: unfinished });
await db.close();
renameSync(unfinished, folder);
