/** What the page shows without any metadata: its main heading and its title. */

import type { Candidate } from '../candidate.js';
import type { PageSources } from '../page-sources.js';
import type { Json } from '../entity.js';
import { wordsOf } from '../field-name.js';
import { pageAuthors } from '../structure/byline.js';
import { fold, separatorOf, titlesOf } from '../structure/heading.js';
import { plainText } from '../text.js';

export const SURE_HEADING = 0.7;
const UNSURE_HEADING = 0.52;

export function headingCandidate(sources: PageSources): Candidate | null {
  const site = siteOnFrontPage(sources);
  if (site !== null) {
    const place = { rule: 'heading', source: 'page-title', path: 'title' } as const;
    return { ...place, value: site, confidence: SURE_HEADING };
  }
  const heading = sources.heading();
  if (heading === null) return null;
  const { path, text, isConfirmed } = heading;
  const confidence = isConfirmed || !isSlogan(text, sources) ? heading.confidence : UNSURE_HEADING;
  return { rule: 'heading', source: 'heading', path, value: text, confidence };
}

/** "The Site - What it promises" is the title of a site's front page, whose heading says the promise: its name is the site's. */
function siteOnFrontPage({ doc, siteNames }: PageSources): string | null {
  if (!isFrontPage(doc.url)) return null;
  const [title = ''] = titlesOf(doc.facts);
  const [name = ''] = title.split(SEPARATOR, 1);
  return name !== title && siteNames().has(fold(name)) ? name : null;
}

/** On a page that is no article: a heading of mostly other words than the title is there to sell something. */
function isSlogan(heading: string, sources: PageSources): boolean {
  const { doc, metas, entities } = sources;
  const [title] = titlesOf(doc.facts);
  if (title === undefined || metas().has('article:published_time')) return false;
  // Blogs call each of their pages an article; one that is signed is.
  if (/article/i.test(metas().get('og:type')?.[0] ?? '') && pageAuthors(sources).length > 0) return false;
  const isArticle = Object.values(entities).some((read) =>
    read().some(({ entity }) => entity.types.some((type) => /Article|Posting/.test(type))),
  );
  const [a, b] = [new Set(wordsOf(heading)), new Set(wordsOf(title))];
  const shared = [...a].filter((word) => b.has(word)).length;
  return !isArticle && shared < 0.6 * Math.min(a.size, b.size);
}

/** Of a page without a heading the part of its title that the page shows in a line of its own, or before "by". */
export function titleCandidates({ doc, heading, lines }: PageSources): Candidate[] {
  const title = titlesOf({ ...doc.facts, metas: [] })[0];
  if (title === undefined) return [];
  const parts = heading() === null ? title.split(SEPARATOR) : [];
  const first = parts.length > 1 ? fold(parts[0] ?? '') : '';
  const isShown = (): boolean =>
    first.length >= MIN_SHOWN_CHARS &&
    (/^by\s/i.test(parts[1] ?? '') ||
      lines().some(
        ({ region, segments, text }) =>
          region === 'main' && [text, ...segments.map((one) => one.text)].some((one) => fold(one) === first),
      ));
  const value = isShown() ? (parts[0] ?? title) : title;
  return [{ rule: 'page-title', source: 'page-title', path: 'title', value, confidence: 0.5 }];
}

const MIN_SHOWN_CHARS = 8;

const MAX_TITLE_CHARS = 1_000;
const SEPARATOR = separatorOf('\u2039');

/**
 * "Kettle | Shop" without the shop: where the page's heading ends, or where the name of the site begins, which og:site_name
 * or the host tells.
 */
export function withoutSiteName(candidate: Candidate, sources: PageSources): Candidate {
  if (typeof candidate.value !== 'string' || candidate.value.length > MAX_TITLE_CHARS) return candidate;
  const title = plainText(candidate.value);
  const shown = sources.heading()?.text;
  const heading = namesFrontPage(shown ?? null) ? undefined : shown;
  if (
    heading !== undefined &&
    heading.length >= 4 &&
    title.length > heading.length &&
    title.startsWith(heading)
  ) {
    if (SEPARATOR.exec(title.slice(heading.length))?.index === 0) return { ...candidate, value: heading };
  }
  // "Home | The Site" is the site's front page: there its name is the title.
  const withoutHome = cutSite(title, FRONT);
  const value = withoutHome === title ? cutSite(title, sources.siteNames()) : withoutHome;
  return value === title ? candidate : { ...candidate, value };
}

const FRONT: ReadonlySet<string> = new Set(
  'home homepage startseite start accueil inicio in\u00edcio hem forside etusivu strona g\u0142\u00f3wna'.split(
    ' ',
  ),
);

/** Words for a site's front page, which say nothing of what it is about. */
export function namesFrontPage(title: Json): boolean {
  return typeof title === 'string' && FRONT.has(fold(title));
}

export function isFrontPage(url: string): boolean {
  return /^https?:\/\/[^/?#]+\/?(?:(?:index|default|home)\.\w{2,5})?(?:$|[?#])/i.test(url);
}

/** The site stands at the end, sometimes at the beginning, once or twice. */
function cutSite(title: string, names: ReadonlySet<string>): string {
  let rest = title;
  for (let times = 0; times < 3; times += 1) {
    const marks = [...rest.matchAll(new RegExp(SEPARATOR, 'g'))];
    const last = marks.at(-1);
    const [first] = marks;
    if (last === undefined || first === undefined) return rest;
    if (names.has(fold(rest.slice(last.index)))) rest = rest.slice(0, last.index).trim();
    else if (names.has(fold(rest.slice(0, first.index))))
      rest = rest.slice(first.index + first[0].length).trim();
    else return rest;
  }
  return rest;
}
