/** The one lane of a Python spider's job: Scrapy, run again until it has come to its end. */

import { ApplicationFailure } from '@temporalio/workflow';
import { runScrapy } from './activities.js';
import { subjectOf, type LaneContext, type Lanes } from './lanes.js';

/** A spider whose process dies so often is what kills it. */
const MAX_CRASHES = 3;

export function scrapyLanes({ job, at, mayGoOn, note }: LaneContext): Lanes {
  let ended = false;
  const lane = async (): Promise<void> => {
    while (!ended && mayGoOn()) {
      const got = await runScrapy(job.id, subjectOf(job));
      ended = got.ended;
      note({ succeeded: 0, failed: 0, stop: got.stop });
      if (got.crashed === null) continue;
      at.crashes = (at.crashes ?? 0) + 1;
      if (at.crashes >= MAX_CRASHES)
        throw ApplicationFailure.nonRetryable(`The spider's process ${got.crashed}, ${at.crashes} times.`);
    }
  };
  return { lanes: [lane], unfinished: () => !ended };
}
