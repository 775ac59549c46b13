/** Whether a product can be bought: by a button that puts it into a basket, or by a line that says so. */

import type { Element } from 'domhandler';
import type { Candidate } from '../candidate.js';
import type { PageSources } from '../page-sources.js';
import { isHidden } from '../text.js';
import { chainOf } from './ancestors.js';
import { lineOfHeading, pathOf } from './near.js';
import { regionAbove } from './region.js';

const MAX_LINES_AFTER = 150;
const MAX_LINE_CHARS = 80;
const MAX_CONTROLS = 400;

const CART_WORDS =
  /^(?:\+ ?)?(?:add (?:item )?to (?:your |my |shopping )?(?:cart|basket|bag|trolley)|buy(?: it)? now|in den (?:einkaufs)?(?:warenkorb|korb)|jetzt kaufen|ajouter au panier|acheter|a\u00f1adir al carrito|a\u00f1adir a la cesta|agregar al carrito|comprar(?: ahora| agora)?|adicionar ao carrinho|adicionar \u00e0 sacola|aggiungi al carrello|acquista(?: ora)?|in winkelwagen|in winkelmand|l\u00e4gg i varukorg(?:en)?|k\u00f6p(?: nu)?|legg i handlekurv|k\u00f8b(?: nu)?|l\u00e6g i kurv|dodaj do koszyka|kup teraz|do koszyka|do ko\u0161\u00edku|p\u0159idat do ko\u0161\u00edku|koupit|vlo\u017ei\u0165 do ko\u0161\u00edka|u ko\u0161aricu|(?:dodaj )?v ko\u0161arico|prida\u0165 do ko\u0161\u00edka|dodaj u ko\u0161aricu|kupi|kos\u00e1rba|adaug\u0103 \u00een co\u0219|lis\u00e4\u00e4 ostoskoriin|sepete ekle|sat\u0131n al|\u0432 \u043a\u043e\u0440\u0437\u0438\u043d\u0443|\u0434\u043e\u0431\u0430\u0432\u0438\u0442\u044c \u0432 \u043a\u043e\u0440\u0437\u0438\u043d\u0443|\u043a\u0443\u043f\u0438\u0442\u044c|\u30ab\u30fc\u30c8\u306b\u5165\u308c\u308b|\u304b\u3054\u306b\u5165\u308c\u308b|\u8cfc\u5165\u3059\u308b|\u52a0\u5165\u8d2d\u7269\u8f66|\u52a0\u5165\u8cfc\u7269\u8eca|\uc7a5\ubc14\uad6c\ub2c8).{0,12}$/i;
const CART_NAMES =
  /add[-_]?to[-_]?(?:cart|basket|bag)|addtocart|addtobasket|add[-_]?cart|buy[-_]?now|buybutton|btn-?buy|button-cart|btn-cart/i;
const OUT =
  /(?:out of stock|sold out|not in stock|currently unavailable|no longer available|temporarily unavailable|notify me when|email me when|ausverkauft|nicht (?:auf lager|verf\u00fcgbar|lieferbar)|rupture de stock|\u00e9puis\u00e9|indisponible|agotado|sin stock|no disponible|esgotado|indispon\u00edvel|esaurito|non disponibile|uitverkocht|niet op voorraad|slut i lager|sluts\u00e5ld|utsolgt|udsolgt|niedost\u0119pny|brak towaru|vyprod\u00e1no|nen\u00ed skladem|nincs k\u00e9szleten|loppuunmyyty|t\u00fckendi|\u043d\u0435\u0442 \u0432 \u043d\u0430\u043b\u0438\u0447\u0438\u0438|\u5728\u5eab\u5207\u308c|\u54c1\u5207\u308c|\u5165\u8377\u5f85\u3061|\u7f3a\u8d27|\u552e\u7f44)/i;
const IN =
  /(?:^|[^\p{L}])(?:in stock|available now|ready to ship|auf lager|sofort lieferbar|lieferbar|verf\u00fcgbar|en stock|disponible|disponibile|dispon\u00edvel|em estoque|op voorraad|i lager|p\u00e5 lager|dost\u0119pny|na stanie|w magazynie|skladem|na sklad\u011b|rakt\u00e1ron|varastossa|stokta|\u0432 \u043d\u0430\u043b\u0438\u0447\u0438\u0438|\u5728\u5eab\u3042\u308a|\u6709\u8d27)(?:$|[^\p{L}])/iu;

export function pageStock(sources: PageSources): Candidate[] {
  const all = sources.lines();
  const headAt = lineOfHeading(all, sources.heading()) ?? 0;
  const near = all
    .slice(headAt, headAt + MAX_LINES_AFTER)
    .filter(
      ({ text, region, block }) => region === 'main' && text.length <= MAX_LINE_CHARS && !standsHidden(block),
    );
  const out = near.find(({ text }) => OUT.test(text));
  const button =
    near.find(({ text }) => CART_WORDS.test(text))?.block ??
    sources.doc.facts.controls.slice(0, MAX_CONTROLS).find(putsIntoBasket);
  if (button !== undefined && out === undefined) {
    return [{ rule: 'stock.button', source: 'text', path: pathOf(button), value: true, confidence: 0.7 }];
  }
  if (out !== undefined && button === undefined) {
    return [{ rule: 'stock.line', source: 'text', path: pathOf(out.block), value: false, confidence: 0.7 }];
  }
  const said = near.find(({ text }) => IN.test(text) && !OUT.test(text));
  return said === undefined || out !== undefined
    ? []
    : [{ rule: 'stock.line', source: 'text', path: pathOf(said.block), value: true, confidence: 0.6 }];
}

/** Hidden, or in something hidden: shops keep both notices in the page and show one. */
function standsHidden(element: Element): boolean {
  return chainOf(element, 8).some(isHidden);
}

function putsIntoBasket(control: Element): boolean {
  const { attribs } = control;
  if (attribs['disabled'] !== undefined || attribs['type'] === 'hidden' || standsHidden(control))
    return false;
  const region = regionAbove(control);
  if (region === 'chrome' || region === 'aside') return false;
  const names = ['id', 'class', 'name', 'data-action'].map((name) => attribs[name] ?? '').join(' ');
  const words = [attribs['value'], attribs['title'], attribs['alt'], attribs['aria-label']].filter(
    (text) => text !== undefined,
  );
  return (
    CART_NAMES.test(names.slice(0, 300)) ||
    words.some((text) => text.length <= 60 && CART_WORDS.test(text.trim()))
  );
}
