/** Answers parked pages by ordinary calls: those that no batch has answered. */

import type { PageOutcome } from '../../core/page-outcome.js';
import { TIME_BOX_MS } from '../../core/timings.js';
import { createBrake } from '../brake.js';
import { ModelBusy } from '../model-slots.js';
import { openExisting } from '../open-job.js';
import type { ModelBatchDeps } from './deps.js';
import { countAnswered, finishAll, PER_READ, type AnsweredParked } from './parked.js';

/** Ordinary calls under way at once; how many there really are is for the slots. */
const AT_ONCE = 16;

/** Works for as long as its time box lasts. */
export function createAnswerLeft(
  deps: ModelBatchDeps,
): (jobId: string, cancelled: AbortSignal) => Promise<AnsweredParked> {
  const { ai, shutdown } = deps;
  const { modelWork } = deps.store;
  return async (jobId, cancelled) => {
    const job = await openExisting(deps.openJob, jobId);
    const brake = createBrake({ cancelled, shutdown }, TIME_BOX_MS.parked);
    const outcomes: PageOutcome[] = [];
    try {
      const pages = await modelWork.parked(jobId, -1, PER_READ, null);
      const next = async (): Promise<void> => {
        for (let page; !brake.stop.aborted && (page = pages.shift()) !== undefined;) {
          try {
            const asked = (await ai?.fillGaps.ask(job, page.question, brake.cutOff)) ?? null;
            outcomes.push(...(await finishAll(deps, job, [{ page, asked }], brake.cutOff)));
          } catch (error) {
            // It stays parked, for the next call.
            if (!(error instanceof ModelBusy)) throw error;
          }
        }
      };
      const ended = await Promise.allSettled(Array.from({ length: AT_ONCE }, next));
      const broken = ended.find((end) => end.status === 'rejected');
      if (broken !== undefined && !brake.cutOff.aborted) throw broken.reason;
    } finally {
      brake.release();
    }
    return { ...countAnswered(outcomes), more: (await modelWork.parked(jobId, -1, 1, null)).length > 0 };
  };
}
