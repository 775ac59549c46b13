/** Who wrote a text, as the note at its end says: "About the author", then a name; "About Ann Lee" in a part for authors. */

import type { Candidate } from '../candidate.js';
import type { PageSources } from '../page-sources.js';
import { fullPersonName } from '../person.js';
import { AUTHOR_BOXES } from '../words/author-boxes.js';
import { anyOf } from '../words/phrases.js';
import type { Line } from './lines.js';
import { lineOfHeading, namesAround, pathOf } from './near.js';
import { standsInOtherText } from './other-texts.js';

const MAX_LINES = 3_000;
const CONFIDENCE = 0.6;
const BEGINS = new RegExp(`^(?:${anyOf(Object.values(AUTHOR_BOXES))})\\s?[:.]?$`, 'iu');
const BOX =
  /(?:author|autor|auteur|autore|writer)[-_]{0,2}(?:box|bio|info|card|profile|about|description)|about[-_]{0,2}(?:the[-_])?author/i;
const ABOUT = /^(?:about|über|à propos de|sobre|over|om|o)\s+(?=\p{Lu})/iu;
/** "Ann Lee is a writer": the name ends before the verb. */
const VERB =
  /\s(?:is|was|has|writes|covers|works|lives|ist|war|schreibt|arbeitet|est|écrit|es|è|é|är|er|on|jest|je|является)\s/u;

/** None where nothing of the kind stands below the heading. */
export function boxedAuthors(page: PageSources): Candidate[] {
  const lines = page.lines();
  const headAt = lineOfHeading(lines, page.heading()) ?? 0;
  for (const line of lines.slice(headAt + 1, headAt + 1 + MAX_LINES)) {
    if (line.region === 'chrome' || line.region === 'comments') continue;
    const name = nameIn(line, lines[line.at + 1], page.siteNames());
    if (name === null || standsInOtherText(line.block, page)) continue;
    const place = { rule: 'byline', source: 'text', path: pathOf(line.block) } as const;
    return [{ ...place, value: [name], confidence: CONFIDENCE }];
  }
  return [];
}

function nameIn(line: Line, next: Line | undefined, siteNames: ReadonlySet<string>): string | null {
  if (next !== undefined && BEGINS.test(line.text)) return nameAtStart(next, siteNames);
  if (line.text.length > 60 || !ABOUT.test(line.text) || !BOX.test(namesAround(line.block))) return null;
  return fullPersonName(line.text.replace(ABOUT, ''), siteNames);
}

/** All of the line, its first part that is set apart, or what stands before its verb. */
function nameAtStart({ text, segments }: Line, siteNames: ReadonlySet<string>): string | null {
  const parts = [text, segments.length > 1 ? segments[0]?.text : undefined, text.split(VERB, 1)[0]];
  for (const part of parts) {
    const name = part === undefined || part.length > 60 ? null : fullPersonName(part, siteNames);
    if (name !== null) return name;
  }
  return null;
}
