/** Waits for a Scrapy process while it reports pages, stops it when asked to, and says how it ended. */

import { setTimeout as sleep } from 'node:timers/promises';
import { SpiderBroken } from '../../../core/spider-errors.js';
import type { ScrapyEnd, ScrapyRun } from '../../../ports/scrapy.js';
import type { Launched } from './launch.js';
import { logOfScrapy } from './log.js';
import { readReports, type Closing } from './reports.js';

/** What is under way gets this long to end; a cancel is over within five seconds. */
const STOP_MS = 3_000;
/** So long after a spider was told to stop the worker may be told, too. */
const OUR_STOP_MS = 1_000;
const LIMIT_REASON = 'holdfast_page_limit';

/** Rejects with `SpiderBroken` when the spider could not be loaded, or when Scrapy itself failed. */
export async function attend(
  { child, state }: Launched,
  run: Pick<ScrapyRun, 'onPages' | 'onLog'>,
  stop: AbortSignal,
): Promise<ScrapyEnd> {
  let timer: NodeJS.Timeout | undefined;
  const onStop = (): void => {
    child.terminate();
    timer ??= setTimeout(() => child.kill(), STOP_MS);
  };
  if (stop.aborted) onStop();
  else stop.addEventListener('abort', onStop, { once: true });
  const log = logOfScrapy(child, run.onLog);
  try {
    let closing: Closing | null;
    try {
      closing = await readReports(child, run.onPages, (message) => run.onLog('warning', message));
    } catch (error) {
      child.kill();
      throw error;
    }
    const { code, how } = await child.exited;
    await log.ended;
    if (closing?.type === 'broken')
      throw new SpiderBroken(`The spider could not be loaded: ${closing.message}`);
    const isShutDown = closing?.reason === 'shutdown';
    // A supervisor that stops this worker may tell all of its processes at the same time.
    if (isShutDown && !stop.aborted)
      await sleep(OUR_STOP_MS, undefined, { signal: stop }).catch(() => undefined);
    if (closing !== null && closing.whole && (stop.aborted || isShutDown)) await state.markWhole();
    if (stop.aborted) return { kind: 'stopped' };
    // Counted as any other signal from elsewhere: a job must not begin again without end.
    if (isShutDown) return { kind: 'crashed', how: 'was told to stop by something else than Holdfast' };
    if (closing !== null && code === 0)
      return {
        kind: 'closed',
        reason: closing.reason,
        limit: closing.reason === LIMIT_REASON,
        startError: closing.startError,
        exited: closing.exited,
        stats: closing.stats,
      };
    if (code === null) return { kind: 'crashed', how };
    throw new SpiderBroken(`Scrapy ${how}: ${log.lastError() ?? 'see the log'}`);
  } finally {
    clearTimeout(timer);
    stop.removeEventListener('abort', onStop);
    child.kill();
  }
}
