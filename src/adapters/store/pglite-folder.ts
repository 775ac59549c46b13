/**
 * Says, before PGlite opens a folder, whether PGlite can. PGlite itself gives no reason: whatever is wrong with a folder
 * ends in "PGlite failed to initialize properly".
 */

import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf } from '../error-code.js';

/** The PostgreSQL in `@electric-sql/pglite` 0.5: its major version, and the version of its control file. */
const PG_MAJOR = '18';
const CONTROL_VERSION = 1800;

/** Offsets into `global/pg_control` of PostgreSQL 18 (src/include/catalog/pg_control.h, `ControlFileData`). */
const CONTROL_VERSION_AT = 8;
const STATE_AT = 16;
const FLOAT8_BY_VALUE_AT = 248;
const CONTROL_BYTES = 8_192;
/** `DB_SHUTDOWNED`: the last checkpoint was written by a clean stop. */
const SHUT_DOWN = 1;

/** The folder cannot be opened; the message says in one sentence what it is and how to go on. */
export class UnusableFolder extends Error {
  override readonly name = 'UnusableFolder';
}

/**
 * `missing`: there is no database yet, the folder does not exist or is empty. `closed`: the last stop was clean.
 * `unclean`: it was not, so opening replays what was written since the last checkpoint.
 */
export type FolderState = 'missing' | 'closed' | 'unclean';

/** Looks at the folder without changing it. Throws `UnusableFolder` when PGlite could not open it. */
export function inspectFolder(folder: string): FolderState {
  const found = statSync(folder, { throwIfNoEntry: false });
  if (found === undefined) return 'missing';
  if (!found.isDirectory()) {
    throw new UnusableFolder(
      `${folder} is a file, and the embedded database needs a folder there: move it away.`,
    );
  }
  if (readdirSync(folder).length === 0) return 'missing';

  const version = readText(join(folder, 'PG_VERSION'));
  if (version === null) {
    throw new UnusableFolder(
      `${folder} holds files but no PostgreSQL database (PG_VERSION is missing): ${RESTORE_OR_MOVE}.`,
    );
  }
  const control = readControl(folder);
  if (isServers(folder, version, control)) {
    throw new UnusableFolder(
      `${folder} belongs to a PostgreSQL ${version} server, whose files the embedded database cannot read: start that server and set DATABASE_URL, or set another DATA_DIR.`,
    );
  }
  if (version !== PG_MAJOR) throw new UnusableFolder(otherMajor(folder, version));
  if (control?.readInt32LE(CONTROL_VERSION_AT) !== CONTROL_VERSION) {
    throw new UnusableFolder(
      `The embedded database in ${folder} is damaged (global/pg_control is missing or unreadable): ${RESTORE_OR_MOVE}.`,
    );
  }
  return control.readInt32LE(STATE_AT) === SHUT_DOWN ? 'closed' : 'unclean';
}

const RESTORE_OR_MOVE =
  'put a copy of the whole folder back, or move it away to begin with an empty database';

function otherMajor(folder: string, version: string): string {
  const age = Number(version) < Number(PG_MAJOR) ? 'older' : 'newer';
  return (
    `The embedded database in ${folder} was written by a Holdfast with PostgreSQL ${version}, ${age} than the ${PG_MAJOR} of this one: ` +
    'start the Holdfast that wrote it, or move the folder away to begin with an empty database (docs/embedded-database.md says how to take the data along).'
  );
}

/** A server writes postmaster.opts at each start, PGlite never does; and PGlite passes float8 by reference (32 bits). */
function isServers(folder: string, version: string, control: Buffer | null): boolean {
  if (existsSync(join(folder, 'postmaster.opts'))) return true;
  return version === PG_MAJOR && control?.readUInt8(FLOAT8_BY_VALUE_AT) === 1 && isControl(control);
}

function isControl(control: Buffer): boolean {
  return control.readInt32LE(CONTROL_VERSION_AT) === CONTROL_VERSION;
}

function readControl(folder: string): Buffer | null {
  try {
    const control = readFileSync(join(folder, 'global', 'pg_control'));
    return control.length === CONTROL_BYTES ? control : null;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

function readText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}
