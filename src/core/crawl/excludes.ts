/** Which matching links a crawl leaves out. */

import { defaultExclude } from './default-excludes.js';
import { compileGlob } from './glob.js';

export const MAX_EXCLUDE_PATTERNS = 50;

/** By what a URL is excluded: a pattern of the caller's, or one of the default rules. */
export type ExcludedBy = 'pattern' | 'default';

export interface ExcludeOptions {
  /** Globs on canonical URLs. */
  readonly patterns: readonly string[];
  readonly defaults: boolean;
  /** The year that calendars are held against. */
  readonly year: number;
}

/** A function that says by what a canonical URL is excluded, or null. */
export function compileExcludes({
  patterns,
  defaults,
  year,
}: ExcludeOptions): (url: string) => ExcludedBy | null {
  const globs = patterns.map(compileGlob);
  return (url) => {
    if (globs.some((matches) => matches(url))) return 'pattern';
    return defaults && defaultExclude(url, year) !== null ? 'default' : null;
  };
}
