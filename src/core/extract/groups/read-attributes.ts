/** What an element says in its attributes: its names, and values that no text holds. */

import { isTag, type Element } from 'domhandler';
import { collapse } from '../text.js';
import { ratingOfItem } from '../structure/rating-attributes.js';
import type { RatingText } from '../structure/rating-text.js';
import { keyOf } from './keys.js';
import { setValue, type Spot, type ValueKind } from './spot.js';

const MAX_ATTRIBUTE = 2_000;
const MAX_NAMES = 12;

/** Classes of style sheets that many sites share say how a text looks. */
const LOOKS =
  /^text-(?:muted|center|left|right|start|end|justify|body|dark|light|white|black|primary|secondary|success|danger|warning|info|uppercase|lowercase|capitalize|truncate|nowrap|wrap|break|reset|xs|sm|base|lg|\d?xl|(?:decoration|bg|body|opacity)-\w{1,20}|\w{1,20}-\d{2,3})$/;

export function noteNames(spot: Spot, { attribs }: Element): void {
  if (spot.names.size >= MAX_NAMES) return;
  const said = [
    attribs['itemprop'],
    attribs['rel'],
    attribs['data-testid'],
    attribs['property'],
    attribs['data-label'],
    attribs['data-title'],
  ];
  for (const text of [...(attribs['class'] ?? '').slice(0, 300).split(/\s+/).slice(0, 8), ...said]) {
    const name = text === undefined || LOOKS.test(text) ? '' : keyOf(text.slice(0, 80));
    if (name !== '' && spot.names.size < MAX_NAMES) spot.names.add(name);
  }
}

export function readAttributes(element: Element, spot: Spot, item: number): void {
  const { name, attribs } = element;
  const set = (kind: ValueKind, value: string | undefined): void => {
    if (value !== undefined && value.length <= MAX_ATTRIBUTE && value.trim() !== '')
      setValue(spot, kind, item, collapse(value));
  };
  if (name === 'a' || name === 'area') set('href', attribs['href']);
  if (name === 'img' || name === 'source') {
    const source =
      attribs['data-src'] ?? attribs['data-lazy-src'] ?? attribs['data-original'] ?? attribs['src'];
    set('src', source ?? attribs['srcset']?.split(/\s/, 1)[0]);
    set('alt', attribs['alt']);
  }
  set('stamp', attribs['datetime'] ?? attribs['content']);
  set('title', attribs['title'] ?? attribs['aria-label']);
  const rating = ratingOfItem(element) ?? ratingOfDrawing(element);
  if (rating?.value != null) set('data rating', String(rating.value));
  if (rating?.count != null) set('data rating-count', String(rating.count));
  let kept = 0;
  for (const [key, value] of Object.entries(attribs)) {
    if (kept >= 6 || !key.startsWith('data-') || /src|srcset/.test(key)) continue;
    kept += 1;
    if (value.length <= 300) set(`data ${key.slice(5, 45)}`, value);
  }
}

/** A drawing in it is no element of text, and so no place of its own. */
function ratingOfDrawing({ children }: Element): RatingText | null {
  const drawing = children.find((child) => isTag(child) && child.name === 'svg');
  return drawing !== undefined && isTag(drawing) ? ratingOfItem(drawing) : null;
}
