/** Labels and values in running text: "Label: value", "3 bedrooms", and what stands in one line or in two. */

import { isLabel, joined, partsOf } from './label-marks.js';
import { pairsOfIcons } from './label-icons.js';
import { pairsOfNeighbours } from './label-neighbours.js';
import { pairsOfRun } from './label-runs.js';
import type { Line, Segment } from './lines.js';
import { bare, LIKELY, MAX_LABEL_CHARS, POSSIBLE, SURE, type AddPair } from './pair.js';

const COLON = /^([^:\uff1a]{1,60})\s?[:\uff1a]\s?(\S.*)$/s;

/** "Item #", "Artikel-Nr.": what goes on with a code can be nothing but its label. */
const NUMBER_LABEL = /(?:^n[ro]\b.{0,20}|\bn[ro]\.?|#|\u2116|n[\u00ba\u00b0])$/iu;

/** "Art.-Nr. 44021", "Item no. K-17", "ISBN 9780399154485": the label ends where the code begins. */
const NUMBERED =
  /^(\p{L}[\p{L}.\s-]{0,30}?(?:\bn[ro]|nummer|number|code|kod|isbn|ean)\b\.?|isbn(?:-1[03])?)\s(?=\S*\d)([\p{L}\d][\p{L}\d./_-]{2,30})$/iu;
const MARKS = /\s[|\u00b7\u2022]\s/;

/** "Publisher: Acme | Pages: 320 | ISBN 9780399154485": false where less than two parts have a label. */
function pairsOfParts({ text }: Line, add: AddPair): boolean {
  const parts = text.length > 400 ? [] : text.split(MARKS, 20);
  if (parts.length < 2) return false;
  const pairs = parts.flatMap((part) => {
    const [, label, value] = COLON.exec(part) ?? NUMBERED.exec(part) ?? [];
    return label === undefined || value === undefined ? [] : [{ label, value: bare(value) }];
  });
  if (pairs.length === 0 || (pairs.length < 2 && !NUMBERED.test(parts.at(-1) ?? ''))) return false;
  for (const { label, value } of pairs) add(label, value, 'label: part', SURE);
  return pairs.length > 1;
}

/** The pairs that begin in this line; `lines` are all of the page, this one at `line.at`. */
export function pairsOfLine(line: Line, lines: readonly Line[], add: AddPair): void {
  const { text, segments } = line;
  const [first, second] = segments;
  if (first === undefined) return;
  const marked = atColon(text);
  const mayCount = marked !== null && add.wants(marked.label);
  const isWanted = second !== undefined && segments.some((segment) => add.wants(segment.text));
  // Where no label is asked for, it does not matter how the parts of the line go together.
  const runs = ((mayCount || isWanted) && pairsOfRun(line, add)) || pairsOfParts(line, add);
  const colon = runs ? null : marked;
  if (colon !== null && mayCount)
    add(colon.label, bare(colon.value), 'label:', SURE, partsOf(segments.slice(1)));
  // A line of several parts may hold a pair in one of them.
  if (second !== undefined && hasColon(text)) {
    for (const segment of segments) {
      const inside = atColon(segment.text);
      if (inside !== null) add(inside.label, bare(inside.value), 'label:', SURE);
    }
  }
  if (isWanted && colon === null && !runs) {
    const rest = bare(meetsDigits(segments) ? joined(segments.slice(1)) : text.slice(first.text.length));
    const isMarked = isLabel(first.holder);
    const isNumbered = NUMBER_LABEL.test(first.text) && /^\S*\d\S*$/.test(rest);
    add(first.text, rest, 'label', isNumbered ? SURE : isMarked ? LIKELY : POSSIBLE);
    // "3 Bedrooms": the value stands first and is a number.
    const areInTurn = segments.every(
      ({ text: one }, at) => one.length <= 20 && (at % 2 === 0 ? /^\d/.test(one) : /^\p{L}/u.test(one)),
    );
    if (segments.length === 2 && /\d/.test(first.text) && first.text.length <= 20)
      add(second.text, first.text, 'value label', POSSIBLE);
    else if (segments.length % 2 === 0 && areInTurn)
      for (const [at, { text: label }] of segments.entries())
        if (at % 2 === 1) add(label, segments[at - 1]?.text ?? '', 'value label', POSSIBLE);
  }
  const numbered = /\d/.test(text) ? NUMBERED.exec(text) : null;
  if (numbered?.[1] !== undefined && numbered[2] !== undefined)
    add(numbered[1], numbered[2], 'label number', LIKELY);
  pairsOfCounts(line, add);
  pairsOfIcons(line, add);
  if (text.length <= MAX_LABEL_CHARS) pairsOfNeighbours(line, lines, add);
}

function hasColon(text: string): boolean {
  return text.includes(':') || text.includes('\uff1a');
}

/** "Label: value". */
function atColon(text: string): { readonly label: string; readonly value: string } | null {
  const [, label, value] = (hasColon(text) ? COLON.exec(text) : null) ?? [];
  return label === undefined || value === undefined ? null : { label, value };
}

/** "3 bedrooms", "3 beds | 2 baths", and in the heading of the page "3-bedroom house in Leeds". */
function pairsOfCounts({ text, block }: Line, add: AddPair): void {
  if (text.length > 200 || !/\d/.test(text)) return;
  for (const part of text.split(/\s*[|\u00b7\u2022]\s*|[,;]\s+|\s+\/\s+/, 12)) {
    const [, amount, label] = /^(\d{1,6}(?:[.,]\d{1,3})?)\s?(\p{L}[\p{L}\s().]{1,40})$/u.exec(part) ?? [];
    if (amount !== undefined && label !== undefined) add(label, amount, 'value label', LIKELY);
  }
  if (block.name !== 'h1') return;
  for (const [, amount = '', label = ''] of text.matchAll(
    /(?<![\d.,])(\d{1,2})[\s-](\p{L}{2,20})(?!\p{L})/gu,
  ))
    add(label, amount, 'value label', POSSIBLE);
}

/** Two numbers in elements of their own, with nothing between them, are not one. */
function meetsDigits(segments: readonly Segment[]): boolean {
  return segments.some(({ text }, at) => /\d$/.test(text) && /^\d/.test(segments[at + 1]?.text ?? ''));
}
