/** Cookies that pages of a job have left for its further pages. They are written with the pages' outcomes. */

import type { SessionCookie } from '../../core/session-cookies.js';

export interface SessionCookies {
  /** Those of the job, expired ones included; the one that was set longest ago first. */
  read(jobId: string): Promise<SessionCookie[]>;
}
