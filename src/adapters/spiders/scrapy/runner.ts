/** Scrapy as a supervised child process, one a job. What it needs to go on after a stop is kept in a folder of its job. */

import { join } from 'node:path';
import type { ScrapyRunner } from '../../../ports/scrapy.js';
import type { GuardedChild } from '../../guarded-child.js';
import { attend } from './attend.js';
import { launch, type LaunchOptions } from './launch.js';
import { jobsWithState, removeState } from './state.js';

export interface ScrapyRunnerOptions extends LaunchOptions {
  /** Where jobs' own folders are. */
  readonly stateFolder: string;
}

export function createScrapyRunner(options: ScrapyRunnerOptions): ScrapyRunner {
  // Two processes must never meet on one job's folder: a worker that was taken for dead may still have one.
  const running = new Map<string, { readonly child: GuardedChild; readonly over: Promise<unknown> }>();
  const folderOf = (jobId: string): string => join(options.stateFolder, jobId);
  const forget = (jobId: string): Promise<void> => removeState(folderOf(jobId));

  return {
    run: async (run, stop) => {
      const earlier = running.get(run.jobId);
      earlier?.child.kill();
      await earlier?.over;
      const launched = await launch(options, folderOf(run.jobId), run);
      const over = attend(launched, run, stop);
      running.set(run.jobId, { child: launched.child, over: over.catch(() => undefined) });
      try {
        return await over;
      } finally {
        running.delete(run.jobId);
      }
    },
    forget,
    sweep: async (isOver) => {
      for (const jobId of await jobsWithState(options.stateFolder))
        if (!running.has(jobId) && (await isOver(jobId))) await forget(jobId);
    },
  };
}
