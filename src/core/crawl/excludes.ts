/** Which matching links a crawl leaves out. */

import { defaultExclude } from './default-excludes.js';
import { compileGlob } from './glob.js';
import { compileScope } from './scope.js';

export const MAX_EXCLUDE_PATTERNS = 50;

/** By what a URL is excluded: a pattern of the caller's, or one of the default rules. */
export type ExcludedBy = 'pattern' | 'default';

export interface ExcludeOptions {
  /** Globs on canonical URLs. */
  readonly patterns: readonly string[];
  readonly defaults: boolean;
  readonly seedUrl: string;
  /** Where the seed was redirected to, or null: patterns are taken for the forms of a site that `compileScope` says. */
  readonly arrivedAt: string | null;
  /** The year that calendars are held against. */
  readonly year: number;
}

/** A function that says by what a canonical URL is excluded, or null. */
export function compileExcludes({
  patterns,
  defaults,
  seedUrl,
  arrivedAt,
  year,
}: ExcludeOptions): (url: string) => ExcludedBy | null {
  const globs = patterns.map((pattern) => compileExclude(pattern, seedUrl, arrivedAt));
  return (url) => {
    if (globs.some((matches) => matches(url))) return 'pattern';
    return defaults && defaultExclude(url, year) !== null ? 'default' : null;
  };
}

/** A pattern that would exclude where the seed arrived, as `http://*` would, is about the form itself: it is taken as written. */
function compileExclude(
  pattern: string,
  seedUrl: string,
  arrivedAt: string | null,
): (url: string) => boolean {
  const matches = compileScope(pattern, seedUrl, arrivedAt);
  return arrivedAt !== null && matches(arrivedAt) ? compileGlob(pattern) : matches;
}
