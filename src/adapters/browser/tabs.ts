/**
 * Where pages live. Each begins without a cookie, a stored byte or a history of any other. Pages of one scope follow each
 * other in the same tab all the same: what they share is the process, which took as long to start as most pages take, and
 * what their sites let be cached, compiled scripts included.
 */

import type { Browser, BrowserContext, CDPSession, Page } from 'playwright';
import type { ProxyLogin } from '../egress/proxy-clients.js';
import { unlessAborted } from '../../core/unless-aborted.js';
import { PageCrashed, saysCrashed } from './crash.js';
import { watchOrigins, wipe, type Origins } from './wipe.js';

export interface TabOptions {
  readonly userAgent: string;
  readonly locale: string | undefined;
  /** Pages of the same scope may share what is cached; without one a page shares nothing. */
  readonly cacheScope: string | undefined;
}

/** An empty page, and the DevTools session that it is controlled by. */
export interface Tab {
  readonly page: Page;
  readonly session: CDPSession;
  readonly origins: Origins;
  /** What its browser shows the egress proxy. */
  readonly proxyLogin: ProxyLogin;
  /** Aborted with `PageCrashed` when the page's process dies. Calls to the page may wait for ever then. */
  readonly crashed: AbortSignal;
}

export interface Tabs {
  /** Rejects with `PageCrashed` when the page's process dies meanwhile. */
  open(options: TabOptions): Promise<Tab>;
  /** Ends what is in it; `mayReuse` says that it is in order, and the next page of its scope may have it. */
  close(tab: Tab, mayReuse: boolean): Promise<void>;
}

/** Afterwards a fresh one: nothing that might gather in a tab lasts. */
const MAX_PAGES = 20;
/** Tabs that wait for a page. */
const MAX_IDLE = 4;
/** They wait no longer than this. */
const MAX_IDLE_MS = 10_000;

interface Place {
  readonly context: BrowserContext;
  /** Null when it is for one page. */
  readonly key: string | null;
  readonly page: Page;
  readonly crashed: AbortSignal;
  pages: number;
  idleTimer?: NodeJS.Timeout;
}

export function createTabs(browser: Browser, proxyLogin: ProxyLogin): Tabs {
  const places = new WeakMap<BrowserContext, Place>();
  const idle = new Set<Place>();

  const discard = async (place: Place): Promise<void> => {
    idle.delete(place);
    clearTimeout(place.idleTimer);
    await place.context.close();
  };

  const create = async ({ userAgent, locale }: TabOptions, key: string | null): Promise<Place> => {
    const context = await browser.newContext({
      userAgent,
      ...(locale === undefined ? {} : { locale }),
      serviceWorkers: 'block',
      acceptDownloads: false,
    });
    const crash = new AbortController();
    let isFirst = true;
    context.on('page', (page) => {
      // Windows that open in spite of the browser's flags.
      if (!isFirst) return void page.close().catch(() => undefined);
      isFirst = false;
      page.once('crash', () => crash.abort(new PageCrashed('the page crashed')));
    });
    try {
      const page = await unlessAborted(context.newPage(), crash.signal);
      const place: Place = { context, key, page, crashed: crash.signal, pages: 0 };
      crash.signal.addEventListener(
        'abort',
        () => idle.has(place) && void discard(place).catch(() => undefined),
      );
      places.set(context, place);
      return place;
    } catch (error) {
      await context.close();
      throw saysCrashed(error) ? new PageCrashed('the page crashed', { cause: error }) : error;
    }
  };

  const take = (key: string | null): Place | undefined => {
    for (const place of idle) {
      if (key === null || place.key !== key) continue;
      idle.delete(place);
      clearTimeout(place.idleTimer);
      return place;
    }
    return undefined;
  };

  const keep = (place: Place): void => {
    idle.add(place);
    place.idleTimer = setTimeout(() => void discard(place).catch(() => undefined), MAX_IDLE_MS).unref();
    const [oldest] = idle;
    if (idle.size > MAX_IDLE && oldest !== undefined) void discard(oldest).catch(() => undefined);
  };

  return {
    open: async (options) => {
      const { userAgent, locale, cacheScope } = options;
      const key = cacheScope === undefined ? null : JSON.stringify([cacheScope, userAgent, locale]);
      const place = take(key) ?? (await create(options, key));
      try {
        place.pages += 1;
        const { page, crashed } = place;
        const origins = watchOrigins(page);
        const session = await unlessAborted(place.context.newCDPSession(page), crashed);
        return { page, session, origins, proxyLogin, crashed };
      } catch (error) {
        await discard(place);
        throw saysCrashed(error) ? new PageCrashed('the page crashed', { cause: error }) : error;
      }
    },
    close: async ({ page, session, origins, crashed }, mayReuse) => {
      const place = places.get(page.context());
      if (place === undefined) return page.context().close();
      const isWhole = mayReuse && !crashed.aborted;
      const origin = isWhole && place.key !== null && place.pages < MAX_PAGES ? origins.only() : null;
      origins.stop();
      if (origin !== null && (await wipe(page, session, origin))) keep(place);
      else await discard(place);
    },
  };
}
