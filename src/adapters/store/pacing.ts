/** Starts at a host, kept in the database: shared by all workers of a deployment. */

import { sql } from 'kysely';
import { keepRecent } from '../../core/recent.js';
import type { Pacing } from '../../ports/host-gate.js';
import type { Database } from './connection.js';

/** A page of a host that asks for no spacing looks for a hold this seldom, so that most pages cost no statement. */
const LOOK_EVERY_MS = 1_000;
const MAX_HOSTS = 10_000;

/** `nowMs`: a clock that nobody sets, or a host would wait as long as it was set back. */
export function createSqlPacing(db: Database, nowMs: () => number = () => performance.now()): Pacing {
  // Host -> when it is held until, as far as this worker knows, and when it looked.
  const seen = new Map<string, { readonly freeAt: number; readonly lookedAt: number }>();

  const look = async (host: string): Promise<number> => {
    const known = seen.get(host);
    if (known !== undefined && nowMs() - known.lookedAt < LOOK_EVERY_MS) return known.freeAt - nowMs();
    const { rows } = await sql<{ wait: number }>`
      select extract(epoch from free_at - now())::float8 * 1000 as wait from host_pace where host = ${host}`.execute(
      db,
    );
    const wait = rows[0]?.wait ?? 0;
    keepRecent(seen, host, { freeAt: nowMs() + wait, lookedAt: nowMs() }, MAX_HOSTS);
    return wait;
  };

  return {
    take: async (host, spacingMs) => {
      if (spacingMs === 0) return Math.max(0, await look(host));
      // One statement, so that of all workers one gets the start.
      const { rows } = await sql`
        insert into host_pace as p (host, free_at) values (${host}, now() + ${spacingMs} * interval '1 millisecond')
        on conflict (host) do update set free_at = excluded.free_at where p.free_at <= now()
        returning host`.execute(db);
      if (rows.length > 0) return 0;
      seen.delete(host);
      return Math.max(1, await look(host));
    },
    hold: async (host, ms) => {
      seen.delete(host);
      await sql`
        insert into host_pace as p (host, free_at) values (${host}, now() + ${ms} * interval '1 millisecond')
        on conflict (host) do update set free_at = greatest(p.free_at, excluded.free_at)`.execute(db);
    },
  };
}
