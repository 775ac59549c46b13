/** The date that a page shows as its own: near its heading, in elements that are named for it, or in its address. */

import type { Candidate } from '../candidate.js';
import { oncePerPage } from '../once.js';
import type { PageSources } from '../page-sources.js';
import { textOf } from '../text.js';
import { DAYS_SAID, type DaySaid } from '../words/days-said.js';
import { wordFrom } from '../words/phrases.js';
import { bestOf, isBetween, ratedLines, type Cues, type LinePlace, type Rated } from './cues.js';
import { dayAgoByHeading } from './day-ago.js';
import { pathOf } from './near.js';
import { regionAbove } from './region.js';
import {
  dayInUrl,
  isNamedForDay,
  isPlausible,
  LONG,
  shownDay,
  type ShownDay,
  type Wanted,
} from './shown-day.js';
import { isThread } from './thread.js';

const DAY_MS = 86_400_000;
/** Lines below the heading. */
const NEAR = 14;
const FAR = 40;

/** Days of events, terms, rights. */
const OF_ANOTHER = new RegExp(
  `\u00a9|${wordFrom(Object.values<DaySaid>(DAYS_SAID).map(({ other }) => other))}`,
  'iu',
);

type Place = LinePlace<ShownDay>;

const ANY: Cues<Place> = {
  stamped: { points: 1, holds: ({ value }) => value.isStamped },
  address: { points: 2, holds: ({ value }) => value.isInUrl },
  named: { points: 2, holds: ({ line }) => isNamedForDay(line) },
  short: { points: 1, holds: ({ line }) => line.text.length <= 80 },
  long: { points: -2, holds: ({ line }) => line.text.length > LONG },
  close: { points: 1, holds: ({ below }) => isBetween(below, 0, 6) },
  near: { points: 1, holds: ({ below }) => isBetween(below, -4, NEAR) },
  outside: { points: -3, holds: ({ line }) => line.region !== 'main' },
  another: { points: -3, holds: ({ line }) => OF_ANOTHER.test(line.text) },
  // "Founded" above "3 May 2010", and in a sentence: what happened on that day.
  anotherAbove: {
    points: -3,
    holds: ({ line, above }) =>
      line.text.length <= 60 && above.length <= 40 && !/\d/.test(above) && OF_ANOTHER.test(above),
  },
  sentence: { points: -2, holds: ({ line, value }) => value.says === null && isSentence(line.text) },
};

/** "LEEDS, 4 March 2024 — Acme has ...", "BERLIN, 4. März 2024 (dpa) - ...". */
const DATELINE = /\d{4}\s?(?:\([^)]{2,30}\)|\/[^/]{2,30}\/)?\s?[\u2013\u2014-]/;

/** Words to both sides of the day, and a full stop: "It was founded on 3 May 2010 in Leeds." */
function isSentence(text: string): boolean {
  if (DATELINE.test(text)) return false;
  return /^[^.]*\p{L}{2,}\s\p{L}{2,}.*\d{4}.*\p{L}[.!]$/su.test(text) && text.split(' ', 9).length > 8;
}

const CUES: Readonly<Record<Wanted, Cues<Place>>> = {
  published: {
    ...ANY,
    said: { points: 2, holds: ({ value }) => value.says === 'published' },
    changed: { points: -1, holds: ({ value }) => value.says === 'updated' },
    // What is far below is of other texts, or of a last change.
    far: { points: -1, holds: ({ value, below }) => value.says !== 'published' && (below ?? 0) > FAR },
  },
  updated: {
    ...ANY,
    said: { points: 2, holds: ({ value }) => value.says === 'updated' },
    unsaid: { points: -3, holds: ({ value }) => value.says !== 'updated' },
  },
};

/** The least points that make the day of the page, and how sure more of them are. */
const ENOUGH = 3;
const CONFIDENCE = [
  { points: 5, confidence: 0.75 },
  { points: 4, confidence: 0.65 },
  { points: ENOUGH, confidence: 0.55 },
];

const UNSURE = 0.65;
const AGO = 0.5;

/** The best one only; none when nothing speaks for it. */
export const publicationDates = oncePerPage((page) => pageDates(page, 'published'));
export const changeDates = oncePerPage((page) => pageDates(page, 'updated'));

function pageDates(sources: PageSources, wants: Wanted): Candidate[] {
  const { url, lang } = sources.doc;
  const fromUrl = dayInUrl(url);
  const latest = latestDay(sources.fetchedAt);
  const rated = ratedLines(sources, CUES[wants], (line) => shownDay(line, { wants, lang, latest, fromUrl }));
  const top = bestOf(rated);
  const best = top !== null && areOfMany(rated, top) && !isThread(url) ? null : top;
  const candidates: Candidate[] = [];
  const place = { rule: 'date.line', source: 'text' } as const;
  const sure = CONFIDENCE.find(({ points }) => best !== null && best.points >= points);
  if (best !== null && sure !== undefined) {
    const { value, line } = best;
    // Where only the last change is shown, the publication may have been before.
    const most = wants === 'published' && value.says === 'updated' ? UNSURE : 1;
    const confidence = Math.min(sure.confidence, most);
    candidates.push({ ...place, path: pathOf(line.block), value: value.day, confidence });
  }
  const unseen = candidates.length > 0 || wants === 'updated' ? null : dayOfEmptyTime(sources, latest);
  if (unseen !== null) candidates.push({ ...place, path: 'time', value: unseen, confidence: 0.55 });
  const ago = candidates.length > 0 || fromUrl !== null ? null : dayAgoByHeading(sources, wants);
  if (ago !== null)
    candidates.push({ ...place, path: pathOf(ago.line.block), value: ago.day, confidence: AGO });
  if (fromUrl !== null && wants === 'published')
    candidates.push({ rule: 'date.url', source: 'url', path: 'path', value: fromUrl, confidence: 0.6 });
  return candidates.sort((a, b) => b.confidence - a.confidence);
}

/** A listing says the day of each of its things, and none by its heading. */
function areOfMany(rated: readonly Rated<ShownDay>[], top: Rated<ShownDay>): boolean {
  if (isBetween(top.below, -NEAR, NEAR)) return false;
  return new Set(rated.filter(({ points }) => points === top.points).map(({ value }) => value.day)).size >= 3;
}

const MAX_TIMES = 200;

/** The one day of the elements `time` that a script fills with text. Several days are those of a list. */
function dayOfEmptyTime({ doc }: PageSources, latest: string): string | null {
  const days = doc.facts.times
    .slice(0, MAX_TIMES)
    .filter((time) => textOf(time, { chars: 20, nodes: 10 }) === '' && regionAbove(time) === 'main')
    .map(({ attribs }) => /^\d{4}-\d{2}-\d{2}/.exec((attribs['datetime'] ?? '').trim())?.[0]);
  const [day, ...others] = new Set(days.filter((one) => one !== undefined));
  return day !== undefined && others.length === 0 && isPlausible(day, latest) ? day : null;
}

/** Two days of grace for clocks and zones. */
function latestDay(notAfter: Date): string {
  return new Date(notAfter.getTime() + 2 * DAY_MS).toISOString().slice(0, 10);
}
