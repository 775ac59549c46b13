/** Every accepted job ends, and as it was asked to. */

import type { History } from '../../types.js';
import { acceptedIn, listedBy } from '../accepted.js';
import { hitsBetween } from '../disturbances.js';
import { violation, type JobView, type Rule } from '../evidence.js';

/** A spider's job that could not reserve more says so: the account's units were the limit. */
const LIMITED = /reached the limit of/;
/** A spider whose process was ended again and again is given up: it may be what ends it. */
const ENDED = /process was ended by SIGKILL/;
const ENDED_TIMES = 3;

function mayFail(job: JobView, history: History): boolean {
  if (LIMITED.test(job.reason ?? '')) return true;
  const hits = hitsBetween(history, job.createdMs, job.finishedMs ?? Date.now()).filter(({ parts }) =>
    parts.some(({ kind }) => kind === 'spider'),
  );
  return ENDED.test(job.reason ?? '') && hits.length >= ENDED_TIMES;
}

export const ends: Rule = ({ history, jobs }) => {
  const known = new Map(jobs.map((job) => [job.id, job]));
  const lost = [...acceptedIn(history)]
    .filter(([id]) => !known.has(id))
    .map(([id, { operationId }]) =>
      violation('ends', { operationId, id }, `the job ${id} was accepted and is not known any more`),
    );
  const unlisted = new Set(history.calls.flatMap(listedBy).filter((id) => !known.has(id)));
  const gone = [...unlisted].map((id) =>
    violation('ends', { id }, `the job ${id} was listed and is not known any more`),
  );
  const wrong = jobs.flatMap((job) => {
    if (job.end === 'open')
      return violation(
        'ends',
        job,
        `the job ${job.id} (${job.kind}) has not ended, minutes after the last fault`,
      );
    if (job.end === 'failed' && !mayFail(job, history))
      return violation(
        'ends',
        job,
        `the job ${job.id} (${job.kind}) has failed: ${job.reason ?? 'no reason'}`,
      );
    return [];
  });
  return [...lost, ...gone, ...wrong];
};
