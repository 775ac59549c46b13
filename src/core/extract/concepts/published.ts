/** When the page was published. */

import { isEmbedded } from '../grounded.js';
import type { JsonObject } from '../entity.js';
import type { PageSources } from '../page-sources.js';
import { isFrontPage } from '../sources/plain.js';
import { pageDates } from '../structure/page-dates.js';
import { isNextTo } from '../structure/shown-day.js';
import { LABELS } from '../words/labels.js';
import type { ConceptRow } from './concept.js';

const UTC_STAMP = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|\+00:?00)$/i;
const SURE_DAY = 0.65;
const GOODS = /^(?:price|variants|products|products_count|product_type|sku|vendor)$/i;

export const publishedAt: ConceptRow = {
  among: 'date',
  names:
    'published at, date published, publication date, publish date, publishing date, published, published date, published on, ' +
    'published time, release date, posted at, date posted, posted on, post date, posted date, posted, date, created at, ' +
    'date created, creation date, pub date, issued, created date, publication day',
  stems: { type: 'date', words: ['publi', 'posted', 'issued', 'released'] },
  labels: LABELS.publishedAt,
  paths: 'datePublished datePosted uploadDate dateCreated releaseDate',
  metas:
    'article:published_time datepublished og:published_time article:published publishdate publish-date publish_date ' +
    'pubdate publication_date publicationdate published published_time parsely-pub-date sailthru.date dc.date.issued ' +
    'dcterms.issued dc.date.created dcterms.created dc.date dcterms.date citation_publication_date citation_date ' +
    'article.published article_date_original date',
  readers: [
    {
      rules: ['date.line', 'date.url'],
      read: ({ field, page }) =>
        field.type === 'date' || field.type === 'string' ? pageDates(page, 'published', page.fetchedAt) : [],
    },
  ],
  // The front page of a site changes with every visit: it was published on no day.
  applies: ({ doc }) => !isFrontPage(doc.url),
  // Shops keep when goods were put up for sale. Asked for with an author, publication is that of a text.
  describes: (node, { asksFor }) => !(asksFor('author') && isGoods(node)),
  /**
   * A stamp in UTC names an instant; the day that readers see may be the one before or after. Where the page shows that one by
   * its heading, it is the day of publication.
   */
  mend: (candidate, { page }) => {
    const { source, value } = candidate;
    const stamp = typeof value === 'string' ? UTC_STAMP.exec(value.trim())?.[1] : undefined;
    if (stamp === undefined || !isEmbedded(source)) return candidate;
    const day = sureDay(page);
    return day !== null && isNextTo(stamp, day) ? { ...candidate, value: day } : candidate;
  },
};

function sureDay(page: PageSources): string | null {
  const [shown] = pageDates(page, 'published', page.fetchedAt);
  return shown !== undefined && typeof shown.value === 'string' && shown.confidence >= SURE_DAY
    ? shown.value
    : null;
}

function isGoods(node: JsonObject): boolean {
  return Object.keys(node).some((key) => GOODS.test(key));
}
