/** A name by the heading that says no "by", of someone whom the page knows: by a portrait, a profile, its title. */

import type { Element } from 'domhandler';
import { getElementsByTagName } from 'domutils';
import type { Candidate } from '../candidate.js';
import type { PageSources } from '../page-sources.js';
import { fullPersonName } from '../person.js';
import { fold, titlesOf } from './heading.js';
import { lineOfHeading, namesAround, pathOf } from './near.js';
import { standsInOtherText } from './other-texts.js';

const MAX_PICTURES = 300;
const BEFORE = 4;
const AFTER = 10;
const MAX_LINE_CHARS = 120;
const CONFIDENCE = 0.55;

const PORTRAIT = /avatar|author|profile|headshot|byline|contributor|writer/i;
/** "Ann Lee's avatar", "Photo of Ann Lee". */
const OF_PICTURE =
  /^(?:(?:profile )?(?:photo|picture|image|avatar|portrait|headshot)(?: of| for)?|go to the profile of)\s+|(?:['\u2019]s)?\s(?:profile|avatar|photo|picture|profile (?:photo|picture|image)|headshot|portrait)$/gi;
const PROFILE =
  /^(?:https?:\/\/[^/]*)?\/@[\w.-]{3,}|^https?:\/\/(?:www\.)?(?:linkedin\.com\/in|github\.com|(?:twitter|x)\.com|substack\.com\/@)\/?[\w.@-]{3,}/i;
const BY = /(?:^|[\s|\u2013\u2014-])by\s+([^|\u2013\u2014]{4,40}?)\s*(?:$|[|\u2013\u2014]|\s-\s)/i;
const MARKS = /\s*[|\u00b7\u2022\u2013\u2014]\s*|\s{2,}/;

/** One of them at the most. */
export function knownAuthor(page: PageSources): Candidate[] {
  if (isAboutGoods(page)) return [];
  const lines = page.lines();
  const headAt = lineOfHeading(lines, page.heading());
  const start = headAt === undefined ? 0 : Math.max(0, headAt - BEFORE);
  const near = lines
    .slice(start, (headAt ?? 0) + AFTER + 1)
    .filter(({ region, text, at }) => region === 'main' && at !== headAt && text.length <= MAX_LINE_CHARS);
  const named = near.flatMap((line) =>
    [line.text, ...line.segments.map(({ text }) => text)]
      .flatMap((text) => text.split(MARKS, 6))
      .flatMap((part) => {
        const name = fullPersonName(part, page.siteNames());
        return name === null ? [] : [{ name, line }];
      }),
  );
  if (named.length === 0) return [];
  const known = peopleOf(page);
  const found = named.find(({ name, line }) => {
    const isKnown = known.has(fold(name)) || line.segments.some((one) => isProfileOf(name, one.holder));
    return isKnown && !standsInOtherText(line.block, page);
  });
  if (found === undefined) return [];
  const place = { rule: 'byline', source: 'text', path: pathOf(found.line.block) } as const;
  return [{ ...place, value: [found.name], confidence: CONFIDENCE }];
}

/** "Lamp by Acme Works": goods are by their makers. */
function isAboutGoods({ entities, metas }: PageSources): boolean {
  const isGoods = (type: string): boolean => /Product|Vehicle|Offer/.test(type);
  return (
    /product/i.test(metas().get('og:type')?.[0] ?? '') ||
    Object.values(entities).some((read) => read().some(({ entity }) => entity.types.some(isGoods)))
  );
}

function isProfileOf(name: string, { name: tag, attribs, children }: Element): boolean {
  const text = children.map((child) => ('data' in child ? child.data : '')).join('');
  return tag === 'a' && fold(text) === fold(name) && PROFILE.test(attribs['href'] ?? '');
}

/** Folded names below portraits, and the one behind "by" in the title of the page. */
function peopleOf({ doc }: PageSources): ReadonlySet<string> {
  const portraits = getElementsByTagName('img', doc.root, true, MAX_PICTURES).filter(isPortrait);
  const titled = titlesOf(doc.facts).map((title) => BY.exec(title)?.[1] ?? '');
  const names = [...portraits.map(({ attribs }) => (attribs['alt'] ?? '').slice(0, 80)), ...titled];
  return new Set(
    names.map((name) => fold(name.trim().replace(OF_PICTURE, ''))).filter((name) => name !== ''),
  );
}

function isPortrait(picture: Element): boolean {
  return PORTRAIT.test(`${namesAround(picture, 2)} ${(picture.attribs['src'] ?? '').slice(0, 300)}`);
}
