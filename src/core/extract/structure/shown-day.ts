/** The day that a line of the page shows, and what the line says of it. */

import { isTag, type Element } from 'domhandler';
import { findDays, type FoundDay } from '../coerce/days-in-text.js';
import { hasDigits } from '../coerce/digits.js';
import { DAYS_SAID, type DaySaid } from '../words/days-said.js';
import { wordFrom } from '../words/phrases.js';
import type { Line } from './lines.js';

const MAX_LINE_CHARS = 400;
/** More than a row of facts has. */
export const LONG = 160;
const DAY_MS = 86_400_000;
const EARLIEST = '1990';

export type Wanted = 'published' | 'updated';

export interface ShownDay {
  readonly day: string;
  /** It is written for machines too. */
  readonly isStamped: boolean;
  /** The address has the same day. */
  readonly isInUrl: boolean;
  readonly says: Wanted | null;
}

export interface Search {
  readonly wants: Wanted;
  readonly lang: string | null;
  /** The last day that is not in the future. */
  readonly latest: string;
  readonly fromUrl: string | null;
}

/** The classes and ids of elements with dates in them. */
const NAMED_DATE =
  /(?:^|[\s_-])(?:\w*date|datetime|datum|fecha|data|published|publish|pubdate|posted|time|timestamp|dateline|lastchanged|article-?meta\w*|entry-?meta|post-?meta|byline|meta|metadata|kicker|stand)(?:$|[\s_-])/i;
const LANGUAGES: readonly DaySaid[] = Object.values(DAYS_SAID);
const PUBLISHED = new RegExp(wordFrom(LANGUAGES.map(({ published }) => published)), 'iu');
const UPDATED = new RegExp(wordFrom(LANGUAGES.map(({ updated }) => updated)), 'iu');

/** Null when the line shows none. */
export function shownDay(line: Line, search: Search): ShownDay | null {
  const { length } = line.text;
  if (length > MAX_LINE_CHARS) return null;
  const stamp = stampOf(line);
  if (stamp === null && !hasDigits(line.text)) return null;
  // Running text tells the page's day only where its class or the address says so.
  if (length > LONG && search.fromUrl === null && !isNamedForDay(line)) return null;
  const shown = stamp === null || stamp.isUtc ? dayIn(line, search) : null;
  // An instant in UTC may be the day before or after where the page was written: readers see that one.
  const isShown = stamp === null || (stamp.isUtc && isNextTo(stamp.day, shown?.day));
  const day = isShown ? shown?.day : stamp.day;
  if (day === undefined || !isPlausible(day, search.latest)) return null;
  return {
    day,
    isStamped: stamp !== null,
    isInUrl: day === search.fromUrl,
    says: shown === null ? saidIn(line.text) : shown.says,
  };
}

/** What a line says of its day. */
export function saidIn(text: string): Wanted | null {
  return PUBLISHED.test(text) ? 'published' : UPDATED.test(text) ? 'updated' : null;
}

/** The first day of the line, or else of a part that touches others: "annlee", "28.09.19", "12:44". */
function dayIn(
  { text, segments }: Line,
  { wants, lang, latest }: Search,
): Pick<ShownDay, 'day' | 'says'> | null {
  if (!hasDigits(text)) return null;
  const parts =
    segments.length > 1 && text.length <= LONG ? segments.filter((part) => hasDigits(part.text)) : [];
  for (const one of [text, ...parts.map((part) => part.text)]) {
    const days = findDays(one, lang).filter(({ day }) => isPlausible(day, latest));
    const [first, second] = days;
    if (first === undefined) continue;
    if (second === undefined) return { day: first.day, says: saidOfOne(one === text ? first : null, text) };
    // Of "3 May 2024, updated: 5 May 2024" each is told by what stands before it.
    const before = (at: number): string => one.slice(days[at - 1]?.end ?? 0, days[at]?.start);
    const isSaid = wants === 'updated' ? UPDATED : PUBLISHED;
    const at = Math.max(
      days.findIndex((_, nth) => isSaid.test(before(nth))),
      0,
    );
    return { day: days[at]?.day ?? first.day, says: saidIn(before(at)) };
  }
  return null;
}

/** What stands before the day, or else behind it where no other time does. */
function saidOfOne(day: FoundDay | null, text: string): Wanted | null {
  if (day === null) return saidIn(text);
  const after = text.slice(day.end);
  return saidIn(text.slice(0, day.end)) ?? (/\d/.test(after) ? null : saidIn(after));
}

export function isPlausible(day: string, latest: string): boolean {
  return day <= latest && day >= EARLIEST;
}

/** The machine-readable day of a `time` in the line, or of a part whose words only tell how long ago it was. */
function stampOf({ segments }: Line): { readonly day: string; readonly isUtc: boolean } | null {
  for (const { holder, text } of segments) {
    const around = [holder, holder.parent].filter((one) => one !== null && isTag(one));
    const time = around.find(({ name }) => name === 'time');
    const isWorded = time === undefined && !/\d{4}/.test(text) && text.length <= MAX_WORDED_CHARS;
    const stamp = (time?.attribs['datetime'] ?? (isWorded ? stampIn(holder) : '')).trim();
    const day = /^(\d{4}-\d{2}-\d{2})/.exec(stamp)?.[1];
    if (day !== undefined) return { day, isUtc: /[T ].{5,16}(?:Z|\+00:?00)$/i.test(stamp) };
  }
  return null;
}

const MAX_WORDED_CHARS = 40;

/** "3 days ago" is often spelled out where a reader points at it, or for the script that wrote it. */
function stampIn({ attribs }: Element): string {
  const texts = ['title', 'datetime', 'data-datetime', 'data-date', 'data-time', 'data-timestamp'].map(
    (name) => attribs[name] ?? '',
  );
  return texts.find((text) => /^\d{4}-\d{2}-\d{2}(?:$|[T ]\d{2}:)/.test(text)) ?? '';
}

/** Whether two days (`YYYY-MM-DD`) follow each other, either way. */
export function isNextTo(day: string, other: string | undefined): boolean {
  return other !== undefined && Math.abs(Date.parse(day) - Date.parse(other)) === DAY_MS;
}

/** Its class or id says that dates stand in it, or it is a `time`. */
export function isNamedForDay({ block, segments }: Line): boolean {
  return [block, ...segments.map(({ holder }) => holder)].some(isNamed);
}

function isNamed(element: Element): boolean {
  const parent = element.parent;
  return [element, parent].some(
    (one) =>
      one !== null &&
      isTag(one) &&
      one.name !== 'body' &&
      (one.name === 'time' ||
        NAMED_DATE.test(`${one.attribs['class'] ?? ''} ${one.attribs['id'] ?? ''}`.slice(0, 200))),
  );
}

const IN_URL = /[/_-](20\d{2}|199\d)[/_-]?(0[1-9]|1[0-2])[/_-]?(0[1-9]|[12]\d|3[01])(?=[/_.-]|$)/;

/** `/2021/11/02/` or `-20211102`. */
export function dayInUrl(url: string): string | null {
  const path = url.replace(/^[a-z]+:\/\/[^/]+/i, '').split(/[?#]/, 1)[0] ?? '';
  const match = IN_URL.exec(path.slice(0, 1_000));
  return match === null ? null : `${match[1]}-${match[2]}-${match[3]}`;
}
