/** PostgreSQL ends every connection that it has, and takes new ones at once: a failover, a proxy that was restarted. */

import pg from 'pg';
import { z } from 'zod';
import type { FaultKind } from './kind.js';

const input = z.object({});
const WITHIN_MS = 5_000;

export const cutConnections: FaultKind<z.infer<typeof input>> = {
  input,
  queueOf: () => null,
  carryOut: async (_input, target) => {
    const { databaseUrl } = target;
    if (databaseUrl === null) return [];
    const bound = { connectionTimeoutMillis: WITHIN_MS, query_timeout: WITHIN_MS };
    const client = new pg.Client({ connectionString: databaseUrl, ...bound });
    client.on('error', () => undefined); // an error of a connection that is lost, which the query tells as well
    try {
      await client.connect();
      const cut = await client.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()",
      );
      return cut.rowCount === 0 ? [] : (await target.parts()).filter(({ kind }) => kind === 'database');
    } catch (error) {
      if (isAway(error)) return [];
      throw error;
    } finally {
      await client.end().catch(() => undefined);
    }
  },
};

/** Another fault has the server down: no connection is left to cut. */
function isAway(error: unknown): boolean {
  const { code, message } = error as NodeJS.ErrnoException;
  return /^(ECONN|57P|08)/.test(code ?? '') || /timeout|terminated/i.test(message);
}
