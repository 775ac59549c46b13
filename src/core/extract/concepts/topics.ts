/** What the page is about, in keywords, and where its site has filed it. */

import { pageTags } from '../structure/tags.js';
import { LABELS } from '../words/labels.js';
import type { ConceptRow } from './concept.js';

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
