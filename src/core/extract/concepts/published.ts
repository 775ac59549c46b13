/** When the page was published. */

import type { Candidate } from '../candidate.js';
import { isEmbedded } from '../grounded.js';
import type { Json, JsonObject } from '../entity.js';
import { nameForms } from '../field-name.js';
import type { PageSources } from '../page-sources.js';
import { isFrontPage } from '../sources/plain.js';
import { pageAuthors } from '../structure/byline.js';
import { publicationDates } from '../structure/page-dates.js';
import { isNextTo } from '../structure/shown-day.js';
import { LABELS } from '../words/labels.js';
import type { ConceptRow } from './concept.js';

const UTC_STAMP = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|\+00:?00)$/i;
const SURE_DAY = 0.65;
const SURE_PUBLICATION = 0.75;
const GOODS = /^(?:price|variants|products|products_count|product_type|sku|vendor)$/i;

/** The page as such, which search engines are told about whatever it is. */
const PAGE = /^(?:Web|Item|Collection|About|Contact|Profile|SearchResults|Checkout|FAQ)Page$/;
/** Of software and films. */
const RELEASE = /\brelease\b/i;
const OF_ANYTHING = /^(?:date|dc\.date|dcterms\.date)$/;

export const publishedAt: ConceptRow = {
  among: 'date',
  names:
    'published at, date published, publication date, publish date, publishing date, published, published date, published on, ' +
    'published time, release date, posted at, date posted, posted on, post date, posted date, posted, date, created at, ' +
    'date created, creation date, pub date, issued, created date, publication day',
  stems: { type: 'date', words: ['publi', 'posted', 'issued', 'released'] },
  labels: LABELS.publishedAt,
  paths: 'datePublished datePosted uploadDate dateCreated releaseDate startDate',
  metas:
    'article:published_time datepublished og:published_time article:published publishdate publish-date publish_date ' +
    'pubdate publication_date publicationdate published published_time parsely-pub-date sailthru.date dc.date.issued ' +
    'dcterms.issued dc.date.created dcterms.created dc.date dcterms.date citation_publication_date citation_date ' +
    'article.published article_date_original date',
  readers: [
    {
      rules: ['date.line', 'date.url'],
      read: ({ field, page }) =>
        field.type === 'date' || field.type === 'string' ? publicationDates(page) : [],
    },
  ],
  // Asked for with an author, publication is that of a text, and no more than a text has one.
  weigh: ({ entityType, rule, path, value }, { page, field }) => {
    // The date of an event is the day on which it takes place; it is published on another.
    if (path === 'startDate') return nameForms(field.field).includes('date') ? 1 : 0;
    if (!page.asksFor('author') || page.asksFor('isbn')) return 1;
    if (rule === 'label' && RELEASE.test(path)) return 0;
    return entityType !== undefined && PAGE.test(entityType) && !isOfText(value, page) ? 0 : 1;
  },
  // The front page of a site changes with every visit: it was published on no day.
  applies: ({ doc }) => !isFrontPage(doc.url),
  // Shops keep when goods were put up for sale.
  describes: (node, { asksFor }) => !(asksFor('author') && isGoods(node)),
  /**
   * A tag that is called "date" and no more may tell any day of the page, the last build of its site too.
   * A stamp in UTC names an instant; the day that readers see may be the one before or after. Where the page shows that one by
   * its heading, it is the day of publication.
   */
  mend: (candidate, { page }) => {
    const { source, path, value } = candidate;
    const shown = source === 'meta' && OF_ANYTHING.test(path) ? sureDay(page, SURE_PUBLICATION) : null;
    if (shown !== null) return shown;
    const stamp = typeof value === 'string' ? UTC_STAMP.exec(value.trim())?.[1] : undefined;
    if (stamp === undefined || !isEmbedded(source)) return candidate;
    const day = sureDay(page, SURE_DAY)?.value;
    return typeof day === 'string' && isNextTo(stamp, day) ? { ...candidate, value: day } : candidate;
  },
};

/** That the page is a text, and the day its own, is seen by what shows it: tags for articles, a byline, the day itself. */
function isOfText(value: Json, page: PageSources): boolean {
  if (page.metas().has('article:published_time') || pageAuthors(page).length > 0) return true;
  const [shown] = publicationDates(page);
  return shown !== undefined && typeof value === 'string' && shown.value === value.slice(0, 10);
}

function sureDay(page: PageSources, least: number): Candidate | null {
  const [shown] = publicationDates(page);
  return shown !== undefined && shown.confidence >= least ? shown : null;
}

function isGoods(node: JsonObject): boolean {
  return Object.keys(node).some((key) => GOODS.test(key));
}
