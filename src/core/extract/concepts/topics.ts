/** What the page is about, in keywords, and where its site has filed it. */

import { isList } from '../entity.js';
import { pageTags } from '../structure/tags.js';
import { LABELS } from '../words/labels.js';
import type { ConceptRow } from './concept.js';

/** Tags that a site keeps for itself: "Category: Travel", "topic/travel", the name of a host, codes such as "RSBI:TRADE". */
const INTERNAL =
  /^(?:[\w-]{1,20} ){0,2}(?:category|categories|section|channel|content ?type|page ?type|entity tokens?|source|template):|^(?:topics?|tags?|categor(?:y|ies)|sections?)\/\S|^(?:[a-z0-9-]{1,40}\.){1,2}[a-z0-9-]{2,40}\.(?:com|org|net|info|[a-z]{2})$/i;
const CODE = /^[A-Z]{2,12}:[A-Z0-9_-]{2,}$/;

export const topics: ConceptRow = {
  names: 'topic, tag, keyword, subject',
  labels: LABELS.topics,
  paths: 'keywords about',
  metas: 'article:tag news_keywords keywords parsely-tags sailthru.tags dc.subject citation_keywords',
  shape: 'words',
  plural: true,
  readers: [
    {
      rules: ['tags.links'],
      read: ({ field, page }) => (field.type === 'array<string>' ? pageTags(page) : []),
    },
  ],
  labelled: ({ value }) => (/^@|hashtag/i.test(value) ? null : value),
  mend: (candidate) => {
    const { value } = candidate;
    if (!isList(value)) return candidate;
    const told = value.filter(
      (tag) => typeof tag !== 'string' || !(INTERNAL.test(tag.trim()) || CODE.test(tag.trim())),
    );
    return told.length === value.length
      ? candidate
      : told.length === 0
        ? null
        : { ...candidate, value: told };
  },
};

export const section: ConceptRow = {
  names:
    'section, category, department, breadcrumb category, article section, product category, recipe category, course',
  labels: LABELS.section,
  paths: 'articleSection recipeCategory category genre applicationCategory',
  metas: 'article:section og:article:section product:category parsely-section section category',
  shape: 'words',
  plural: true,
};
