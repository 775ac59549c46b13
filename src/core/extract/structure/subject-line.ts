/** Where the text about what the page is about begins: at its heading, or at the line that says most of its title. */

import type { PageSources } from '../page-sources.js';
import { fold, titlesOf } from './heading.js';
import { lineOfHeading } from './near.js';

/** The number of the line that holds the heading; where the page has none, of the one that says most of its title. */
export function lineOfSubject({ doc, heading, lines }: PageSources): number | undefined {
  const shown = heading();
  if (shown !== null) return lineOfHeading(lines(), shown);
  const titles = titlesOf(doc.facts).map(fold);
  return lines().find(
    ({ region, segments }) => region === 'main' && segments.some(({ text }) => saysMostOf(text, titles)),
  )?.at;
}

const MIN_TITLE_CHARS = 4;

/** Two fifths at least: the rest is the name of the site. */
function saysMostOf(text: string, titles: readonly string[]): boolean {
  return titles.some((title) => {
    const least = Math.max(MIN_TITLE_CHARS, title.length * 0.4);
    if (text.length < least || text.length > 2 * title.length) return false;
    const said = fold(text);
    return said.length >= least && title.includes(said);
  });
}
