/**
 * What speaks for a place on the page and against it: a concept keeps its cues in a table, each with its points, and the
 * best place is the one with the most.
 */

import type { PageSources } from '../page-sources.js';
import type { Line } from './lines.js';
import { lineOfHeading, linesAround } from './near.js';
import { standsInOtherText } from './other-texts.js';
import { isThread } from './thread.js';

export interface Cue<Place> {
  readonly points: number;
  readonly holds: (place: Place) => boolean;
}

export type Cues<Place> = Readonly<Record<string, Cue<Place>>>;

export function pointsOf<Place>(cues: Cues<Place>, place: Place): number {
  let points = 0;
  for (const { points: own, holds } of Object.values(cues)) if (holds(place)) points += own;
  return points;
}

/** A line that may hold a value, and where it stands. */
export interface LinePlace<Value> {
  readonly line: Line;
  readonly value: Value;
  /** Lines below the heading; null where no heading stands out. */
  readonly below: number | null;
  /** The text of the line before. */
  readonly above: string;
}

export interface Rated<Value> extends LinePlace<Value> {
  readonly points: number;
}

const MAX_LINES = 3_000;

/**
 * The lines around the heading in which `read` finds something, in their order. What others say counts in threads only: there
 * each of them wrote a part of the page.
 */
export function ratedLines<Value>(
  sources: PageSources,
  cues: Cues<LinePlace<Value>>,
  read: (line: Line) => Value | null,
): Rated<Value>[] {
  const all = sources.lines();
  const headAt = lineOfHeading(all, sources.heading());
  const rated: Rated<Value>[] = [];
  const isOfThread = isThread(sources.doc.url);
  for (const line of linesAround(all, headAt, MAX_LINES)) {
    const value = line.region === 'chrome' ? null : read(line);
    if (value === null || (!isOfThread && standsInOtherText(line.block, sources))) continue;
    const below = headAt === undefined ? null : line.at - headAt;
    const place = { line, value, below, above: all[line.at - 1]?.text ?? '' };
    rated.push({ ...place, points: pointsOf(cues, place) });
  }
  return rated;
}

/** The first of those with the most points. */
export function bestOf<Value>(rated: readonly Rated<Value>[]): Rated<Value> | null {
  return rated.reduce<Rated<Value> | null>(
    (best, one) => (best === null || one.points > best.points ? one : best),
    null,
  );
}

export function isBetween(at: number | null, first: number, last: number): boolean {
  return at !== null && at >= first && at <= last;
}
