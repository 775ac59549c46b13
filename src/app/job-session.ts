/**
 * The session of a job whose cookies live from page to page. A page begins with what the database has of the job when its
 * visit begins; what it changes is stored with its outcome, in one transaction.
 */

import type { Job } from '../core/job.js';
import { hasSession } from '../core/job-spec.js';
import type { SessionCookie } from '../core/session-cookies.js';
import type { PageCookies } from '../ports/page-cookies.js';
import type { Store } from '../ports/store/index.js';

/** Resolves with the cookies that a page of the job begins with; null when the job has no session. */
export type OpenSession = (job: Job) => Promise<PageCookies | null>;

export function createOpenSession(
  store: Pick<Store, 'sessionCookies'>,
  createCookies: (earlier: readonly SessionCookie[]) => PageCookies,
): OpenSession {
  return async ({ id, spec }) =>
    hasSession(spec) ? createCookies(await store.sessionCookies.read(id)) : null;
}
