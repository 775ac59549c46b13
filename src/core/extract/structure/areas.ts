/** Areas that no label names: the unit says what they are, as in "273 m²", "2,517 Square Feet" and "640 m² of land". */

import type { Candidate } from '../candidate.js';
import type { PageSources } from '../page-sources.js';
import { AREAS, type AreaWords } from '../words/areas.js';
import { anyOf, anyWholeOf } from '../words/phrases.js';
import { titlesOf } from './heading.js';
import { lineOfSubject } from './subject-line.js';

/** What an area is that of: the rooms of a house, or the ground that it stands on. */
export type AreaKind = 'rooms' | 'plot';

const LANGUAGES: readonly AreaWords[] = Object.values(AREAS);
const wordsFor = (key: keyof AreaWords): string[] => LANGUAGES.map((words) => words[key] ?? '');
const AREA = new RegExp(
  String.raw`^(\D{0,30}?)(\d{1,3}(?:[.,\s']\d{3}){1,2}(?:[.,]\d{1,2})?|\d{1,7}(?:[.,]\d{1,2})?)\s?` +
    String.raw`(?:m²|m2|m\^2|㎡|ft²|ft2|sq\.\s?m\.?|sq\.\s?ft\.?|${anyOf(wordsFor('units'))})(?![\p{L}\d/])\s?(.{0,30})$`,
  'iu',
);
const OF_PLOT = new RegExp(anyWholeOf(wordsFor('plot')), 'iu');
const OF_ROOMS = new RegExp(anyWholeOf(wordsFor('rooms')), 'iu');
const OF_OTHER = new RegExp(anyWholeOf(wordsFor('other')), 'iu');

const ALONE = 0.6;
const MAX_LINE_CHARS = 120;
const MAX_LABEL_CHARS = 30;
const MAX_FOUND = 40;
const NEAR = 40;

interface Area {
  readonly amount: string;
  readonly text: string;
  readonly kind: AreaKind;
  readonly at: number;
}

/** The area of this kind that the page's title has, or that stands by its heading, or that its main part begins with. */
export function pageAreas(page: PageSources, kind: AreaKind): Candidate[] {
  const found = areasIn(page).filter((area) => area.kind === kind);
  const titles = titlesOf(page.doc.facts);
  const headAt = lineOfSubject(page);
  const titled = found.filter(({ text }) => kind === 'rooms' && titles.some((title) => title.includes(text)));
  const near = found.filter(({ at }) => headAt !== undefined && at >= headAt && at <= headAt + NEAR);
  const area = onlyOf(titled) ?? onlyOf(near) ?? firstOf(found);
  return area === null
    ? []
    : [{ rule: 'area.unit', source: 'text', path: 'area', value: area.text, confidence: ALONE }];
}

/** Null where there is none, or where they differ. */
function onlyOf(areas: readonly Area[]): Area | null {
  const [first, ...others] = areas;
  return first !== undefined && others.every(({ amount }) => amount === first.amount) ? first : null;
}

/** The only one, or the first where it is said again: a page's own facts stand above those of related things. */
function firstOf(areas: readonly Area[]): Area | null {
  const [first, ...others] = areas;
  const isAgain = first !== undefined && others.some(({ amount }) => amount === first.amount);
  return first !== undefined && (others.length === 0 || isAgain) ? first : null;
}

function areasIn({ lines }: PageSources): Area[] {
  const found: Area[] = [];
  for (const { text, region, at } of lines()) {
    if (found.length >= MAX_FOUND) break;
    if (region !== 'main' || text.length > MAX_LINE_CHARS || !/\d/.test(text)) continue;
    const above = lines()[at - 1]?.text ?? '';
    for (const part of text.split(/\s*[|\u00b7\u2022]\s*|[,;]\s+|\s+\/\s+|\s+[-\u2013]\s+/, 12)) {
      const [, before = '', amount, after = ''] = AREA.exec(part) ?? [];
      if (amount === undefined) continue;
      // A line above that is a label says what it is the area of.
      const label = above.length <= MAX_LABEL_CHARS && part === text ? above : '';
      const kind = kindOf(`${before} ${after} ${label}`, `${before}${after}`.trim());
      const area = part.slice(before.length, part.length - after.length).trim();
      if (kind !== null) found.push({ amount, text: area, kind, at });
    }
  }
  return found;
}

/** `own`: what stands directly beside the area. Null where the words make it something else. */
function kindOf(words: string, own: string): AreaKind | null {
  if (/\//.test(words) || OF_OTHER.test(words)) return null;
  if (OF_PLOT.test(words)) return 'plot';
  return own === '' || /^ca\.?$/i.test(own) || OF_ROOMS.test(own) ? 'rooms' : null;
}
