/** The subjects that a page shows as links: rel=tag, addresses of subject pages, elements named for tags. */

import { isTag, type Element } from 'domhandler';
import { compareDocumentPosition } from 'domutils';
import type { Candidate } from '../candidate.js';
import { textOf } from '../text.js';
import { chainOf } from './ancestors.js';
import { pointsOf, type Cues } from './cues.js';
import { isShareLine } from './item-text.js';
import { oncePerPage } from '../once.js';
import type { PageSources } from '../page-sources.js';
import { namesAround } from './near.js';
import { regionAbove } from './region.js';

const MAX_ANCHORS = 3_000;
const MAX_TAGS = 60;
const MAX_TAG_CHARS = 60;
const MAX_GROUP = 30;
const MAX_TRIED = 20;

const TAG_ADDRESS =
  /\/(?:tags?|topics?|keywords?|schlagwort|schlagworte|thema|themen|sujets?|mots?-cles?|tema|temas|etiquetas?|argomenti|emne|onderwerp|tagged|hashtag)(?:\/|=|-)[^/?#]/i;
const TAG_NAMES =
  /(?:^|[\s_-])(?:tags?|taglist|tag-?list|tag-?links|tags-?links|post-?tags|article-?tags|entry-?tags|topics?|topic-?list|keywords?|schlagworte?|themen|article-?topics)(?:$|[\s_-])/i;

const CUES: Cues<Element> = {
  rel: { points: 2, holds: (anchor) => hasRel(anchor, 'tag') },
  // Blogs mark their sections in the same way, and say so.
  category: { points: -2, holds: (anchor) => hasRel(anchor, 'category') },
  address: { points: 1, holds: ({ attribs }) => TAG_ADDRESS.test((attribs['href'] ?? '').slice(0, 500)) },
  named: { points: 1.5, holds: (anchor) => TAG_NAMES.test(namesAround(anchor, 4)) },
};

/** Less than this makes no group of one, or none at all above the page's heading. */
const SURE = 2;

interface Group {
  readonly holder: Element;
  readonly tags: Map<string, number>;
  points: number;
}

/** Groups of links by the element around them; the group with the most points. */
export const pageTags = oncePerPage(readTags);

function readTags(sources: PageSources): Candidate[] {
  const groups = groupsOf(sources.doc.facts.anchors);
  const heading = sources.heading()?.element ?? null;
  const best = groups
    .map((group) => ({ ...group, names: namesOf(group) }))
    .filter(({ names, points }) => (points >= SURE || names.length >= 2) && names.length <= MAX_GROUP)
    .sort((a, b) => b.points - a.points || b.names.length - a.names.length)
    .slice(0, MAX_TRIED)
    .find(({ holder, points }) => points >= SURE || !isAbove(holder, heading));
  if (best === undefined) return [];
  const confidence = best.points >= 3 ? 0.7 : best.points >= SURE ? 0.6 : 0.5;
  return [{ rule: 'tags.links', source: 'list', path: 'a[tag]', value: best.names, confidence }];
}

function groupsOf(anchors: readonly Element[]): Group[] {
  const groups = new Map<Element, Group>();
  for (const anchor of anchors.slice(0, MAX_ANCHORS)) {
    const points = pointsOf(CUES, anchor);
    if (points <= 0) continue;
    const text = tagOf(anchor);
    if (text === '' || text.length > MAX_TAG_CHARS || isShareLine(text)) continue;
    const region = regionAbove(anchor);
    if (region === 'chrome' || region === 'comments' || (region === 'aside' && !hasRel(anchor, 'tag')))
      continue;
    const holder = holderOf(anchor);
    const group = groups.get(holder) ?? { holder, tags: new Map<string, number>(), points: 0 };
    group.points = Math.max(group.points, points);
    if (group.tags.size < MAX_TAGS) group.tags.set(text, Math.max(points, group.tags.get(text) ?? 0));
    groups.set(holder, group);
  }
  return [...groups.values()];
}

/** Without the mark in front of it and the number of its texts behind it: "#tea, (17)". */
function tagOf(anchor: Element): string {
  return textOf(anchor, { chars: 200, nodes: 50 })
    .replace(/^#\s?|,$/g, '')
    .replace(/\s\(\d[\d.,]{0,8}(?:\s\p{L}{1,12})?\)$/u, '');
}

/** Beside links that say themselves that they are tags, those that only stand in the same part of the page are none. */
function namesOf({ tags, points }: Group): string[] {
  const isSure = (own: number): boolean => own >= Math.min(points, SURE);
  return [...tags].filter(([, own]) => isSure(own)).map(([name]) => name);
}

function hasRel({ attribs }: Element, name: string): boolean {
  return (attribs['rel'] ?? '').split(/\s+/).includes(name);
}

/** Above the page's heading and not in one part with it stand the site's own subjects. */
function isAbove(holder: Element, heading: Element | null): boolean {
  if (heading === null) return false;
  const around = new Set(chainOf(heading, 4));
  if (chainOf(holder, 4).some((element) => around.has(element))) return false;
  return (compareDocumentPosition(holder, heading) & PRECEDING) !== 0;
}

/** As the DOM numbers it. */
const PRECEDING = 2;

/** The list around a link: beyond its own li and wrappers of one child. */
function holderOf(anchor: Element): Element {
  let at: Element = anchor;
  for (let steps = 0; steps < 4; steps += 1) {
    const { parent } = at;
    if (parent === null || !isTag(parent)) break;
    at = parent;
    if (at.name !== 'li' && hasSeveral(at)) break;
  }
  return at;
}

function hasSeveral({ children }: Element): boolean {
  let elements = 0;
  return children.some((child) => isTag(child) && (elements += 1) > 1);
}
