/** Holdfast as its users see it, one POST /v1/batch that asks for a browser; otherwise as in holdfast.ts. */

import type { BatchAnswer, Client } from '../../demo/client.js';
import { findProblem, type Contestant, type Measure } from '../contest.js';
import type { ExpectedPage } from '../site.js';
import { createHoldfast, foundPage, measureCall, TITLE_AND_HEADING } from './holdfast.js';

export function createHoldfastBrowser(host: string, pages: readonly ExpectedPage[]): Contestant {
  return createHoldfast(host, pages, renderBatch);
}

/** One batch of all pages. */
export function renderBatch(
  client: Client,
  pid: number,
  host: string,
  pages: readonly ExpectedPage[],
): Promise<Measure> {
  const urls = pages.map(({ path }) => `http://${host}${path}`);
  const body = { urls, schema: TITLE_AND_HEADING, options: { render_js: 'always', no_cache: true } };
  return measureCall<BatchAnswer>(client, pid, '/v1/batch', body, ({ results }) => {
    const failed = results.find(({ status }) => status === 'error');
    if (failed !== undefined) return `${failed.url} failed: ${JSON.stringify(failed.error)}`;
    return findProblem(host, pages, results.map(foundPage));
  });
}
