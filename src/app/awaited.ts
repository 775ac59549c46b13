/** What the caller of a job has its pages waited for (`wait_for`), and whether it is there. */

import { parseHtml } from '../core/extract/parse-html.js';
import { decodeText } from '../core/html/decode.js';
import { findsFields, type JobSpec } from '../core/job-spec.js';
import { pageType } from '../core/page/page-type.js';
import type { RenderMode } from '../core/page-outcome.js';
import { hasMatch } from '../core/select/has-match.js';
import type { FetchedPage } from '../ports/fetcher.js';

/** The pages' selector; null when none is waited for. */
export function awaitedSelector(spec: JobSpec): string | null {
  const waitFor = findsFields(spec) ? spec.waitFor : undefined;
  return waitFor !== undefined && 'selector' in waitFor ? waitFor.selector : null;
}

/** How long the pages are left alone before they are read, in milliseconds; 0 when the caller does not say. */
export function awaitedMs(spec: JobSpec): number {
  const waitFor = findsFields(spec) ? spec.waitFor : undefined;
  return waitFor !== undefined && 'ms' in waitFor ? waitFor.ms : 0;
}

/** Whether the page lacks what is waited for. Selectors apply to HTML: other documents are as they came. */
export function isAwaited(spec: JobSpec, page: FetchedPage): boolean {
  const selector = awaitedSelector(spec);
  if (selector === null || pageType(page.contentType) !== 'html') return false;
  return !hasMatch(parseHtml(decodeText(page.body, page.headers['content-type'])), selector);
}

/** What the caller is told of a page that was read without what was waited for; null when it was there. */
export function awaitedWarning(spec: JobSpec, page: FetchedPage, renderMode: RenderMode): string | null {
  if (isAwaited(spec, page)) return 'wait_for matched nothing on the page before it was read';
  if (awaitedMs(spec) === 0 || renderMode === 'headless') return null;
  return 'wait_for had no effect: the page was read without a browser';
}
