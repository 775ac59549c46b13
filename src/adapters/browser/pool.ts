/**
 * One browser for all pages of this worker, started when the first page needs it. It is replaced after a number of pages
 * or above a bound of memory, once the pages in it have ended, and ended when no page has needed it for a while.
 */

import type { Log } from '../../ports/log.js';
import { saysClosed } from './crash.js';
import type { RunningBrowser } from './launch.js';
import { createSlots } from './slots.js';
import { BrowserUnavailable, createStarts } from './starts.js';
import type { Tab, TabOptions } from './tabs.js';

export interface BrowserPool {
  /**
   * Waits for a place, opens a tab and runs `work` on it; its page is closed when `work` ends. `alone` starts a
   * browser for this one page. Rejects as `work` does, with `BrowserGone` when the browser ended meanwhile, with
   * `StartFailed` when it did not start, with `BrowserUnavailable` when none can be started, or with the reason of `waiting`.
   */
  use<T>(options: UseOptions, waiting: AbortSignal, work: (tab: Tab) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export interface UseOptions {
  readonly alone: boolean;
  /** Whose page it is: owners take turns. */
  readonly owner: string;
  readonly tab: (browser: RunningBrowser) => TabOptions;
}

export interface PoolOptions {
  readonly launch: () => Promise<RunningBrowser>;
  /** Pages at once. */
  readonly slots: number;
  /** A browser that has shown so many pages is replaced. */
  readonly maxPages: number;
  /** So is one whose processes together hold more than this. */
  readonly maxBytes: number;
  /** A browser that nobody needs is ended after this. */
  readonly idleMs: number;
  readonly log: Log;
}

/** The browser ended, or was ended, while it had the page. */
export class BrowserGone extends Error {
  override readonly name = 'BrowserGone';
}

/** Memory is looked at every so many pages: it means reading /proc for each process. */
const PAGES_PER_LOOK = 25;

interface Generation {
  readonly browser: Promise<RunningBrowser>;
  served: number;
  active: number;
  retired: boolean;
}

export function createBrowserPool(options: PoolOptions): BrowserPool {
  const slots = createSlots(options.slots);
  const running = new Set<Generation>();
  let current: Generation | null = null;
  let idle: NodeJS.Timeout | undefined;
  let closed = false;

  const start = createStarts(options.launch, options.log);

  const launch = (): Generation => {
    const browser = start();
    const generation: Generation = { browser, served: 0, active: 0, retired: false };
    running.add(generation);
    browser.then(
      (started) => started.gone.then(() => forget(generation)),
      () => forget(generation),
    );
    return generation;
  };

  const forget = (generation: Generation): void => {
    running.delete(generation);
    if (current === generation) current = null;
  };

  const shared = (): Generation => (current ??= launch());

  /** No further page gets in; the last one that leaves ends the browser. */
  const retire = (generation: Generation): void => {
    generation.retired = true;
    if (current === generation) current = null;
    if (generation.active === 0) end(generation);
  };

  const end = (generation: Generation): void => {
    generation.browser.then((browser) => browser.close()).catch(() => undefined);
  };

  const isWornOut = (generation: Generation, browser: RunningBrowser): boolean => {
    if (generation.served >= options.maxPages) return true;
    if (generation.served % PAGES_PER_LOOK !== 0) return false;
    return (browser.memoryBytes() ?? 0) > options.maxBytes;
  };

  const leave = (generation: Generation, browser: RunningBrowser, alone: boolean): void => {
    generation.active -= 1;
    if (generation.retired) {
      if (generation.active === 0) end(generation);
    } else if (alone || closed || isWornOut(generation, browser)) {
      retire(generation);
    }
    if ([...running].some(({ active }) => active > 0)) return;
    idle = setTimeout(() => running.forEach(retire), options.idleMs);
    idle.unref();
  };

  const useIn = async <T>(
    generation: Generation,
    { alone, tab: optionsFor }: UseOptions,
    work: (tab: Tab) => Promise<T>,
  ): Promise<T> => {
    clearTimeout(idle);
    generation.active += 1;
    generation.served += 1;
    let browser: RunningBrowser;
    try {
      browser = await generation.browser;
    } catch (error) {
      generation.active -= 1;
      throw error;
    }
    const gone = browser.gone.then(() => Promise.reject(new BrowserGone('the browser ended')));
    gone.catch(() => undefined);
    let tab: Tab | undefined;
    let isInOrder = false;
    try {
      tab = await Promise.race([browser.openTab(optionsFor(browser)), gone]);
      const result = await Promise.race([work(tab), gone]);
      isInOrder = !generation.retired;
      return result;
    } catch (error) {
      // What a dying browser makes of calls in flight does not tell that it dies.
      if (browser.isGone() || saysClosed(error)) throw new BrowserGone('the browser ended', { cause: error });
      throw error;
    } finally {
      if (tab !== undefined && !browser.isGone()) await browser.closeTab(tab, isInOrder);
      leave(generation, browser, alone);
    }
  };

  return {
    use: async (use, waiting, work) => {
      const giveBack = await slots.take(use.owner, waiting);
      try {
        if (closed) throw new BrowserUnavailable('the worker is shutting down');
        return await useIn(use.alone ? launch() : shared(), use, work);
      } finally {
        giveBack();
      }
    },
    close: async () => {
      closed = true;
      clearTimeout(idle);
      await Promise.all(
        [...running].map(({ browser }) => browser.then((started) => started.close()).catch(() => undefined)),
      );
    },
  };
}
