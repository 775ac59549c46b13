/** What the pages of the world come to. */

import { guaranteeOf, priceOf, readPath, titleOf, type PagePath } from '../world/paths.js';
import type { ResultView } from './evidence.js';

/** Codes that a page of the kind may end with. A page that may be read as well says so by `null`. */
const ENDS: Readonly<Record<PagePath['kind'], readonly (string | null)[]>> = {
  ok: [null],
  slow: [null],
  drip: [null],
  moved: [null],
  script: [null],
  prose: [null],
  tree: [null],
  status: [null],
  // Once the world is calm these are pages like any.
  hang: ['TIMEOUT', null],
  // A browser that tries the page as well may need the rest of its time for that.
  reset: ['URL_UNREACHABLE', 'TIMEOUT', null],
  busy: ['FETCH_BLOCKED', null],
  wall: ['FETCH_BLOCKED'],
};

/** Pages that did not run, or were given up after they had crashed with three processes: checked by other rules. */
export const NOT_RUN: ReadonlySet<string> = new Set(['JOB_CANCELLED', 'JOB_FAILED']);
export const CRASHED = 'PAGE_CRASHED';

/** Why the result is wrong, as a sentence; null when it is right. `failsAtErrors`: the API takes 404 for a failure. */
export function wrongIn(result: ResultView, failsAtErrors: boolean): string | null {
  const { url, code, data } = result;
  const page = readPath(URL.parse(url)?.pathname ?? '');
  if (page === null) return `a result is of ${url}, which nobody has asked for`;
  if (code !== null && (NOT_RUN.has(code) || code === CRASHED)) return null;
  const ends = page.kind === 'status' && failsAtErrors ? ['HTTP_ERROR'] : ENDS[page.kind];
  if (!ends.includes(code))
    return `${url} ended with ${code ?? 'data'} instead of ${ends.map(String).join(' or ')}`;
  if (code !== null) return null;
  const wrong = Object.entries(data).find(([name, value]) => !isRight(page, name, value));
  return wrong === undefined ? null : `${url} has ${wrong[0]} ${JSON.stringify(wrong[1])}`;
}

/** Selectors give text, schemas give numbers. */
function isRight(page: PagePath, name: string, value: unknown): boolean {
  switch (name) {
    case 'title':
      return value === titleOf(page);
    case 'price':
      return value === priceOf(page) || value === priceOf(page).toFixed(2);
    case 'guaranteePeriod':
      return value === guaranteeOf(page);
    default:
      return false;
  }
}
