/** The database that the settings name. */

import type { Terminal } from '../terminal.js';
import { ok, wrong, type Check } from './check.js';

const CONNECT_MS = 5_000;

export async function databaseCheck(env: Terminal['env']): Promise<Check> {
  const url = env['DATABASE_URL'];
  if (!url) return ok('database', 'the embedded one');
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_MS });
  try {
    await client.connect();
    const { rows } = await client.query<{ version: string }>('select current_setting($1) as version', [
      'server_version',
    ]);
    return ok('database', `PostgreSQL ${rows[0]?.version ?? ''}`);
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    return wrong('database', message || (code ?? ''), 'Start that server, or correct DATABASE_URL.');
  } finally {
    await client.end();
  }
}
