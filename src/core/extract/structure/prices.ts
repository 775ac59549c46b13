/** The price that a page shows by its heading: an amount with a currency, or in an element named for it. */

import type { Element } from 'domhandler';
import type { Candidate } from '../candidate.js';
import { CURRENCY, findNumber } from '../coerce/number-text.js';
import type { PageSources } from '../page-sources.js';
import { chainOf } from './ancestors.js';
import type { Line } from './lines.js';
import { lineOfHeading, namesAround, pathOf } from './near.js';

const MAX_LINES = 4_000;
const MAX_LINE_CHARS = 120;
const NEARBY_LINES = 6;

const NAMED_PRICE = /price|preis|prix|precio|prezzo|preco|prijs|\bpris\b|cena|\bcost\b|amount/i;
/** What it cost before, what is saved, what comes on top. */
const NOT_THE_PRICE =
  /(?:^|[\s_-])(?:old|was|before|previous|original|regular|list|rrp|uvp|msrp|strike\w*|crossed|compare|saving|savings?|save|discount\w*|shipping|delivery|unit|instal\w*|parcel\w*|month\w*|bonus|points|voucher|coupon|from-price|per|basket|cart|minicart)(?:$|[\s_-])|(?:old|was|list|regular|original|save|saving|discount|unit|strike)-?(?:price|label|amount)|price-?(?:old|was|list|regular|original|before|unit|per|discount)/i;
const WORDS_AGAINST =
  /(?:\bwas\b|\bsave\b|\brrp\b|uvp|statt|shipping|delivery|versand|zzgl|free over|ab einem|livraison|env\u00edo|spedizione|frete|parcela|sem juros|per month|\/mo\b|monat|mois|mes\b|\bfrom\b|\bup to\b|instead of|vorher|avant|antes|gift card|coupon|off\b|\d ?%|x de)/i;

interface Hit {
  readonly line: Line;
  readonly text: string;
  readonly amount: number;
  readonly points: number;
  /** Struck out, or named as what it cost before. */
  readonly isOld: boolean;
}

/** The best one only; none when nothing speaks for it. */
export function pagePrices({ lines, heading, doc }: PageSources): Candidate[] {
  const all = lines();
  const headAt = lineOfHeading(all, heading());
  const hits = all.slice(0, MAX_LINES).flatMap((line) => hitsOf(line, headAt, doc.lang));
  const counts = new Map<number, number>();
  for (const { amount } of hits) counts.set(amount, (counts.get(amount) ?? 0) + 1);
  const current = hits.filter(({ isOld }) => !isOld).map(({ line }) => line.at);
  const pointsOf = ({ points, amount, isOld, line }: Hit): number => {
    // A page without a sale may show its only price where the old one would stand.
    const stands = isOld && !current.some((at) => Math.abs(at - line.at) <= NEARBY_LINES);
    return points + ((counts.get(amount) ?? 0) > 1 ? 0.5 : 0) - (isOld ? (stands ? 0 : 4) : 0);
  };
  const best = hits.reduce<Hit | undefined>(
    (top, hit) => (top && pointsOf(top) >= pointsOf(hit) ? top : hit),
    undefined,
  );
  const points = best === undefined ? 0 : pointsOf(best);
  if (best === undefined || points < 4) return [];
  const confidence = points >= 6 ? 0.75 : points >= 5 ? 0.65 : 0.55;
  return [
    { rule: 'price.line', source: 'text', path: pathOf(best.line.block), value: best.text, confidence },
  ];
}

function hitsOf(line: Line, headAt: number | undefined, lang: string | null): Hit[] {
  const { text, region, at, segments } = line;
  if (region === 'chrome' || text.length > MAX_LINE_CHARS || !/\d/.test(text)) return [];
  const parts =
    segments.length > 1 && !isOneAmount(text)
      ? segments.filter(({ text: part }) => /\d/.test(part))
      : [{ text, holder: segments[0]?.holder ?? line.block }];
  return parts.flatMap((part) => {
    const names = namesAround(part.holder);
    const isNamed = NAMED_PRICE.test(names);
    const hasCurrency = CURRENCY.test(part.text);
    if (!isNamed && !hasCurrency) return [];
    const found = findNumber(part.text, { dotGroups: lang !== null && !lang.startsWith('en') });
    if (found === null || found.value <= 0) return [];
    let points = (isNamed ? 2 : 0) + (hasCurrency ? 2 : 0);
    const isOld = isStruck(part.holder) || NOT_THE_PRICE.test(names);
    if (WORDS_AGAINST.test(text)) points -= 2;
    if (part.text.length > 40) points -= 1;
    if (region !== 'main') points -= 3;
    if (headAt !== undefined) {
      const distance = at - headAt;
      if (distance >= 0 && distance <= 15) points += 2;
      else if (distance >= -8 && distance <= 60) points += 1;
    }
    return [{ line, text: part.text, amount: found.value, points, isOld }];
  });
}

/** Markup often cuts an amount apart: `<b>12</b><sup>99</sup> \u20ac`. */
function isOneAmount(text: string): boolean {
  return (text.match(/\d[\d.,'\s]*/g) ?? []).length === 1;
}

function isStruck(element: Element): boolean {
  return chainOf(element, 4).some(({ name }) => name === 's' || name === 'del' || name === 'strike');
}
