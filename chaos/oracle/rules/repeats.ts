/** Pages are asked for once, but for those that were under way when something was ended or stood still. */

import { SITE_NAMES, type Operation, type SiteRequest } from '../../types.js';
import { readPath, type PageKind } from '../../world/paths.js';
import { SCHEDULED } from '../../world/spiders.js';
import { hitsOf } from '../disturbances.js';
import { violation, type Rule } from '../evidence.js';

/** The default, which the run does not change. */
const HOST_CONCURRENCY = 8;
/** Most pages of a host that one hit makes a worker ask for again. */
const PER_HIT = 2 * HOST_CONCURRENCY;

/** Pages that answer the first time, and are read without a browser. */
const ONCE: ReadonlySet<PageKind> = new Set(['ok', 'slow', 'prose', 'tree', 'moved', 'status']);

export const repeats: Rule = ({ history, requests, operations }) => {
  const allowed = PER_HIT * hitsOf(history).length;
  const many = new Set(operations.filter(asksAgain).map(({ id }) => id));
  return SITE_NAMES.flatMap((site) => {
    const pages = requests.filter((request) => request.site === site && isOnce(request, many));
    const repeated = pages.length - new Set(pages.map(({ path }) => path)).size;
    if (repeated <= allowed) return [];
    return violation(
      'repeats',
      null,
      `${repeated} requests to the site ${site} were repeats, and ${hitsOf(history).length} faults allow ${allowed}`,
    );
  });
};

/** Scrapy begins again after a crash, a selector job tries errors of servers again, and each firing visits the same pages. */
function asksAgain({ id, kind }: Operation): boolean {
  return kind === 'scrapy' || id === SCHEDULED;
}

function isOnce({ path, operationId }: SiteRequest, many: ReadonlySet<string>): boolean {
  const page = readPath(path);
  if (page === null || operationId === null || many.has(operationId)) return false;
  return ONCE.has(page.kind) && !(page.kind === 'status' && page.value >= 500);
}
