/** How far a job is: a bar that moves on a terminal, a few plain lines anywhere else. */

import { setTimeout as sleep } from 'node:timers/promises';
import type { Client, JobAnswer } from './client.js';

const POLL_MS = 100;
const BAR = 30;
const PLAIN_STEPS = 4;

/** Polls the job until `over` settles, shows its counts, and hands each state to `onCounts`. */
export async function watchJob(
  client: Client,
  jobId: string,
  over: Promise<unknown>,
  onCounts: (counts: JobAnswer['counts']) => Promise<void> = async () => undefined,
): Promise<void> {
  const show = createDisplay(process.stdout);
  const ended = over.then(
    () => true,
    () => true,
  );
  const poll = async (): Promise<void> => {
    const job = await client.call<JobAnswer>('GET', `/v1/jobs/${jobId}?limit=1`);
    show(job);
    await onCounts(job.counts);
  };
  do await poll();
  while (!(await Promise.race([ended, sleep(POLL_MS, false)])));
  await poll();
  if (process.stdout.isTTY) process.stdout.write('\n');
}

function createDisplay(out: NodeJS.WriteStream): (job: JobAnswer) => void {
  let shown = '';
  return (job) => {
    const { total, succeeded, failed } = job.counts;
    const done = succeeded + failed;
    const filled = Math.floor((done / total) * BAR);
    const text = `${String(done).padStart(String(total).length)} of ${total}, ${job.status}`;
    if (out.isTTY) {
      out.write(`\r\x1b[K  [${'#'.repeat(filled)}${'.'.repeat(BAR - filled)}] ${text}`);
      return;
    }
    const step = `${Math.floor((done / total) * PLAIN_STEPS)} ${job.status}`;
    if (step !== shown) out.write(`  ${text}\n`);
    shown = step;
  };
}
