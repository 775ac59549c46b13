/** What a job's Scrapy needs to go on after a stop: a folder of the job, with a mark that says that it is whole. */

import { existsSync } from 'node:fs';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface JobState {
  /** Scrapy's JOBDIR. */
  readonly folder: string;
  /** Where the job's description for Scrapy's process goes. */
  readonly jobFile: string;
  /** Whether `folder` holds a state to go on from. */
  readonly resumed: boolean;
  /** Notes that everything that Scrapy has reported is stored, and that its own state is whole. */
  markWhole(): Promise<void>;
}

/** Opens the state of a job in `jobFolder`; one that is not marked as whole is removed first. */
export async function openState(jobFolder: string): Promise<JobState> {
  const folder = join(jobFolder, 'state');
  const mark = join(jobFolder, 'whole');
  const resumed = existsSync(mark);
  // What a killed run left is no state to go on from: Scrapy writes its queues when it is closed.
  if (!resumed) await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await rm(mark, { force: true });
  return { folder, jobFile: join(jobFolder, 'job.json'), resumed, markWhole: () => writeFile(mark, '') };
}

export function removeState(jobFolder: string): Promise<void> {
  return rm(jobFolder, { recursive: true, force: true });
}

/** The ids of the jobs that have a folder in `stateFolder`. */
export async function jobsWithState(stateFolder: string): Promise<string[]> {
  return readdir(stateFolder).catch(() => []);
}
