/**
 * Making a tab as good as new. Only where all that a page can have stored is known and can be taken away: documents of one
 * origin, in a tab that does what it is told.
 */

import { setTimeout as sleep } from 'node:timers/promises';
import type { CDPSession, Frame, Page } from 'playwright';
import { FORGET_NAME, FORGET_SESSION } from './in-page.js';
import { createWorld } from './world.js';

/** A tab that takes longer is not worth it. */
const WIPE_MS = 1_000;

/** Where the documents of a page come from. */
export interface Origins {
  /** The origin of all of them; null when there are several, or one whose origin cannot be told. */
  only(): string | null;
  stop(): void;
}

/** Watches a page from before it goes anywhere. */
export function watchOrigins(page: Page): Origins {
  const origins = new Set<string>();
  const onNavigated = (frame: Frame): void => {
    const url = frame.url();
    // Blank ones have the origin of the document that they are in.
    if (url !== 'about:blank' && url !== 'about:srcdoc') origins.add(new URL(url).origin);
  };
  page.on('framenavigated', onNavigated);
  return {
    only: () => {
      const [first] = origins;
      return origins.size === 1 && first !== undefined && first !== 'null' ? first : null;
    },
    stop: () => page.off('framenavigated', onNavigated),
  };
}

/** Whether the tab is empty now, and nothing is left of its page but what the page's site lets be cached. */
export async function wipe(page: Page, session: CDPSession, origin: string): Promise<boolean> {
  const limit = new AbortController();
  const late = sleep(WIPE_MS, false, { signal: limit.signal }).catch(() => false);
  const wiped = empty(page, session, origin).then(
    () => true,
    () => false,
  );
  try {
    return await Promise.race([wiped, late]);
  } finally {
    limit.abort();
  }
}

/** What those who rendered the page were told of. */
const EVENTS = ['download', 'request', 'requestfailed', 'requestfinished'];

async function empty(page: Page, session: CDPSession, origin: string): Promise<void> {
  for (const event of EVENTS) page.removeAllListeners(event);
  const { frameTree } = await session.send('Page.getFrameTree');
  // Scripts that run when their page is left could store what is just being cleared.
  await session.send('Emulation.setScriptExecutionDisabled', { value: true });
  await createWorld(session, frameTree.frame.id).evaluate(FORGET_SESSION);
  await page.goto('about:blank', { timeout: 0 });
  await Promise.all([
    page.context().clearCookies(),
    session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' }),
    session.send('Page.resetNavigationHistory'),
    createWorld(session, frameTree.frame.id).evaluate(FORGET_NAME),
    session.send('Emulation.setScriptExecutionDisabled', { value: false }),
  ]);
  await session.detach();
}
