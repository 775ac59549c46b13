/** Reading one page's documents: every answer of its host is judged in the same way, however it was fetched. */

import type { Extraction, Extractor, Unreadable } from '../ports/extractor.js';
import type { FetchedPage } from '../ports/fetcher.js';
import type { PageState } from '../ports/renderer.js';
import { findsFields, type JobSpec } from '../core/job-spec.js';
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
    if (last?.page.body === page.body && last.page.finalUrl === page.finalUrl) return last.extraction;
    const request = {
      schema: spec.schema,
      learned: await known(page.finalUrl),
      requestedUrl,
      timeoutMs,
      signal,
      ...(spec.kind === 'select' ? { selectors: spec.selectors } : {}),
      ...(links === undefined ? {} : { links }),
      ...(findsFields(spec) && spec.formats !== undefined ? { formats: spec.formats } : {}),
    };
    const extraction = await extractor.extract(page, request);
    last = { page, extraction };
    return extraction;
  };
}

/**
 * How far a rendered document has come. It is filled when it answers every field and is the page that was asked for; where
 * the caller waits for an element, when that is there.
 *
 * @param isAwaited whether that element is not there; null where the caller names none
 */
export function stateOf(extraction: Extraction | Unreadable, isAwaited: boolean | null): PageState {
  if ('failure' in extraction)
    return {
      isFilled: false,
      isShell: false,
      isAwaited: isAwaited === true,
      missing: [],
      listItems: null,
    };
  const { block, gaps, grounded, data } = extraction;
  const lists = Object.values(data).filter((value) => Array.isArray(value));
  const isAnswered = block?.kind === 'empty_shell' && grounded.length > 0;
  return {
    // A page that is wanted whole is complete when nothing more comes.
    isFilled:
      isAwaited === null
        ? block === null && gaps.missing.length === 0 && extraction.formats === undefined
        : !isAwaited,
    isShell: block !== null && block.mayPass && !isAnswered,
    isAwaited: isAwaited === true,
    missing: gaps.missing,
    listItems: lists.length === 0 ? null : lists.reduce((sum, list) => sum + list.length, 0),
  };
}
