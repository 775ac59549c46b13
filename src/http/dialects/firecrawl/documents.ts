/** Pages as documents: the formats that were asked for, and what is known of the page. */

import { createHash } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Job } from '../../../core/job.js';
import { isEmptyValue } from '../../../core/extract/coerce/index.js';
import type { FormattedPage } from '../../../core/formats/index.js';
import type { PageSuccess } from '../../../core/page-outcome.js';
import type { StoredPage } from '../../../core/stored-page.js';

export type Document = Readonly<Record<string, unknown>>;

/** The document of a page that succeeded; null for other pages. */
export function documentOf(job: Job, { pageNo, url, result }: StoredPage): Document | null {
  if (result?.status !== 'success' || result.formatted === undefined) return null;
  const { formatted } = result;
  const { markdown, html, rawHtml, links, images, attributes } = formatted;
  const warning = warningOf(job, result, formatted);
  return {
    ...{ markdown, html, rawHtml, links, images, attributes },
    ...(job.spec.schema.length === 0 ? {} : { json: result.data }),
    ...(warning === '' ? {} : { warning }),
    metadata: {
      ...formatted.metadata,
      ...knownOf(formatted),
      sourceURL: url,
      url: formatted.url,
      statusCode: formatted.httpStatus,
      scrapeId: isScrape(job) ? job.id : pageId(job, pageNo),
      proxyUsed: 'basic',
      creditsUsed: 1,
      ...cacheOf(result, formatted),
    },
  };
}

/** Whether the job is one call of `/v2/scrape`. */
export function isScrape({ endpoint }: Pick<Job, 'endpoint'>): boolean {
  return endpoint === '/scrape';
}

/** A UUID for a page, the same each time. */
export function pageId({ id }: Pick<Job, 'id'>, pageNo: number): string {
  const hex = createHash('sha256').update(`${id} ${pageNo}`).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

function knownOf({ contentType, httpStatus }: FormattedPage): Document {
  return {
    ...(contentType === null ? {} : { contentType }),
    ...(httpStatus < 400 ? {} : { error: STATUS_CODES[httpStatus] ?? `HTTP ${httpStatus}` }),
  };
}

function cacheOf({ renderMode }: PageSuccess, { fetchedAt }: FormattedPage): Document {
  return renderMode === 'cache' ? { cacheState: 'hit', cachedAt: fetchedAt } : { cacheState: 'miss' };
}

function warningOf({ spec }: Job, { data, warnings }: PageSuccess, { warnings: cut }: FormattedPage): string {
  const missing = Object.entries(data).flatMap(([name, value]) => (isEmptyValue(value) ? [name] : []));
  const notFound =
    missing.length === 0 || spec.schema.length === 0 ? [] : [`Not found: ${missing.join(', ')}.`];
  return [...cut, ...warnings.map(asSentence), ...notFound].join(' ');
}

function asSentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1).replace(/\.?$/, '.')}`;
}
