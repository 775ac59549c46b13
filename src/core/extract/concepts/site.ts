/** The page as such, and whose it is. */

import { canonicalReader, langReader } from '../readers/html.js';
import { siteNameReader } from '../readers/site-name.js';
import { LABELS } from '../words/labels.js';
import type { ConceptRow } from './concept.js';

// prettier-ignore
export const SITE = {
  language: { names: 'language, lang, locale, in language', labels: LABELS.language, paths: 'inLanguage', metas: 'og:locale content-language dc.language', labelFirst: true, labelled: ({ value }) => (value.length <= 40 && !/[\d:]/.test(value) ? value : null), readers: [langReader] },
  url: { names: 'url, canonical url, canonical, permalink, link, page url, product url, article url', paths: 'url', metas: 'og:url twitter:url', shape: 'page-url', readers: [canonicalReader] },
  siteName: { names: 'site name, site, website, website name, publication, source, source name', paths: 'publisher.name', metas: 'og:site_name application-name', readers: [siteNameReader] },
  publisher: { names: 'publisher, publishing house, publisher name', labels: LABELS.publisher, paths: 'publisher', metas: 'dc.publisher dcterms.publisher citation_publisher article:publisher og:site_name', shape: 'person' },
} satisfies Record<string, ConceptRow>;
