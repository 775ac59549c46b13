/** Which requests of a page begin while it is scrolled. */

import type { Page, Request } from 'playwright';
import { bringsContent } from './network.js';

const MAX_ADDRESSES = 2_000;

export interface Loads {
  /** How many have begun since the count did. */
  begun(): number;
  /** How many of them are under way. */
  pending(): number;
  /** Ends the count. */
  stop(): void;
}

/**
 * Counts from now on. The pages of an endless list come from one address, as polls do, so only an address that `isPolled`
 * knows when it is first asked for counts as polled; `isPolled` is asked once for each address.
 */
export function countLoads(page: Page, isPolled: (request: Request) => boolean): Loads {
  const polled = new Map<string, boolean>();
  const underWay = new Set<Request>();
  let begun = 0;

  const onRequest = (request: Request): void => {
    if (!bringsContent(request)) return;
    const address = request.url().split('?', 1)[0] ?? '';
    const isKnown = polled.get(address) ?? isPolled(request);
    if (polled.size < MAX_ADDRESSES) polled.set(address, isKnown);
    if (isKnown) return;
    begun += 1;
    underWay.add(request);
  };
  const onEnd = (request: Request): void => {
    underWay.delete(request);
  };
  page.on('request', onRequest);
  page.on('requestfinished', onEnd);
  page.on('requestfailed', onEnd);
  return {
    begun: () => begun,
    pending: () => underWay.size,
    stop: () => {
      page.off('request', onRequest);
      page.off('requestfinished', onEnd);
      page.off('requestfailed', onEnd);
    },
  };
}
