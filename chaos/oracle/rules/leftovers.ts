/** Nothing is left over when all is done: no workflow of a job runs or has failed, no row waits for anything. */

import { violation, type Rule } from '../evidence.js';

/** Ends of workflows whose jobs have failed. */
const BROKEN = new Set(['FAILED', 'TERMINATED', 'TIMED_OUT']);

export const leftovers: Rule = ({ workflows, jobs, leftovers: rows }) => {
  const known = new Map(jobs.map((job) => [job.id, job]));
  const running = workflows.flatMap(({ id, type, status }) => {
    const job = known.get(id);
    if (status === 'RUNNING')
      return violation('leftovers', job ?? null, `the workflow ${id} (${type}) still runs`);
    if (job !== undefined && job.end !== 'failed' && BROKEN.has(status))
      return violation(
        'leftovers',
        job,
        `the workflow of the job has the status ${status}, and the job is ${job.end}`,
      );
    return [];
  });
  const left = rows
    .filter((leftover) => leftover.rows > 0)
    .map(({ what, rows: count }) => violation('leftovers', null, `${count} rows are left: ${what}`));
  return [...running, ...left];
};
