/** Lists of URLs. */

import { UsageError } from './exit.js';

/** One URL a line; blank lines and lines that begin with # are left out. */
export function parseUrls(text: string, file: string): string[] {
  const urls = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  if (urls.length === 0) throw new UsageError(`${file} has no URLs: write one a line.`);
  return urls;
}
