/** The numbers of things as the page shows them to its readers, which may have marks that addresses and scripts leave out. */

import { fold } from './heading.js';
import type { Line } from './lines.js';

const MAX_LINE_CHARS = 200;
const TOKEN = /[\p{L}\d](?:[\p{L}\d./_-]{0,38}[\p{L}\d])?/gu;

/** "731/2054" for 7312054, by folded id: those that stand in a line of the main part. */
export function shownIds(ids: Iterable<string>, lines: readonly Line[]): ReadonlyMap<string, string> {
  const wanted = new Set([...ids].map(fold));
  const shown = new Map<string, string>();
  for (const { text, region, segments } of wanted.size === 0 ? [] : lines) {
    if (region !== 'main' || text.length > MAX_LINE_CHARS || !/\d/.test(text)) continue;
    for (const token of segments.flatMap((segment) => segment.text.match(TOKEN) ?? [])) {
      const id = /\d/.test(token) ? fold(token) : '';
      if (wanted.has(id) && !shown.has(id)) shown.set(id, token);
    }
  }
  return shown;
}
