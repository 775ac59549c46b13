/** Code between marks that are longer than any in it. */

/** A fenced block of `code`, which ends with no line break. */
export function fenced(code: string, language = ''): string {
  const fence = '`'.repeat(Math.max(3, longestRun(code) + 1));
  return `${fence}${language}\n${code}\n${fence}`;
}

/** `code` as part of a line. */
export function codeSpan(code: string): string {
  const text = code.replace(/\s+/g, ' ');
  const longest = longestRun(text);
  // A mark of another length than every run in the code ends it.
  const fence = '`'.repeat(longest === 0 ? 1 : longest + 1);
  const isPadded = text.startsWith('`') || text.endsWith('`');
  return isPadded ? `${fence} ${text} ${fence}` : `${fence}${text}${fence}`;
}

function longestRun(code: string): number {
  let longest = 0;
  for (const [run] of code.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  return longest;
}
