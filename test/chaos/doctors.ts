/** Changes of what a run has left behind, each as a fault of the service would make it. */

import type { AccountView, Evidence, JobView } from '../../chaos/oracle/evidence.js';
import type { SiteRequest } from '../../chaos/types.js';
import { call } from './clean.js';

export type Doctor = (clean: Evidence) => Evidence;

/** One job is shown differently. */
export const job =
  (id: string, change: Partial<JobView>): Doctor =>
  (clean) => ({
    ...clean,
    jobs: clean.jobs.map((one) => (one.id === id ? { ...one, ...change } : one)),
  });
/** All accounts are shown differently. */
export const account =
  (change: (of: AccountView) => Partial<AccountView>): Doctor =>
  (clean) => ({
    ...clean,
    accounts: clean.accounts.map((one) => ({ ...one, ...change(one) })),
  });
/** Callers made more calls. */
export const calls =
  (...more: Parameters<typeof call>): Doctor =>
  (clean) => ({
    ...clean,
    history: { ...clean.history, calls: [...clean.history.calls, ...more.map((one) => call(one))] },
  });
/** Sites got more requests, each like the first but for what is given. */
export const requests =
  (...more: Partial<SiteRequest>[]): Doctor =>
  (clean) => ({
    ...clean,
    requests: [...clean.requests, ...more.map((one) => ({ ...clean.requests[0]!, ...one }))],
  });
/** One change after the other. */
export const both =
  (one: Doctor, other: Doctor): Doctor =>
  (clean) =>
    other(one(clean));
