/** Cookies that pages of a job have left for its further pages: a row for each, which is written with a page's commit. */

import { sql } from 'kysely';
import { createHash } from 'node:crypto';
import type { PageOutcome } from '../../core/page-outcome.js';
import { identityOf, SESSION_BOUNDS, type SessionCookie } from '../../core/session-cookies.js';
import type { SessionCookies } from '../../ports/store/session-cookies.js';
import type { Database, Tx } from './connection.js';
import type { Seal } from './seal.js';
import { storableJson } from './storable-json.js';

export function createSessionCookies(db: Database, seal: Seal): SessionCookies {
  return {
    read: async (jobId) => {
      const { rows } = await sql<{ cookie: string }>`select cookie from session_cookies
        where job_id = ${jobId} order by changed_no`.execute(db);
      return rows.map((row) => JSON.parse(seal.open(row.cookie)) as SessionCookie);
    },
  };
}

/** Whether any of these pages has changed a cookie. */
export function changesCookies(outcomes: readonly PageOutcome[]): boolean {
  return outcomes.some(({ cookies = [] }) => cookies.length > 0);
}

/** Before the commit of these outcomes, in its transaction. */
export async function keepCookies(tx: Tx, outcomes: readonly PageOutcome[], seal: Seal): Promise<void> {
  const rows = outcomes.map(({ jobId, pageNo, cookies = [] }) => ({
    job_id: jobId,
    page_no: pageNo,
    cookies: cookies.map(({ cookie, ...identity }) => ({
      key: createHash('sha256').update(identityOf(identity)).digest('base64url'),
      domain: identity.domain,
      cookie: cookie === null ? null : seal.close(JSON.stringify(cookie)),
    })),
  }));
  const { cookies, cookiesPerDomain, chars } = SESSION_BOUNDS;
  await sql`select keep_cookies(${storableJson(rows)}, ${cookies}, ${cookiesPerDomain}, ${chars})`.execute(
    tx,
  );
}
