/** What a page holds ready and does not show, by inline style, attribute or the names that style sheets use for it. */

import type { Element } from 'domhandler';
import { isHidden } from '../text.js';
import { chainOf } from './ancestors.js';

const HIDDEN = /(?:^|\s)(?:(?:is-|u-|js-)?(?:hidden|hide)|d-none)(?:$|\s)/;
/** `d-none d-lg-block`, `hidden md:flex`: hidden on small screens only. */
const ON_SOME_SCREENS = /(?:^|\s)(?:d-(?:sm|md|lg|xl|xxl)-|(?:sm|md|lg|xl|2xl):|visible-)(?!none|hidden)/;
const MAX_CLIMB = 8;

/** Hidden, or in something hidden: shops keep several notices and prices in the page and show one. */
export function standsHidden(element: Element): boolean {
  return chainOf(element, MAX_CLIMB).some((one) => isHidden(one) || isNamedHidden(one));
}

/** Kept from those who listen to the page: a copy for the eye, or something that is not up yet. */
export function isSilent(element: Element): boolean {
  return chainOf(element, MAX_CLIMB).some(({ attribs }) => attribs['aria-hidden'] === 'true');
}

function isNamedHidden({ attribs }: Element): boolean {
  const names = (attribs['class'] ?? '').slice(0, 300);
  return HIDDEN.test(names) && !ON_SOME_SCREENS.test(names);
}
