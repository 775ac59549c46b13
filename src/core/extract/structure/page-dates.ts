/** The date that a page shows as its own: near its heading, in elements that are named for it, or in its address. */

import { isTag, type Element } from 'domhandler';
import { findDays } from '../coerce/days-in-text.js';
import type { Candidate } from '../candidate.js';
import type { PageSources } from '../page-sources.js';
import type { Line } from './lines.js';
import { regionAbove } from './region.js';
import { textOf } from '../text.js';
import { lineOfHeading, linesAround, pathOf } from './near.js';

const MAX_LINES = 3_000;
const MAX_LINE_CHARS = 400;
const DAY_MS = 86_400_000;
const EARLIEST = '1990';

const NAMED_DATE =
  /(?:^|[\s_-])(?:\w*date|datetime|datum|fecha|data|published|publish|pubdate|posted|time|timestamp|dateline|lastchanged|article-?meta\w*|entry-?meta|post-?meta|byline|meta|metadata|kicker|stand)(?:$|[\s_-])/i;
const PUBLISHED =
  /(?:publi[sc]|posted|erschienen|ver\u00f6ffentlicht|erstellt|created|written|gepubliceerd|opublikowano|\u0434\u0430\u0442\u0430|\u043e\u043f\u0443\u0431\u043b\u0438\u043a|\u516c\u958b|\u53d1\u5e03|\u63b2\u8f09|\u914d\u4fe1|\u767c\u5e03)/i;
const UPDATED =
  /(?:updat|aktualis|modifi|ge\u00e4ndert|edited|revised|mis \u00e0 jour|actualiz|aggiorn|atualiz|bijgewerkt|uppdater|oppdater|opdater|zaktualiz|\u043e\u0431\u043d\u043e\u0432|\u66f4\u65b0)/i;
/** Dates of something else: events, terms, rights. */
const ABOUT_ANOTHER =
  /(?:\u00a9|copyright|\ball rights\b|deadline|expires|valid|g\u00fcltig|event|veranstaltung|joined|member since|registered|born|geboren|version|retrieved|accessed|abgerufen)/i;

interface Hit {
  readonly day: string;
  readonly points: number;
  readonly line: Line;
}

/** The best one only; none when nothing speaks for it. */
export function pageDates(sources: PageSources, wants: 'published' | 'updated', notAfter: Date): Candidate[] {
  const fromUrl = dayInUrl(sources.doc.url);
  const hits = findHits(sources, wants, notAfter, fromUrl);
  const best = hits.reduce<Hit | undefined>(
    (top, hit) => (top && top.points >= hit.points ? top : hit),
    undefined,
  );
  const candidates: Candidate[] = [];
  if (best !== undefined && best.points >= 3) {
    const confidence = best.points >= 5 ? 0.75 : best.points >= 4 ? 0.65 : 0.55;
    candidates.push({
      rule: 'date.line',
      source: 'text',
      path: pathOf(best.line.block),
      value: best.day,
      confidence,
    });
  }
  const unseen = candidates.length > 0 || wants === 'updated' ? null : dayOfEmptyTime(sources, notAfter);
  if (unseen !== null) {
    candidates.push({ rule: 'date.line', source: 'text', path: 'time', value: unseen, confidence: 0.55 });
  }
  if (fromUrl !== null && wants === 'published') {
    candidates.push({ rule: 'date.url', source: 'url', path: 'path', value: fromUrl, confidence: 0.6 });
  }
  return candidates.sort((a, b) => b.confidence - a.confidence);
}

const MAX_TIMES = 200;

/** The one day of the elements `time` that a script fills with text. Several days are those of a list. */
function dayOfEmptyTime({ doc }: PageSources, notAfter: Date): string | null {
  const latest = latestDay(notAfter);
  const days = doc.facts.times
    .slice(0, MAX_TIMES)
    .filter((time) => textOf(time, { chars: 20, nodes: 10 }) === '' && regionAbove(time) === 'main')
    .map(({ attribs }) => /^\d{4}-\d{2}-\d{2}/.exec((attribs['datetime'] ?? '').trim())?.[0]);
  const [day, ...others] = new Set(days.filter((one) => one !== undefined));
  return day !== undefined && others.length === 0 && day >= EARLIEST && day <= latest ? day : null;
}

/** Two days of grace for clocks and zones. */
function latestDay(notAfter: Date): string {
  return new Date(notAfter.getTime() + 2 * DAY_MS).toISOString().slice(0, 10);
}

function findHits(
  { doc, lines, heading }: PageSources,
  wants: 'published' | 'updated',
  notAfter: Date,
  fromUrl: string | null,
): Hit[] {
  const all = lines();
  const headAt = lineOfHeading(all, heading());
  const latest = latestDay(notAfter);
  const hits: Hit[] = [];
  for (const line of linesAround(all, headAt, MAX_LINES)) {
    if (line.text.length > MAX_LINE_CHARS || line.region === 'chrome') continue;
    const stamp = stampOf(line);
    const shown = stamp === null || stamp.isUtc ? findDays(line.text, doc.lang)[0]?.day : undefined;
    // An instant in UTC may be the day before or after where the page was written: readers see that one.
    const day = stamp === null || isNextTo(stamp.day, shown) ? shown : stamp.day;
    if (day === undefined || day > latest || day < EARLIEST) continue;
    const points = pointsOf(line, headAt, wants) + (day === fromUrl ? 2 : 0) + (stamp === null ? 0 : 1);
    hits.push({ day, points, line });
  }
  return hits;
}

function pointsOf(
  { text, at, block, segments, region }: Line,
  headAt: number | undefined,
  wants: 'published' | 'updated',
): number {
  let points = 0;
  if (region === 'aside' || region === 'comments') points -= 3;
  if ([block, ...segments.map(({ holder }) => holder)].some(isNamedForDates)) points += 2;
  if (text.length <= 80) points += 1;
  else if (text.length > 160) points -= 2;
  if (headAt !== undefined) {
    const distance = at - headAt;
    if (distance >= 0 && distance <= 6) points += 2;
    else if (distance >= -4 && distance <= 14) points += 1;
  }
  const isUpdate = UPDATED.test(text);
  if (PUBLISHED.test(text)) points += wants === 'published' ? 2 : -1;
  else if (isUpdate) points += wants === 'published' ? -1 : 2;
  if (wants === 'updated' && !isUpdate) points -= 3;
  if (ABOUT_ANOTHER.test(text)) points -= 3;
  return points;
}

/** The machine-readable day of a `time` in the line. */
function stampOf({ segments }: Line): { readonly day: string; readonly isUtc: boolean } | null {
  for (const { holder } of segments) {
    const time = [holder, holder.parent].find(
      (element) => element !== null && isTag(element) && element.name === 'time',
    );
    if (time === undefined || time === null || !isTag(time)) continue;
    const datetime = (time.attribs['datetime'] ?? '').trim();
    const day = /^(\d{4}-\d{2}-\d{2})/.exec(datetime)?.[1];
    if (day !== undefined) return { day, isUtc: /T.{5,16}(?:Z|\+00:?00)$/i.test(datetime) };
  }
  return null;
}

/** Whether two days (`YYYY-MM-DD`) follow each other, either way. */
export function isNextTo(day: string, other: string | undefined): boolean {
  return other !== undefined && Math.abs(Date.parse(day) - Date.parse(other)) === DAY_MS;
}

function isNamedForDates(element: Element): boolean {
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
