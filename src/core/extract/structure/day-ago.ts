/** A day that a page only tells by how long ago it was: "3 days ago", right below its heading. */

import { dayAgoIn } from '../coerce/date-text.js';
import { latinDigits } from '../coerce/digits.js';
import type { PageSources } from '../page-sources.js';
import type { Line } from './lines.js';
import { lineOfHeading } from './near.js';
import { isNamedForDay, saidIn, type Wanted } from './shown-day.js';

const MAX_LINE_CHARS = 80;
const BELOW = 6;

export interface DayAgo {
  readonly day: string;
  readonly line: Line;
}

/** As seen when the page was fetched. */
export function dayAgoByHeading(sources: PageSources, wants: Wanted): DayAgo | null {
  const all = sources.lines();
  const headAt = lineOfHeading(all, sources.heading());
  if (headAt === undefined) return null;
  for (const line of all.slice(headAt + 1, headAt + 1 + BELOW)) {
    const { text, region, segments } = line;
    if (region !== 'main' || text.length > MAX_LINE_CHARS) continue;
    const says = saidIn(text);
    if (says !== wants && !(wants === 'published' && says === null && isNamedForDay(line))) continue;
    for (const one of segments.map((part) => part.text)) {
      const day = dayAgoIn(latinDigits(one), sources.doc.lang, sources.fetchedAt);
      if (day !== null) return { day, line };
    }
  }
  return null;
}
