/** Who wrote the page: the line by its heading that says so, or an element named for it. */

import type { Candidate } from '../candidate.js';
import { oncePerPage } from '../once.js';
import type { PageSources } from '../page-sources.js';
import { boxedAuthors } from './author-box.js';
import { bylineOf, type Byline } from './byline-names.js';
import { bestOf, isBetween, ratedLines, type Cues, type LinePlace, type Rated } from './cues.js';
import { knownAuthor } from './known-author.js';
import { pathOf } from './near.js';
import { saidIn } from './shown-day.js';
import { isThread } from './thread.js';

const MAX_LINE_CHARS = 140;

const CUES: Cues<LinePlace<Byline>> = {
  said: { points: 2, holds: ({ value }) => value.isSaid },
  linked: { points: 2.5, holds: ({ value }) => value.isLinked },
  named: { points: 2, holds: ({ value }) => value.isNamed },
  heading: { points: -4, holds: ({ below }) => below === 0 },
  close: { points: 1.5, holds: ({ below }) => isBetween(below, 0, 10) },
  near: { points: 1, holds: ({ below }) => isBetween(below, -4, 25) },
  outside: { points: -3, holds: ({ line }) => line.region !== 'main' },
  long: { points: -1, holds: ({ line }) => line.text.length > 90 },
  // Who changed the text stands beside who wrote it.
  changed: { points: -2, holds: ({ above }) => above.length < 60 && saidIn(above) === 'updated' },
};

/** The least points that make a byline, and how sure more of them are. */
const ENOUGH = 4;
const CONFIDENCE = [
  { points: 6, confidence: 0.75 },
  { points: 5, confidence: 0.65 },
  { points: ENOUGH, confidence: 0.55 },
];
/** In a thread each post shows who wrote it; it needs no more to be seen as such. */
const ENOUGH_IN_THREAD = 2.5;

/** Names of the best line only, or else of someone whom the page knows, or of the note at the end of the text. */
export const pageAuthors = oncePerPage((page): Candidate[] => {
  const signed = readAuthors(page);
  if (signed.length > 0 || isThread(page.doc.url)) return signed;
  const known = knownAuthor(page);
  return known.length > 0 ? known : boxedAuthors(page);
});

function readAuthors(sources: PageSources): Candidate[] {
  const { siteNames, doc } = sources;
  const rated = ratedLines(sources, CUES, (line) =>
    line.text.length > MAX_LINE_CHARS ? null : bylineOf(line, siteNames(), doc.lang),
  );
  const best = bestOf(rated);
  if (best === null) return [];
  const isOfThread = isThread(doc.url);
  if (best.points < (isOfThread ? ENOUGH_IN_THREAD : ENOUGH)) return [];
  if (!isOfThread && areOfMany(rated.filter(({ points }) => points === best.points))) return [];
  const confidence = CONFIDENCE.find(({ points }) => best.points >= points)?.confidence ?? 0.55;
  const { value, line } = best;
  return [{ rule: 'byline', source: 'text', path: pathOf(line.block), value: [...value.names], confidence }];
}

/** A listing names the author of each of its texts. */
function areOfMany(rated: readonly Rated<Byline>[]): boolean {
  return new Set(rated.map(({ value }) => value.names.join())).size >= 3;
}
