/** Numbers beside a picture that says what they count: `<i title="Bedrooms"></i> 4`, `<li aria-label="4 bedrooms">`. */

import { isTag, type Element } from 'domhandler';
import type { Line } from './lines.js';
import { POSSIBLE, type AddPair } from './pair.js';

const MAX_VALUE_CHARS = 20;
const MAX_CHILDREN = 4;
const AMOUNT = /^\d[\d.,\s]{0,12}\s?(?:\p{L}{1,5}|m\u00b2|ft\u00b2)?$/u;
const COUNTED = /^(\d{1,6}(?:[.,]\d{1,2})?)\s(\p{L}[\p{L}\s]{1,30})$/u;

export function pairsOfIcons({ segments, block }: Line, add: AddPair): void {
  for (const { text, holder } of segments) {
    if (text.length > MAX_VALUE_CHARS || !AMOUNT.test(text)) continue;
    const above = holder.parent;
    const around = holder !== block && above !== null && isTag(above) ? [holder, above] : [holder];
    const label = around.map(labelIn).find((one) => one !== '') ?? '';
    const [, amount, counted] = COUNTED.exec(label) ?? [];
    if (amount !== undefined && counted !== undefined) add(counted, amount, 'icon', POSSIBLE);
    else add(label, text, 'icon', POSSIBLE);
  }
}

/** What the element tells those who listen or point, or its picture does; empty when several do. */
function labelIn(element: Element): string {
  const children = element.children.filter(isTag);
  if (children.length > MAX_CHILDREN) return '';
  const own = spoken(element);
  if (own !== '') return own;
  const labels = children
    .filter(({ name }) => name === 'img' || name === 'i' || name === 'svg' || name === 'span')
    .map(spoken)
    .filter((label) => label !== '');
  return labels.length === 1 ? (labels[0] ?? '') : '';
}

function spoken({ attribs }: Element): string {
  return (attribs['aria-label'] ?? attribs['alt'] ?? attribs['title'] ?? '').trim().slice(0, 60);
}
