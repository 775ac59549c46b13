/** Whether a product can be bought: by a button that fills a basket, by a line that says so, or as a classified ad stands. */

import type { Element } from 'domhandler';
import type { Candidate } from '../candidate.js';
import { CURRENCY } from '../coerce/number-text.js';
import type { PageSources } from '../page-sources.js';
import { anyOf, anyWholeOf } from '../words/phrases.js';
import { STOCK, type StockWords } from '../words/stock.js';
import { standsHidden } from './hidden.js';
import { pathOf } from './near.js';
import { regionAbove } from './region.js';
import { lineOfSubject } from './subject-line.js';

const MAX_LINES_AFTER = 150;
const MAX_LINE_CHARS = 80;
const MAX_CONTROLS = 400;

/** So near the button a notice is about what the button sells. */
const NEAR_BUTTON = 15;

const LANGUAGES: readonly StockWords[] = Object.values(STOCK);
const BASKET = new RegExp(`^(?:\\+ ?)?(?:${anyOf(LANGUAGES.map(({ basket }) => basket))}).{0,12}$`, 'iu');
const BASKET_NAMES =
  /add[-_]?to[-_]?(?:cart|basket|bag)|addtocart|addtobasket|add[-_]?cart|buy[-_]?now|buybutton|btn-?buy|button-cart|btn-cart/i;
const OUT = new RegExp(anyWholeOf(LANGUAGES.map((words) => words.out)), 'iu');
const IN = new RegExp(anyWholeOf(LANGUAGES.map((words) => words.in)), 'iu');
const AD = new RegExp(`^(?:${anyOf(LANGUAGES.map(({ ad = '' }) => ad))})[.!]?$`, 'iu');

const PIECES =
  /^[>\s]{0,3}(\d{1,6})\+?\s?(?:pcs?|pieces|items|units|left|in stock|available|st(?:\u00fcck|k)?|szt|ks|db|kpl|unidades|uds|pezzi|pi\u00e8ces|stuks|\u0448\u0442|\u500b|\u4ef6|\uac1c)?\.?$/iu;

/** What the words of a text say, or how many there are; null where it says neither. */
export function saysStock(text: string): boolean | null {
  if (text.length > MAX_LINE_CHARS) return null;
  const pieces = PIECES.exec(text)?.[1];
  if (pieces !== undefined) return Number(pieces) > 0;
  if (OUT.test(text)) return false;
  return IN.test(text) ? true : null;
}

export function pageStock(sources: PageSources): Candidate[] {
  const all = sources.lines();
  const headAt = lineOfSubject(sources) ?? 0;
  const near = all
    .slice(headAt, headAt + MAX_LINES_AFTER)
    .filter(
      ({ text, region, block }) => region === 'main' && text.length <= MAX_LINE_CHARS && !standsHidden(block),
    );
  const basket = near.find(({ text }) => BASKET.test(text));
  const controls = sources.doc.facts.controls.slice(0, MAX_CONTROLS);
  const button = basket?.block ?? controls.find(putsIntoBasket);
  const out = near.find(
    ({ text, at }) => (basket === undefined || at <= basket.at + NEAR_BUTTON) && OUT.test(text),
  );
  if (button !== undefined) return out === undefined ? [found('stock.button', button, true, 0.7)] : [];
  if (out !== undefined) return [found('stock.line', out.block, false, 0.7)];
  const said = near.find(({ text }) => IN.test(text));
  if (said !== undefined) return [found('stock.line', said.block, true, 0.6)];
  const quantity = controls.find(asksHowMany);
  if (quantity !== undefined) return [found('stock.button', quantity, true, 0.55)];
  const ad = near.some(({ text }) => CURRENCY.test(text) && /\d/.test(text))
    ? near.find(({ text }) => AD.test(text))
    : undefined;
  return ad === undefined ? [] : [found('stock.line', ad.block, true, 0.55)];
}

function found(
  rule: 'stock.button' | 'stock.line',
  at: Element,
  value: boolean,
  confidence: number,
): Candidate {
  return { rule, source: 'text', path: pathOf(at), value, confidence };
}

function putsIntoBasket(control: Element): boolean {
  const { attribs } = control;
  const names = ['id', 'class', 'name', 'data-action'].map((name) => attribs[name] ?? '').join(' ');
  const words = [attribs['value'], attribs['title'], attribs['alt'], attribs['aria-label']].filter(
    (text) => text !== undefined,
  );
  const says =
    BASKET_NAMES.test(names.slice(0, 300)) ||
    words.some((text) => text.length <= 60 && BASKET.test(text.trim()));
  return says && mayBeUsed(control);
}

const QUANTITY =
  /(?:^|[^a-z])(?:qty|quantity|quantit[\u00e9e\u00e0a]|menge|anzahl|cantidad|quantidade|aantal|antal|m\u00e4ngd|ilosc|mnozstvi)(?:$|[^a-z])/i;

/** How many are wanted is asked where something can be bought. */
function asksHowMany(control: Element): boolean {
  const { attribs } = control;
  const isAsked =
    attribs['type'] === 'number' && QUANTITY.test(`${attribs['name'] ?? ''} ${attribs['id'] ?? ''}`);
  return isAsked && mayBeUsed(control);
}

/** Shown, in the part of the page that is about the product, and not switched off. */
function mayBeUsed(control: Element): boolean {
  if (control.attribs['disabled'] !== undefined || standsHidden(control)) return false;
  const region = regionAbove(control);
  return region !== 'chrome' && region !== 'aside';
}
