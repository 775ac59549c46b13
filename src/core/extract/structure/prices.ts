/** The price that a page shows by its heading: an amount with a currency, or in an element named for it. */

import type { Element } from 'domhandler';
import type { Candidate } from '../candidate.js';
import { CURRENCY, findNumber } from '../coerce/number-text.js';
import type { PageSources } from '../page-sources.js';
import { anyWholeOf } from '../words/phrases.js';
import { PRICES, type PriceWords } from '../words/prices.js';
import { chainOf } from './ancestors.js';
import { isDiscounted, shareIn } from './discounts.js';
import { standsHidden } from './hidden.js';
import type { Line, Segment } from './lines.js';
import { linesAround, namesAround, pathOf } from './near.js';
import { lineOfSubject } from './subject-line.js';

const MAX_LINES = 4_000;
const MAX_LINE_CHARS = 120;
const MAX_PART_CHARS = 40;
const MAX_LABEL_CHARS = 30;
const NEARBY_LINES = 6;

const NAMED_PRICE = /price|preis|prix|precio|prezzo|preco|prijs|\bpris\b|cena|\bcost\b|amount/i;
/** What it cost before, what is saved, what comes on top. */
const NOT_THE_PRICE =
  /(?:^|[\s_-])(?:old|was|before|previous|original|regular|list|rrp|uvp|msrp|strike\w*|crossed|compare|saving|savings?|save|discount\w*|shipping|delivery|unit|instal\w*|parcel\w*|month\w*|bonus|points|voucher|coupon|from-price|per|basket|cart|minicart|total|bundle|together)(?:$|[\s_-])|(?:old|was|list|regular|original|save|saving|discount|unit|strike)-?(?:price|label|amount)|price-?(?:old|was|list|regular|original|before|unit|per|discount)/i;
const LANGUAGES: readonly PriceWords[] = Object.values(PRICES);
const OLD_WORDS = new RegExp(anyWholeOf(LANGUAGES.map(({ old }) => old)), 'iu');
/** The words, a share, an amount so many times, an amount of a month or a unit. */
const OTHER_WORDS = new RegExp(
  `${anyWholeOf(LANGUAGES.map(({ other }) => other))}|\\d ?%|\\d ?[x\u00d7] (?:de )?|\\/ ?(?:mo|month|monat|mois|mes|mese)\\b`,
  'iu',
);

