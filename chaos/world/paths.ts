/**
 * What a path of the sites means. Every page stands below `/o/OPERATION/`, so that a request tells which operation caused
 * it:
 *
 * - `ok/N`         a page at once
 * - `slow/MS/N`    a page after MS milliseconds
 * - `drip/N`       a page whose body takes three seconds
 * - `moved/N`      leads to `ok/N`
 * - `status/S/N`   a page with the status S
 * - `hang/N`       no answer
 * - `reset/N`      the connection is closed without an answer
 * - `busy/N`       429 with a Retry-After of two seconds for some of the first requests, then a page
 * - `wall/N`       a wall against robots
 * - `script/N`     a page whose title its script puts in
 * - `prose/N`      a page with a sentence that no rule reads
 * - `tree/SIZE/N`  page N of SIZE that form a tree: each links to four more, to its parent and to the first
 */

import { hashOf } from '../random.js';

export const PAGE_KINDS = [
  'ok',
  'slow',
  'drip',
  'moved',
  'status',
  'hang',
  'reset',
  'busy',
  'wall',
  'script',
  'prose',
  'tree',
] as const;
export type PageKind = (typeof PAGE_KINDS)[number];

export interface PagePath {
  readonly operationId: string;
  readonly kind: PageKind;
  /** Milliseconds, status or size; 0 for kinds that have none. */
  readonly value: number;
  readonly n: number;
}

const WITH_VALUE = new Set<string>(['slow', 'status', 'tree']);
const CHILDREN = 4;

/** Null for a path that is no page, such as `/robots.txt`. */
export function readPath(path: string): PagePath | null {
  const [, root, operationId, kind, ...rest] = path.split('/');
  const known = PAGE_KINDS.find((each) => each === kind);
  if (root !== 'o' || operationId === undefined || known === undefined) return null;
  const [value, n] = WITH_VALUE.has(known) ? rest : ['0', ...rest];
  if (!/^\d+$/.test(value ?? '') || !/^\d+$/.test(n ?? '')) return null;
  return { operationId, kind: known, value: Number(value), n: Number(n) };
}

/** The path of a page, as `readPath` reads it. */
export function pathOf(operationId: string, kind: PageKind, n: number, value?: number): string {
  return `/o/${operationId}/${kind}/${value === undefined ? '' : `${value}/`}${n}`;
}

/** What the page says of itself: the same at each request. */
export function titleOf({ operationId, kind, n }: Omit<PagePath, 'value'>): string {
  // A page that leads elsewhere says what that one says.
  return `Item ${n} of ${operationId} (${kind === 'moved' ? 'ok' : kind})`;
}

/** The price on the page: with a comma in no currency's way, and never the example of a schema. */
export function priceOf({ operationId, n }: Pick<PagePath, 'operationId' | 'n'>): number {
  return 10 + (hashOf(`${operationId} ${n}`) % 900) + 0.5;
}

/** What the prose page says, in words that no rule reads. */
export function guaranteeOf({ n }: Pick<PagePath, 'n'>): string {
  return `${n + 2} years and a day`;
}

/** Numbers of the pages that page `n` of a tree of `size` pages links to. */
export function linksOf(size: number, n: number): number[] {
  const children = Array.from({ length: CHILDREN }, (_, at) => n * CHILDREN + at + 1);
  return [0, Math.floor((n - 1) / CHILDREN), ...children].filter((to) => to >= 0 && to < size && to !== n);
}

/** How many links lead from the first page of a tree to page `n`. */
export function depthOf(n: number): number {
  return n === 0 ? 0 : 1 + depthOf(Math.floor((n - 1) / CHILDREN));
}
