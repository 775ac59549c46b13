/** What Scrapy's process reports: pages, stored in groups while it goes on, and how it ended. */

import type { SpiderPage } from '../../../core/item.js';
import type { GuardedChild } from '../../guarded-child.js';
import { readLines } from '../lines.js';

export type Closing =
  | {
      readonly type: 'broken';
      readonly message: string;
      readonly reason?: undefined;
      readonly whole?: undefined;
    }
  | {
      readonly type: 'closed';
      readonly reason: string;
      /** Whether its own state is good to go on from. */
      readonly whole: boolean;
      /** Why what the spider begins with was not read to its end; null when it was. */
      readonly startError: string | null;
      /** How the spider ended its own process, such as `sys.exit(3)`; null when it did not. */
      readonly exited: string | null;
      readonly stats: Readonly<Record<string, unknown>>;
    };

type Report =
  | Closing
  | { readonly type: 'page'; readonly page: SpiderPage }
  /** A sentence for the job's log. */
  | { readonly type: 'warning'; readonly message: string };

const MAX_CHARS = 64 * 1024 * 1024;
const MAX_GROUP = 200;
/** The process is held up when so many wait to be stored. */
const MAX_WAITING = 1_000;

/** Resolves when all that was reported is stored, with how it ended; null when the process said nothing of that. */
export async function readReports(
  { channel }: GuardedChild,
  store: (pages: readonly SpiderPage[]) => Promise<void>,
  onWarning: (message: string) => void,
): Promise<Closing | null> {
  if (channel === null) throw new Error('the process was started without a channel');
  const waiting: SpiderPage[] = [];
  let closing: Closing | null = null;
  let storing: Promise<void> | null = null;
  let problem: unknown;

  const storeAll = async (): Promise<void> => {
    while (waiting.length > 0) {
      const group = waiting.splice(0, MAX_GROUP);
      await store(group);
      if (waiting.length < MAX_WAITING) channel.resume();
    }
  };
  const read = readLines(channel, MAX_CHARS, (line, cut) => {
    if (problem !== undefined) return;
    try {
      if (cut) throw new Error('a page of the spider has more than can be stored');
      const report = JSON.parse(line) as Report;
      if (report.type === 'warning') {
        onWarning(report.message);
        return;
      }
      if (report.type !== 'page') {
        closing = report;
        return;
      }
      waiting.push(report.page);
    } catch (error) {
      problem = error;
      channel.destroy();
      return;
    }
    if (waiting.length >= MAX_WAITING) channel.pause();
    storing ??= storeAll()
      .catch((error: unknown) => {
        problem = error;
        channel.destroy();
      })
      .finally(() => (storing = null));
  });
  await read;
  await (storing as Promise<void> | null);
  if (problem === undefined) await storeAll();
  if (problem !== undefined) throw problem instanceof Error ? problem : new Error('the report was no JSON');
  return closing;
}