/** An amount with little beside it. */
const BARE_AMOUNT = /^[^\d(]{0,20}\d[\d.,'\u2019\s]{0,15}[^\d)]{0,20}$/;

interface Hit {
  readonly line: Line;
  readonly text: string;
  readonly amount: number;
  readonly points: number;
  /** Struck out, or named as what it cost before. */
  readonly isOld: boolean;
  /** In something that the page keeps hidden: it may be that of another choice, or wait for a script. */
  readonly isUnseen: boolean;
}

/** The best one only; none when nothing speaks for it. */
export function pagePrices(page: PageSources): Candidate[] {
  const { best } = shownPrices(page);
  return best === null ? [] : [best];
}

export interface ShownPrices {
  readonly best: Candidate | null;
  /** What the best one says. */
  readonly amount: number | null;
}

const shown = new WeakMap<PageSources, ShownPrices>();

/** Read once for a page. */
export function shownPrices(page: PageSources): ShownPrices {
  let prices = shown.get(page);
  if (prices === undefined) shown.set(page, (prices = readPrices(page)));
  return prices;
}

function readPrices(page: PageSources): ShownPrices {
  const all = page.lines();
  const headAt = lineOfSubject(page);
  const around = linesAround(all, headAt, MAX_LINES);
  const hits = withDiscounts(
    around.flatMap((line) => hitsOf(line, all[line.at - 1], headAt, page.doc.lang)),
    around,
  );
  const counts = new Map<number, number>();
  for (const { amount } of hits) counts.set(amount, (counts.get(amount) ?? 0) + 1);
  const current = hits.filter(({ isOld }) => !isOld).map(({ line }) => line.at);
  const pointsOf = ({ points, amount, isOld, line }: Hit): number => {
    // A page without a sale may show its only price where the old one would stand.
    const stands = isOld && !current.some((at) => Math.abs(at - line.at) <= NEARBY_LINES);
    return points + ((counts.get(amount) ?? 0) > 1 ? 0.5 : 0) - (isOld ? (stands ? 0 : 4) : 0);
  };
  const rankOf = (hit: Hit): number => pointsOf(hit) - (hit.isUnseen ? 2 : 0);
  const best = hits.reduce<Hit | undefined>(
    (top, hit) => (top && rankOf(top) >= rankOf(hit) ? top : hit),
    undefined,
  );
  const points = best === undefined ? 0 : pointsOf(best);
  if (best === undefined || points < 4) return { best: null, amount: null };
  const confidence = points >= 6 ? 0.75 : points >= 5 ? 0.65 : 0.55;
  const path = pathOf(best.line.block);
  return {
    best: { rule: 'price.line', source: 'text', path, value: best.text, confidence },
    amount: best.amount,
  };
}

const DISCOUNT_LINES = 4;
const MAX_DISCOUNTED = 12;

/** Marks the amounts as old from which a share beside them leads to another. */
function withDiscounts(hits: readonly Hit[], lines: readonly Line[]): Hit[] {
  const byLine = Map.groupBy(hits, ({ line }) => line.at);
  const old = new Set<Hit>();
  for (const { at, text } of lines) {
    const share = text.length > MAX_LINE_CHARS ? null : shareIn(text);
    if (share === null) continue;
    const near = Array.from(
      { length: 2 * DISCOUNT_LINES + 1 },
      (_, off) => byLine.get(at - DISCOUNT_LINES + off) ?? [],
    )
      .flat()
      .slice(0, MAX_DISCOUNTED);
    for (const hit of near)
      if (near.some(({ amount }) => isDiscounted(hit.amount, amount, share))) old.add(hit);
  }
  return old.size === 0 ? [...hits] : hits.map((hit) => (old.has(hit) ? { ...hit, isOld: true } : hit));
}

/** Whether a label is that of what something cost before. */
export function namesOldPrice(label: string): boolean {
  return OLD_WORDS.test(label);
}

interface Part extends Segment {
  /** The part with the words that stand directly before and behind it. */
  readonly context: string;
}

function hitsOf(line: Line, above: Line | undefined, headAt: number | undefined, lang: string | null): Hit[] {
  const { text, region, at } = line;
  if (region === 'chrome' || !/\d/.test(text)) return [];
  const label =
    above !== undefined && above.text.length <= MAX_LABEL_CHARS && !/\d/.test(above.text) ? above.text : '';
  return partsOf(line).flatMap((part) => {
    const names = namesAround(part.holder);
    const isNamed = NAMED_PRICE.test(names);
    const hasCurrency = CURRENCY.test(part.text);
    if (!hasCurrency && !(isNamed && BARE_AMOUNT.test(part.text))) return [];
    const found = findNumber(part.text, { dotGroups: lang !== null && !lang.startsWith('en') });
    if (found === null || found.value <= 0) return [];
    let points = (isNamed ? 2 : 0) + (hasCurrency ? 2 : 0);
    const isOld =
      isStruck(part.holder) ||
      NOT_THE_PRICE.test(names) ||
      OLD_WORDS.test(part.context) ||
      OLD_WORDS.test(label);
    if (OTHER_WORDS.test(part.context) || OTHER_WORDS.test(label)) points -= 2;
    if (part.text.length > MAX_PART_CHARS) points -= 1;
    if (region !== 'main') points -= 3;
    if (headAt !== undefined) {
      const distance = at - headAt;
      // More than what a price is given for being said again, as those of related things are.
      if (distance >= 0 && distance <= 15) points += 2.6;
      else if (distance >= -8 && distance <= 60) points += 1;
    }
    const isUnseen = standsHidden(part.holder);
    return [{ line, text: part.text, amount: found.value, points, isOld, isUnseen }];
  });
}

/** What of a line may be an amount: all of it, or those of its parts that have digits. Of a long line only what it begins with. */
function partsOf({ text, block, segments }: Line): Part[] {
  const isLong = text.length > MAX_LINE_CHARS;
  if (!isLong && (segments.length < 2 || isOneAmount(text, segments)))
    return [{ text: withDecimals(text, segments), context: text, holder: segments[0]?.holder ?? block }];
  const parts = segments.flatMap(({ text: own, holder }, at) => {
    if (!/\d/.test(own)) return [];
    const context = [wordsOf(segments[at - 1]), own, wordsOf(segments[at + 1])].join(' ');
    return [{ text: own, context, holder }];
  });
  const [first] = parts;
  if (!isLong) return parts;
  return first !== undefined && first.text === segments[0]?.text && first.text.length <= MAX_PART_CHARS
    ? [first]
    : [];
}

function wordsOf(segment: Segment | undefined): string {
  return segment === undefined || segment.text.length > MAX_LABEL_CHARS || /\d/.test(segment.text)
    ? ''
    : segment.text;
}

/** `<b>12</b><sup>99</sup>`: two digits in an element of their own are the decimals, which nothing but their place sets apart. */
function withDecimals(text: string, segments: readonly Segment[]): string {
  const at = segments.findIndex(
    (segment, nth) =>
      nth > 0 && /^\d\d(?!\d)/.test(segment.text) && /\d$/.test(segments[nth - 1]?.text ?? ''),
  );
  const [before, decimals] = [segments[at - 1]?.text ?? '', segments[at]?.text ?? ''];
  return at < 0 ? text : text.replace(`${before}${decimals}`, `${before}.${decimals}`);
}

/** Markup often cuts an amount apart: `<b>12</b><sup>99</sup> \u20ac`. Digits that begin words of their own are another number. */
function isOneAmount(text: string, segments: readonly Segment[]): boolean {
  if ((text.match(/\d[\d.,'\s]*/g) ?? []).length !== 1) return false;
  const [, ...others] = segments.filter((segment) => /\d/.test(segment.text));
  return others.every((segment) => !/\d\s?\p{L}{3}/u.test(segment.text));
}

function isStruck(element: Element): boolean {
  return chainOf(element, 4).some(({ name }) => name === 's' || name === 'del' || name === 'strike');
}
