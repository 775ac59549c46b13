/** To true or false by the signals people and vocabularies use; silence and anything else is not a boolean. */

import { isList, shortName } from '../entity.js';
import { plainText } from '../text.js';
import { isNullToken } from './null-token.js';
import { ABSENT, FAILED, read, type Coerced, type Raw } from './types.js';

const TRUE = words(
  'true yes y on 1 \u2713 \u2714 \u2705 \u2611 ja oui si s\u00ed sim da tak ano kyll\u00e4 igen evet vorhanden да есть є はい あり 有り 有 是 예 있음 ναι نعم כן',
);
const FALSE = words(
  'false no n off 0 \u2717 \u2718 \u274c \u2716 nein non nee n\u00e3o nej nei nie ne ei nem hayır нет ні いいえ なし 無し 無 无 否 아니오 없음 όχι لا לא',
);

/** schema.org/ItemAvailability and the words Open Graph product feeds use, without spaces and marks. */
const AVAILABLE = words('instock limitedavailability onlineonly instoreonly availablefororder lowstock');
const UNAVAILABLE = words(
  'outofstock soldout discontinued backorder preorder presale oos notavailable unavailable reserved',
);

const NEGATIVE =
  /(?:^|[^\p{L}])(?:not?|non|never|without|out of|sold out|unavailable|disabled|discontinued|inactive|unverified|expired|closed|nicht|kein[e]?|ausverkauft|rupture|agotado|esaurito|uitverkocht|esgotado)(?:$|[^\p{L}])/iu;
const POSITIVE =
  /(?:^|[^\p{L}])(?:yes|true|verified|available|in stock|enabled|active|included|open|free|auf lager|lieferbar|verf\u00fcgbar|en stock|disponible|disponibile|op voorraad|em estoque)(?:$|[^\p{L}])/iu;

export function toBoolean(raw: Raw): Coerced<boolean> {
  if (raw === null) return ABSENT;
  if (isList(raw)) return firstOf(raw);
  if (typeof raw === 'boolean') return read(raw);
  if (typeof raw === 'number') return raw === 1 || raw === 0 ? read(raw === 1) : FAILED;
  if (typeof raw !== 'string') return FAILED;
  return fromText(plainText(raw.slice(0, 1_000)));
}

function fromText(text: string): Coerced<boolean> {
  const lower = text.toLowerCase().replace(/\ufe0f/g, '');
  if (TRUE.has(lower)) return read(true);
  if (FALSE.has(lower)) return read(false);
  const compact = shortName(lower).replace(/[\s_-]+/g, '');
  if (AVAILABLE.has(compact)) return read(true);
  if (UNAVAILABLE.has(compact)) return read(false);
  if (isNullToken(lower)) return ABSENT;
  // A mark in front decides; otherwise a negative word does, since it also stands before positive ones.
  const mark = lower[0] ?? '';
  if ('\u2713\u2714\u2705\u2611'.includes(mark)) return read(true, true);
  if ('\u2717\u2718\u274c\u2716'.includes(mark)) return read(false, true);
  if (lower.length > 200) return FAILED;
  if (NEGATIVE.test(lower)) return read(false, true);
  return POSITIVE.test(lower) ? read(true, true) : FAILED;
}

function firstOf(list: readonly Raw[]): Coerced<boolean> {
  for (const item of list) {
    const result = isList(item) ? FAILED : toBoolean(item);
    if (result.kind === 'value') return result;
  }
  return list.length === 0 ? ABSENT : FAILED;
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}
