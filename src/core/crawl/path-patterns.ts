/**
 * Regular expressions of callers on paths and URLs. They are RE2's (https://github.com/google/re2/wiki/Syntax), whose time is
 * linear in the text whatever the expression: it has no look-around and no back-references.
 */

import { RE2JS } from 're2js';

export const MAX_PATH_PATTERNS = 100;
export const MAX_PATH_PATTERN_CHARS = 500;

/** Why `pattern` is refused, as the end of a sentence about it; null when it is not. */
export function pathPatternProblem(pattern: string): string | null {
  if (pattern.length > MAX_PATH_PATTERN_CHARS)
    return `must not be longer than ${MAX_PATH_PATTERN_CHARS} characters`;
  try {
    RE2JS.compile(pattern);
    return null;
  } catch {
    return `is no regular expression that is supported here (no look-around, no back-references): ${pattern}`;
  }
}

/** A test whether one of the patterns is found anywhere in a text. Throws for a pattern that has a problem. */
export function compilePathPatterns(patterns: readonly string[]): (text: string) => boolean {
  const compiled = patterns.map((pattern) => RE2JS.compile(pattern));
  return (text) => compiled.some((pattern) => pattern.matcher(text).find());
}
