/** The price that a page shows by its heading: an amount with a currency, or in an element named for it. */

import type { Element } from 'domhandler';
import type { Candidate } from '../candidate.js';
import { CURRENCY, findNumber } from '../coerce/number-text.js';
import { oncePerPage } from '../once.js';
import type { PageSources } from '../page-sources.js';
import { anyWholeOf } from '../words/phrases.js';
import { PRICES, type PriceWords } from '../words/prices.js';
import { chainOf } from './ancestors.js';
import { isDiscounted, shareIn } from './discounts.js';
import { formerAmountIn } from './former-amount.js';
import { isSilent, standsHidden } from './hidden.js';
import type { Line } from './lines.js';
import { linesAround, namesAround, pathOf } from './near.js';
import { MAX_LABEL_CHARS, MAX_LINE_CHARS, MAX_PART_CHARS, partsOf } from './price-parts.js';
import { lineOfSubject } from './subject-line.js';

const MAX_LINES = 4_000;
const NEARBY_LINES = 6;

const NAMED_PRICE = /price|preis|prix|precio|prezzo|preco|prijs|\bpris\b|cena|\bcost\b|amount/i;
/** What it cost before, what is saved, what comes on top. */
const NOT_THE_PRICE =
  /(?:^|[\s_-])(?:old|was|before|previous|original|regular|rrp|uvp|msrp|strike\w*|line-through|crossed|compare|saving|savings?|save|discount\w*|shipping|delivery|unit|instal\w*|parcel\w*|month\w*|bonus|points|voucher|coupon|from-price|per|basket|cart|minicart|total|bundle|together)(?:$|[\s_-])|(?:old|was|list|regular|original|save|saving|discount|unit|strike)-?(?:price|label|amount)|price-?(?:old|was|list|regular|original|before|unit|per|discount)/i;
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
  /** What it cost before, where the page says so by the best one. */
  readonly former: Candidate | null;
}

export const shownPrices = oncePerPage(readPrices);

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
  const current = hits.filter(({ isOld }) => !isOld);
  const pointsOf = ({ points, amount, isOld, line }: Hit): number => {
    // A page without a sale may show its only price where the old one would stand.
    const stands =
      isOld &&
      !current.some(
        (one) => one.line.region === line.region && Math.abs(one.line.at - line.at) <= NEARBY_LINES,
      );
    return points + ((counts.get(amount) ?? 0) > 1 ? 0.5 : 0) - (isOld ? (stands ? 0 : 4) : 0);
  };
  const rankOf = (hit: Hit): number => pointsOf(hit) - (hit.isUnseen ? 2 : 0);
  const best = hits.reduce<Hit | undefined>(
    (top, hit) => (top && rankOf(top) >= rankOf(hit) ? top : hit),
    undefined,
  );
  const points = best === undefined ? 0 : pointsOf(best);
  if (best === undefined || points < 4) return { best: null, amount: null, former: null };
  const confidence = points >= 6 ? 0.75 : points >= 5 ? 0.65 : 0.55;
  const path = pathOf(best.line.block);
  return {
    best: { rule: 'price.line', source: 'text', path, value: best.text, confidence },
    amount: best.amount,
    former: formerOf(best, hits),
  };
}

const FORMER_CONFIDENCE = 0.65;

/** The nearest higher amount that is marked as old, or in the very text of the best one. */
function formerOf(best: Hit, hits: readonly Hit[]): Candidate | null {
  const distance = ({ line }: Hit): number => Math.abs(line.at - best.line.at);
  const [nearest] = hits
    .filter(({ isOld, amount, line }) => isOld && amount > best.amount && line.region === best.line.region)
    .filter((hit) => distance(hit) <= NEARBY_LINES)
    .sort((a, b) => distance(a) - distance(b));
  const value = nearest?.text ?? formerAmountIn(best.text, best.amount, OLD_WORDS);
  if (value === null) return null;
  const path = pathOf((nearest ?? best).line.block);
  return { rule: 'price.line', source: 'text', path, value, confidence: FORMER_CONFIDENCE };
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
    const isUnseen = standsHidden(part.holder) || isSilent(part.holder);
    return [{ line, text: part.text, amount: found.value, points, isOld, isUnseen }];
  });
}

function isStruck(element: Element): boolean {
  return chainOf(element, 4).some(
    ({ name, attribs }) =>
      name === 's' || name === 'del' || name === 'strike' || /line-through/i.test(attribs['style'] ?? ''),
  );
}
