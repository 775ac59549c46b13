/** The PostgreSQL server of this machine, and whom it runs as. */

import { readdirSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { isExecutable } from '../src/adapters/tools.js';

/**
 * The folder that has all of these programs, the server's without `names`: on PATH, or where distributions put them, newest
 * first; null for none.
 */
export function findPostgres(path: string, names: readonly string[] = ['initdb', 'postgres']): string | null {
  const debian = list('/usr/lib/postgresql').map((version) => `/usr/lib/postgresql/${version}/bin`);
  const redHat = list('/usr').flatMap((name) => (name.startsWith('pgsql-') ? [`/usr/${name}/bin`] : []));
  const hasAll = (folder: string): boolean => names.every((name) => isExecutable(join(folder, name)));
  return (
    [...path.split(delimiter), ...debian, ...redHat].find((folder) => folder !== '' && hasAll(folder)) ?? null
  );
}

/** PostgreSQL refuses to run as root: then another user, else null. */
export function postgresUser(): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  for (const wanted of ['postgres', 'nobody']) {
    const [, , uid, gid] = users.find(([name]) => name === wanted) ?? [];
    if (uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Error(
    'PostgreSQL does not run as root, and there is no user "postgres" or "nobody" to run it as.',
  );
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder).sort((a, b) => b.localeCompare(a, undefined, { numeric: true }));
  } catch {
    return [];
  }
}
