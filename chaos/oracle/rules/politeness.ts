/** A site's Crawl-delay lies between two requests of crawls, and its Retry-After after an answer of 429. */

import type { SiteRequest } from '../../types.js';
import { CRAWL_DELAY_MS } from '../../world/site.js';
import { isDisturbed, slowestReadMs } from '../disturbances.js';
import { violation, type Evidence, type Rule } from '../evidence.js';

/** What a request may take from its turn to the site on a busy machine, in milliseconds. */
const SLACK_MS = 500;

export const politeness: Rule = (evidence) => [...crawlDelay(evidence), ...retryAfter(evidence)];

function crawlDelay({ requests, history }: Evidence): ReturnType<Rule> {
  const pages = pagesOf(requests, 'polite');
  return pages.slice(1).flatMap((page, at) => {
    const before = pages[at];
    if (before === undefined) return [];
    const apartMs = page.atMs - before.atMs;
    const slackMs = SLACK_MS + slowestReadMs(history, before.atMs, page.atMs);
    if (apartMs >= CRAWL_DELAY_MS - slackMs || isDisturbed(history, before.atMs, page.atMs)) return [];
    const text = `${page.path} was asked for ${apartMs} ms after ${before.path}, with a Crawl-delay of ${CRAWL_DELAY_MS} ms`;
    return violation('politeness', { operationId: page.operationId }, text);
  });
}

function retryAfter({ requests, history }: Evidence): ReturnType<Rule> {
  const pages = pagesOf(requests, 'rude');
  return pages
    .filter(({ status }) => status === 429)
    .flatMap((refused) => {
      const fromMs = refused.endedMs ?? refused.atMs;
      const slackMs = SLACK_MS + slowestReadMs(history, fromMs, fromMs + refused.retryAfterMs);
      const early = pages.find(
        ({ atMs }) => atMs > fromMs + slackMs && atMs < fromMs + refused.retryAfterMs - slackMs,
      );
      if (early === undefined || isDisturbed(history, fromMs, early.atMs)) return [];
      const text = `${early.path} was asked for ${early.atMs - fromMs} ms after ${refused.path} had asked for a pause of ${refused.retryAfterMs} ms`;
      return violation('politeness', { operationId: early.operationId }, text);
    });
}

/** The requests for pages of a site, in the order of their times. */
function pagesOf(requests: readonly SiteRequest[], site: SiteRequest['site']): SiteRequest[] {
  return requests
    .filter((request) => request.site === site && request.operationId !== null)
    .sort((one, other) => one.atMs - other.atMs);
}
