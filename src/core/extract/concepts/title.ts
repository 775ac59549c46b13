/** What the page is called: by its heading, as a reader knows it, unless it is about a thing with a name of its own. */

import { isEmbedded } from '../grounded.js';
import type { Rule } from '../engine/rule.js';
import type { Json } from '../entity.js';
import { wordsOf } from '../field-name.js';
import type { PageSources } from '../page-sources.js';
import { namesFrontPage, withoutSiteName } from '../sources/plain.js';
import { headingReader, isNamedHere, pageTitleReader } from '../readers/heading.js';
import { LABELS } from '../words/labels.js';
import type { ConceptRow } from './concept.js';

/** Things that have a name of their own, which pages about them use; the headline of an article is only one way to put it. */
const NAMED_THINGS = /Recipe|Product|Vehicle|^Car$|Book|Movie|^TV|Music|JobPosting|^Course$|Game$/;
/** Things that shops name for search engines, with their kind, brand and what they are good for. */
const GOODS = /Product|Vehicle|^Car$/;

const OTHER_THING = 0.6;
/** og:title is often written for search results. */
const TAG = 0.55;
const BESIDE_LABEL = 0.5;

export const title: ConceptRow = {
  among: 'title',
  names: 'title, name, headline, heading, article title, product name, recipe name, full title',
  labels: LABELS.title,
  paths: 'headline name title',
  metas: 'og:title twitter:title dc.title dcterms.title title',
  readers: [headingReader, pageTitleReader],
  weigh: ({ rule, source, entityType, value }, { field, page }) => {
    if (field.type !== 'string' || rule === 'page-title' || isHeading(rule)) return 1;
    if (entityType !== undefined) {
      const isOwn = NAMED_THINGS.test(entityType) && isNamedHere(value, page);
      return isOwn && !(GOODS.test(entityType) && isHeaded(value, page)) ? 1 : OTHER_THING;
    }
    return isEmbedded(source) ? TAG : BESIDE_LABEL;
  },
  mend: (candidate, { page }) => {
    const { rule, source } = candidate;
    if (!isEmbedded(source) && !isHeading(rule) && rule !== 'page-title') return candidate;
    const named = withoutSiteName(candidate, page);
    return namesFrontPage(named.value) ? null : named;
  },
};

/** The heading says the same in other words: at least half of its own. */
function isHeaded(name: Json, { heading }: PageSources): boolean {
  const shown = new Set(wordsOf(heading()?.text ?? ''));
  const named = new Set(wordsOf(typeof name === 'string' ? name : ''));
  return shown.size > 0 && [...shown].filter((word) => named.has(word)).length * 2 >= shown.size;
}

function isHeading(rule: Rule): boolean {
  return rule === 'heading' || rule.startsWith('heading.');
}

export const pageTitle: ConceptRow = {
  names: 'page title, html title, meta title, seo title',
  readers: [pageTitleReader],
};
