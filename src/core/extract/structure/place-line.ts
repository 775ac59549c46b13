/** Where the page's thing is by a line below the heading that is named for it, or by the heading: "Flat for sale in Mill Lane, Leeds". */

import type { Candidate } from '../candidate.js';
import type { PageSources } from '../page-sources.js';
import { DEALS } from '../words/deals.js';
import { anyOf } from '../words/phrases.js';
import type { Line } from './lines.js';
import { namesAround, pathOf } from './near.js';
import { lineOfSubject } from './subject-line.js';

/** So many lines below the heading. */
const BELOW = 5;
const NAMED =
  /(?:^|[\s_-])(?:address|adresse|location|position|locality|municipality|neighbou?rhood|ubicacion|direccion|indirizzo|localita|endereco|standort|place)(?:$|[\s_-])/i;
const PLACE = /^(?=.{4,100}$)\p{Lu}[\p{L}\p{M}\d\s.,'()/#\u00ba\u00b0-]*$/u;
const FOR_SALE = new RegExp(
  String.raw`(?:${anyOf(Object.values(DEALS))})(?:\s(?:in|en|em|a|\u00e0|at|on|i|w|v)|,)?\s(?=\p{Lu})(.{5,100})$`,
  'iu',
);

export function placeLines(page: PageSources): Candidate[] {
  const headAt = lineOfSubject(page);
  const below = headAt === undefined ? [] : page.lines().slice(headAt + 1, headAt + 1 + BELOW);
  const named = below.find((line) => isPlace(line));
  if (named !== undefined) return [candidate(pathOf(named.block), named.text, 0.6)];
  const sold = FOR_SALE.exec(page.heading()?.text ?? '')?.[1]?.split(/\s[-\u2013|]\s/, 1)[0];
  return sold !== undefined && /,/.test(sold) && PLACE.test(sold) ? [candidate('heading', sold, 0.5)] : [];
}

function isPlace({ text, region, segments, block }: Line): boolean {
  const [first, second] = segments;
  return (
    region === 'main' &&
    second === undefined &&
    PLACE.test(text) &&
    NAMED.test(namesAround(first?.holder ?? block, 2))
  );
}

function candidate(path: string, value: string, confidence: number): Candidate {
  return { rule: 'heading.place', source: 'text', path, value, confidence };
}
