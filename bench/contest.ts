/** What a contestant does and what is measured of it. */

import { collapse, type ExpectedPage } from './site.js';

export interface Measure {
  /** The work alone: no start of interpreters or services. */
  readonly seconds: number;
  /** Of the whole process tree while it worked; null where the system does not tell. */
  readonly cpuSeconds: number | null;
  readonly peakBytes: number | null;
  readonly topPeakBytes: number | null;
  /** What was wrong with the answers; null when every page has the right values. */
  readonly problem: string | null;
  /** Processes that outlived it; only where a part looks for them. */
  readonly leftovers?: number | null;
}

export interface FoundPage {
  readonly url: string;
  readonly title: string | null;
  readonly heading: string | null;
}

/** Runs once over the whole site and returns a measure for each of its names. */
export interface Contestant {
  readonly names: readonly string[];
  run(signal: AbortSignal): Promise<readonly Measure[]>;
}

/** Names the first page that is missing, double or wrong. */
export function findProblem(
  host: string,
  expected: readonly ExpectedPage[],
  found: readonly FoundPage[],
): string | null {
  const byUrl = new Map(found.map((page) => [page.url, page]));
  if (found.length !== expected.length || byUrl.size !== found.length) {
    return `${found.length} results with ${byUrl.size} different URLs for ${expected.length} pages`;
  }
  for (const { path, title, heading } of expected) {
    const page = byUrl.get(`http://${host}${path}`);
    if (page === undefined) return `no result for ${path}`;
    const [gotTitle, gotHeading] = [collapse(page.title), collapse(page.heading)];
    if (gotTitle !== title) return wrong(path, 'title', gotTitle, title);
    if (heading !== undefined && gotHeading !== heading) return wrong(path, 'heading', gotHeading, heading);
  }
  return null;
}

/** The sentence about a value that is not the page's. */
export function wrong(path: string, what: string, got: string | null, wanted: string | null): string {
  return `${what} of ${path} is ${JSON.stringify(got)} and should be ${JSON.stringify(wanted)}`;
}
