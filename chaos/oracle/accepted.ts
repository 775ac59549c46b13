/** Which jobs the answers have accepted. */

import type { Call, History } from '../types.js';
import { CALLS, type Api } from '../workload/inputs.js';
import { jobIdOf, textAt, valueAt } from '../workload/words.js';

const API_OF: Readonly<Record<string, Api>> = Object.fromEntries(
  Object.values(CALLS).map(({ api, path }) => [path, api]),
);

/** The API whose call creates jobs at the path of this one; null for other paths. */
export function creatingApi({ url }: Pick<Call, 'url'>): Api | null {
  return API_OF[new URL(url).pathname] ?? null;
}

/** The job that the call has created, or was attached to; null when it says of none. */
export function acceptedBy(call: Call): string | null {
  const api = call.method === 'POST' ? creatingApi(call) : null;
  return api === null ? null : jobIdOf(api, call.status, call.headers, call.answer);
}

/** Jobs that answers have accepted, with one of the calls that did. */
export function acceptedIn({ calls }: Pick<History, 'calls'>): Map<string, Call> {
  return new Map(
    calls.flatMap((call) => {
      const id = acceptedBy(call);
      return id === null ? [] : [[id, call] as const];
    }),
  );
}

/** Jobs that an answer has listed. */
export function listedBy({ step, url, answer }: Call): string[] {
  if (step !== 'list' || !new URL(url).pathname.endsWith('/jobs')) return [];
  const jobs = Array.isArray(answer) ? answer : valueAt(answer, 'jobs');
  if (!Array.isArray(jobs)) return [];
  return jobs.flatMap((job) => textAt(job, 'job_id') ?? textAt(job, 'id') ?? []);
}
