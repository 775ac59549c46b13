/** What the page is about, in keywords, and where its site has filed it. */

import type { Candidate } from '../candidate.js';
import { isColumn } from '../engine/rule.js';
import { isList, type Json } from '../entity.js';
import { isEmbedded } from '../grounded.js';
import type { PageSources } from '../page-sources.js';
import { fold } from '../structure/heading.js';
import { pageTags } from '../structure/tags.js';
import { LABELS } from '../words/labels.js';
import { DOUBTFUL, type ConceptRow } from './concept.js';

/** Tags that a site keeps for itself: "Category: Travel", the name of a host, codes such as "RSBI:TRADE". */
const INTERNAL =
  /^(?:[\w-]{1,20} ){0,2}(?:category|categories|section|channel|content ?type|page ?type|source|template):|^(?:[a-z0-9-]{1,40}\.){1,2}[a-z0-9-]{2,40}\.(?:com|org|net|info|[a-z]{2})$/i;
const CODE = /^[A-Z]{2,12}:[A-Z0-9_-]{2,}$/;
/** What kind of subject it is, before a tag: "topic/travel", "Entity tokens: Travel". */
const KIND =
  /^(?:(?:topics?|tags?|categor(?:y|ies)|sections?|organi[sz]ations?|person|people|places?|locations?|events?|themes?|keywords?)\/|(?:\w{1,20} )?entity tokens?: ?)(?=\S)/i;
/** Codes of agencies, which stand among each other: "MTVID", "CYCS08". */
const AGENCY_CODE = /^[A-Z][A-Z0-9]{1,7}$/;
const MANY = 5;

/** Tags as readers would see them, each once; codes, and the address of the site (`host`), are for machines. */
function toldTags(tags: readonly Json[], host: string): Json[] {
  const texts = tags.map((tag) => (typeof tag === 'string' ? tag.trim().replace(KIND, '') : tag));
  const isText = (tag: Json): tag is string => typeof tag === 'string';
  const told = texts.filter(
    (tag) => !isText(tag) || !(INTERNAL.test(tag) || CODE.test(tag) || tag.toLowerCase() === host),
  );
  const areCodes = told.length >= MANY && told.every((tag) => isText(tag) && AGENCY_CODE.test(tag));
  return areCodes ? [] : [...new Set(told)];
}

/** The only tag of metadata is a section where the page shows it among others. */
function isOneOfShown({ source, value }: Candidate, page: PageSources): boolean {
  if (!isEmbedded(source) || !isList(value) || value.length !== 1 || typeof value[0] !== 'string')
    return false;
  const own = fold(value[0]);
  return pageTags(page).some(
    ({ value: shown }) =>
      isList(shown) && shown.length > 2 && shown.some((tag) => typeof tag === 'string' && fold(tag) === own),
  );
}

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
  weigh: (candidate, { field, page }) =>
    field.type === 'array<string>' && isOneOfShown(candidate, page) ? DOUBTFUL : 1,
  mend: (candidate, { page }) => {
    const { rule, value } = candidate;
    if (!isList(value) || isColumn(rule)) return candidate;
    const told = toldTags(value, new URL(page.doc.url).hostname.replace(/^www\./, ''));
    return told.length === 0 ? null : { ...candidate, value: told };
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
