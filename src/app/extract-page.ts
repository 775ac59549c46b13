/** Reading one page's documents: every answer of its host is judged in the same way, however it was fetched. */

import type { Extraction, Extractor, Unreadable } from '../ports/extractor.js';
import type { FetchedPage } from '../ports/fetcher.js';
import type { JobSpec } from '../core/job-spec.js';
import type { PageLearning } from './learned-places.js';

export type Read = (
  page: FetchedPage,
  timeoutMs: number,
  signal: AbortSignal,
) => Promise<Extraction | Unreadable>;

/** Reads documents of one page. The last one is kept: the browser shows it twice, to ask whether it is complete. */
export function createReader(
  extractor: Extractor,
  requestedUrl: string,
  spec: JobSpec,
  known: PageLearning['known'],
): Read {
  const links = spec.kind === 'crawl' ? { respectNofollow: spec.crawl.respectNofollow } : undefined;
  let last: { readonly page: FetchedPage; readonly extraction: Extraction | Unreadable } | null = null;
  return async (page, timeoutMs, signal) => {
    if (last?.page === page) return last.extraction;
    const request = {
      schema: spec.schema,
      learned: await known(page.finalUrl),
      requestedUrl,
      timeoutMs,
      signal,
      ...(spec.kind === 'select' ? { selectors: spec.selectors } : {}),
      ...(links === undefined ? {} : { links }),
    };
    const extraction = await extractor.extract(page, request);
    last = { page, extraction };
    return extraction;
  };
}

/** Whether a document answers every field of the schema, and is the page that was asked for. */
export function isComplete(extraction: Extraction | Unreadable): boolean {
  if ('failure' in extraction) return false;
  return extraction.block === null && extraction.gaps.missing.length === 0;
}
