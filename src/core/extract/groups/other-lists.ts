/** Items under a heading as "Other customers like" or "Recently viewed" are another list than those in front of it. */

import { remembered } from '../../recent.js';
import { nameKey } from '../field-name.js';
import { RELATED, type RelatedWords } from '../words/related.js';
import type { Group, ItemRoot } from './group.js';
import { headingAbove, headingText } from './sections.js';
import { singularOf, type Wanted } from './wanted.js';

const LANGUAGES: readonly RelatedWords[] = Object.values(RELATED);
const STARTS = LANGUAGES.flatMap(({ both = '', lists = '' }) => [both, lists])
  .flatMap((phrases) => phrases.split(','))
  .map(nameKey)
  .filter((start) => start !== '');
const UNSPACED = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/;
const MAX_KNOWN = 2_000;

/** The group without those items; they are a group of their own, beside the page's main part. As it is where they are asked for by name. */
export function withoutOtherLists(group: Group, wanted: readonly Wanted[]): Group[] {
  if (group.isTable || group.region === 'aside' || group.region === 'chrome') return [group];
  const others = new Set(group.items.filter((roots) => isOther(roots, wanted)));
  if (others.size === 0) return [group];
  const own = group.items.filter((roots) => !others.has(roots));
  const beside: Group = { ...group, items: [...others], region: 'aside' };
  return own.length === 0 ? [beside] : [{ ...group, items: own }, beside];
}

function isOther([first]: readonly ItemRoot[], wanted: readonly Wanted[]): boolean {
  if (first === undefined) return false;
  const heading = headingText(first.element) ?? headingAbove(first.element);
  return heading !== undefined && headsOther(heading) && !isAskedFor(heading, wanted);
}

const headsOther = remembered((heading): boolean => {
  const key = nameKey(heading);
  return STARTS.some((start) => key === start || key.startsWith(UNSPACED.test(start) ? start : `${start} `));
}, MAX_KNOWN);

/** `related_products`, `recommended_titles`. */
function isAskedFor(heading: string, wanted: readonly Wanted[]): boolean {
  const said = nameKey(heading).split(' ').map(singularOf);
  return wanted.some(({ words }) => said.some((word) => TELLING.test(word) && words.has(word)));
}

const TELLING = /^(?:related|similar|recommended|recommendation|viewed|sponsored|popular|trending|search)$/;
