/** What callers are told of a page that was read in the browser, in the results' `warnings`. */

import type { Scrolled } from './scroll.js';

/** What a page was doing when its time was over. */
export interface Activity {
  /** Requests under way. */
  readonly pending: number;
  /** Characters of text that have come last. */
  readonly grownChars: number;
}

/** Fewer are a counter or a clock. */
const LEAST_GROWN_CHARS = 20;

export function scrollWarnings({ screens, isCut }: Scrolled, heldRows: number): string[] {
  const distance = `scrolled ${count(screens, 'screen')} down`;
  return [
    isCut
      ? `${distance}, and the page still grew: there may be more`
      : `${distance} for content that loads only then`,
    ...(heldRows === 0
      ? []
      : [
          `kept ${count(heldRows, 'row')} that the page takes away when they are scrolled past: some may be missing`,
        ]),
  ];
}

/** Empty when the page was at rest. */
export function lateWarnings({ pending, grownChars }: Activity): string[] {
  if (pending > 0)
    return [`the time was over while the page was loading: ${count(pending, 'request')} had no answer`];
  return grownChars >= LEAST_GROWN_CHARS ? ['the time was over while the page was still growing'] : [];
}

function count(many: number, what: string): string {
  return `${many} ${what}${many === 1 ? '' : 's'}`;
}
