/** The kind of a house or flat by the page's heading or title: "Maison à vendre", "3 bedroom flat to rent in Leeds". */

import type { Candidate } from '../candidate.js';
import type { PageSources } from '../page-sources.js';
import { DEALS, ROOMS_BEFORE } from '../words/deals.js';
import { anyOf } from '../words/phrases.js';
import { titlesOf } from './heading.js';

const KIND = new RegExp(
  String.raw`^(?:\d{1,2}[\s-](?:${anyOf([ROOMS_BEFORE])})\s)?(\p{L}[\p{L}'-]{2,20}(?:\s[\p{L}'-]{2,20}){0,2})\s(?:${anyOf(Object.values(DEALS))})(?!\p{L})`,
  'iu',
);

export function houseKinds({ doc, heading }: PageSources): Candidate[] {
  const shown = heading();
  const texts = [...(shown === null ? [] : [shown.text]), ...titlesOf(doc.facts)];
  const kind = texts.map((text) => KIND.exec(text)?.[1]).find((found) => found !== undefined);
  return kind === undefined
    ? []
    : [{ rule: 'heading.kind', source: 'heading', path: 'heading', value: kind, confidence: 0.5 }];
}
