/** The subjects that a page shows as links: rel=tag, addresses of subject pages, elements named for tags. */

import { isTag, type Element } from 'domhandler';
import type { Candidate } from '../candidate.js';
import { textOf } from '../text.js';
import { isShareLine } from './item-text.js';
import type { PageSources } from '../page-sources.js';
import { namesAround } from './near.js';
import { regionAbove } from './region.js';

const MAX_ANCHORS = 3_000;
const MAX_TAGS = 60;
const MAX_TAG_CHARS = 60;

const TAG_ADDRESS =
  /\/(?:tags?|topics?|keywords?|schlagwort|schlagworte|thema|themen|sujets?|mots?-cles?|tema|temas|etiquetas?|argomenti|emne|onderwerp|tagged|hashtag)(?:\/|=|-)[^/?#]/i;
const TAG_NAMES =
  /(?:^|[\s_-])(?:tags?|taglist|tag-?list|tag-?links|tags-?links|post-?tags|article-?tags|entry-?tags|topics?|topic-?list|keywords?|schlagworte?|themen|article-?topics)(?:$|[\s_-])/i;

/** Groups of links by the element around them; the group with the best marks. */
export function pageTags({ doc }: PageSources): Candidate[] {
  const groups = new Map<Element, { tags: Set<string>; points: number }>();
  for (const anchor of doc.facts.anchors.slice(0, MAX_ANCHORS)) {
    const isRel = /(?:^|\s)tag(?:\s|$)/.test(anchor.attribs['rel'] ?? '');
    const isAddress = TAG_ADDRESS.test((anchor.attribs['href'] ?? '').slice(0, 500));
    const isNamed = TAG_NAMES.test(namesAround(anchor, 4));
    const points = (isRel ? 2 : 0) + (isAddress ? 1 : 0) + (isNamed ? 1.5 : 0);
    if (points === 0) continue;
    const text = textOf(anchor, { chars: 200, nodes: 50 }).replace(/^#\s?|,$/g, '');
    if (text === '' || text.length > MAX_TAG_CHARS || isShareLine(text)) continue;
    const region = regionAbove(anchor);
    if (region === 'chrome' || region === 'comments' || (region === 'aside' && !isRel)) continue;
    const holder = holderOf(anchor);
    const group = groups.get(holder) ?? { tags: new Set<string>(), points: 0 };
    group.points = Math.max(group.points, points);
    if (group.tags.size < MAX_TAGS) group.tags.add(text);
    groups.set(holder, group);
  }
  return [...groups.values()]
    .filter(({ tags, points }) => points >= 2 || tags.size >= 2)
    .filter(({ tags }) => tags.size <= 30)
    .sort((a, b) => b.points - a.points || b.tags.size - a.tags.size)
    .slice(0, 1)
    .map(({ tags, points }) => ({
      rule: 'tags.links',
      source: 'list',
      path: 'a[tag]',
      value: [...tags],
      confidence: points >= 3 ? 0.7 : points >= 2 ? 0.6 : 0.5,
    }));
}

/** The list around a link: beyond its own li and wrappers of one child. */
function holderOf(anchor: Element): Element {
  let at: Element = anchor;
  for (let steps = 0; steps < 4; steps += 1) {
    const { parent } = at;
    if (parent === null || !isTag(parent)) break;
    at = parent;
    const elements = at.children.filter(isTag).length;
    if (elements > 1 && at.name !== 'li') break;
  }
  return at;
}
