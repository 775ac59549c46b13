/** Areas that no label names: the unit says what they are, as in "273 m²" and "2,517 Square Feet". */

import type { Candidate } from '../candidate.js';
import type { PageSources } from '../page-sources.js';

const AREA =
  /^(\d{1,3}(?:[.,\s']\d{3}){0,2}(?:[.,]\d{1,2})?|\d{1,7}(?:[.,]\d{1,2})?)\s?(?:m²|m2|m\^2|㎡|sq\.?\s?m(?:et(?:er|re)s?)?\.?|qm|mq|metros cuadrados|m²? habitables|square (?:met(?:er|re)s|feet|foot)|sq\.?\s?ft\.?|sqft|sf|кв\.?\s?м\.?|kvm|坪|平方米|平米)$/i;
/** Whose area it is when it is not that of the rooms. */
const OF_OTHER =
  /plot|lot|land|grundst|terrain|terreno|parcel|perceel|dzia|tomt|tontti|garten|garden|terrass?|balcon|balkon|garage|keller|участ|per month|\//i;

const ALONE = 0.6;
const MAX_LINE_CHARS = 120;
const MAX_FOUND = 40;

/** The area that the main part of the page shows, when it shows one only. */
export function pageAreas({ lines }: PageSources): Candidate[] {
  const found = new Map<string, string>();
  for (const { text, region, at } of lines()) {
    if (region !== 'main' || text.length > MAX_LINE_CHARS || found.size >= MAX_FOUND || !/\d/.test(text))
      continue;
    // A line above that is a label says what it is the area of.
    const above = lines()[at - 1]?.text ?? '';
    if (OF_OTHER.test(text) || (above.length <= 30 && OF_OTHER.test(above))) continue;
    for (const part of text.split(/\s*[|\u00b7\u2022]\s*|[,;]\s+|\s+\/\s+|\s+[-\u2013]\s+/, 12)) {
      const [, amount] = AREA.exec(part) ?? [];
      if (amount !== undefined) found.set(amount, part);
    }
  }
  const [first, second] = found.values();
  return first === undefined || second !== undefined
    ? []
    : [{ rule: 'area.unit', source: 'text', path: 'area', value: first, confidence: ALONE }];
}
