/**
 * A text that says several things the same way in each item: "written by Ann Lee on 2023-08-18", "34 comments". The words
 * that all of them share are the frame, what is between them the values.
 */

import { keyOf } from './keys.js';
import { wordCount } from './text-form.js';

export interface Slot {
  /** Comparable words of the frame in front of the value, and behind it. */
  readonly label: string;
  readonly unit: string;
  readonly values: (string | undefined)[];
}

const MAX_WORDS = 24;
const MAX_MEAN_WORDS = 14;
const SHARE = 0.9;
/** Fewer items share words by chance; then only words that usually frame a value count. */
const SURE_ITEMS = 4;
const MAX_COUNTED = 3;

/** Frames of many languages: "by Ann", "von Ann", "Ann on 3 May". */
const FRAME =
  /^(?:by|on|in|at|from|of|to|with|for|von|am|um|in|im|bei|par|le|dans|por|el|en|di|il|da|door|op|av|den|przez|dnia|автор|в|от|written|posted|published|\p{L}+:|[^\p{L}\p{N}]+)$/iu;

/** The parts of these texts; none when they have no frame. */
export function slotsOf(texts: readonly (string | undefined)[]): Slot[] {
  let count = 0;
  let words = 0;
  for (const text of texts) {
    if (text === undefined) continue;
    count += 1;
    words += Math.min(MAX_WORDS, wordCount(text));
  }
  if (count < 2 || words > MAX_MEAN_WORDS * count || words < count * 1.5) return [];
  const rows = texts.map((text) => (text === undefined ? undefined : keyed(text)));
  const present = rows.filter((row) => row !== undefined);
  const frame = frameOf(present);
  if (frame.length === 0) return [];
  const cut = rows.map((row) => (row === undefined ? undefined : between(row, frame)));
  return Array.from({ length: frame.length + 1 }, (_, at) => ({
    label: keyOf(runBefore(cut, frame, at)),
    unit: keyOf(runAfter(cut, frame, at)),
    values: cut.map((slots) => slots?.[at] || undefined),
  })).filter(({ values }) => values.some((value) => value !== undefined));
}

interface Word {
  readonly text: string;
  /** The same for the same word in another item: lower case, singular, numbered where it comes again. */
  readonly key: string;
}

function keyed(text: string): Word[] {
  const counts = new Map<string, number>();
  return text.split(' ', MAX_WORDS).map((word) => {
    const bare = word.toLowerCase().replace(/^[("']+|[)"',.]+$/g, '') || word;
    const stem = bare.length > 3 ? bare.replace(/s$/, '') : bare;
    const nth = (counts.get(stem) ?? 0) + 1;
    counts.set(stem, nth);
    return { text: word, key: nth === 1 ? stem : `${stem} ${nth}` };
  });
}

/** Keys that nearly all rows have, in the order of the first that has them all. */
function frameOf(rows: readonly (readonly Word[])[]): string[] {
  const counts = new Map<string, number>();
  for (const row of rows) for (const { key } of row) counts.set(key, (counts.get(key) ?? 0) + 1);
  // "3 beds": what is counted stands behind the number.
  const isCounted = rows.every(
    ([number], at) => /^\d/.test(number?.key ?? '') && (rows[at]?.length ?? 0) <= MAX_COUNTED,
  );
  const isShared = (key: string): boolean =>
    (counts.get(key) ?? 0) >= Math.ceil(SHARE * rows.length) &&
    !/\d/.test(key.replace(/ \d+$/, '')) &&
    (rows.length >= SURE_ITEMS || isCounted || FRAME.test(key.replace(/ \d+$/, '')));
  const shared = [...counts.keys()].filter(isShared);
  const model = rows.find((row) => shared.every((key) => row.some((word) => word.key === key)));
  return model === undefined ? [] : model.map(({ key }) => key).filter((key) => shared.includes(key));
}

/** What stands between the words of the frame; undefined when they come in another order. */
function between(row: readonly Word[], frame: readonly string[]): string[] | undefined {
  const slots: string[] = [];
  let from = 0;
  for (const key of frame) {
    const at = row.findIndex((word, index) => index >= from && word.key === key);
    if (at < 0) return undefined;
    slots.push(joined(row, from, at));
    from = at + 1;
  }
  slots.push(joined(row, from, row.length));
  return slots;
}

function joined(row: readonly Word[], from: number, to: number): string {
  return row
    .slice(from, to)
    .map(({ text }) => text)
    .join(' ')
    .replace(/^[\s,;:|·•(–—-]+|[\s,;:|·•(–—-]+$/g, '');
}

type Cut = readonly (readonly string[] | undefined)[];

function isEmptyAt(cut: Cut, at: number): boolean {
  return cut.every((slots) => slots === undefined || slots[at] === '');
}

/** The words of the frame that stand together in front of a slot. */
function runBefore(cut: Cut, frame: readonly string[], at: number): string {
  let start = at - 1;
  while (start > 0 && isEmptyAt(cut, start)) start -= 1;
  return frame.slice(Math.max(0, start), at).join(' ');
}

function runAfter(cut: Cut, frame: readonly string[], at: number): string {
  let end = at + 1;
  while (end < frame.length && isEmptyAt(cut, end)) end += 1;
  return frame.slice(at, end).join(' ');
}
