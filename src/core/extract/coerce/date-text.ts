/** Relative dates and what else whole-day patterns leave. chrono-node reads; this file only trusts whole days. */

import * as chrono from 'chrono-node';
import { read, type Coerced, type CoercionContext } from './types.js';

interface Reader {
  parse(text: string, reference: { instant: Date; timezone: number }): chrono.ParsedResult[];
}

const READERS: Readonly<Record<string, Reader>> = {
  en: chrono.en.casual,
  de: chrono.de.casual,
  fr: chrono.fr.casual,
  es: chrono.es.casual,
  it: chrono.it.casual,
  pt: chrono.pt.casual,
  nl: chrono.nl.casual,
  sv: chrono.sv.casual,
  fi: chrono.fi.casual,
  ru: chrono.ru.casual,
  uk: chrono.uk.casual,
  ja: chrono.ja.casual,
  zh: chrono.zh.casual,
};

const BRITISH = chrono.en.GB;
const MAX_CHARS = 160;

/** Dates in digits alone are read before this; words of fewer letters name no month and no day. */
const HAS_WORD = /\p{L}{2}|[\u3040-\u9fff]/u;

export function parseDateText(text: string, context: CoercionContext): Coerced<string> | null {
  if (!HAS_WORD.test(text) || text.length > MAX_CHARS || context.wordedDates.left <= 0) return null;
  context.wordedDates.left -= 1;
  const reference = { instant: context.referenceDate(), timezone: 0 };
  for (const reader of readersFor(context.lang)) {
    for (const result of reader.parse(text, reference)) {
      const day = wholeDay(result);
      if (day !== null) return read(day, true);
    }
  }
  return null;
}

/** The page's language and English; all of them where the page does not say. Whole dates were read before, in any language. */
function readersFor(lang: string | null): Reader[] {
  const language = (lang ?? '').toLowerCase().split(/[-_]/)[0] ?? '';
  const english = /^en[-_](?!us|ph)/i.test(lang ?? '') ? BRITISH : chrono.en.casual;
  const own = language === 'en' ? english : READERS[language];
  if (language !== '') return own === undefined || own === english ? [english] : [own, english];
  return [english, ...Object.values(READERS).filter((reader) => reader !== chrono.en.casual)];
}

/** A result whose day was said: by number, by weekday, or relative to today. */
function wholeDay(result: chrono.ParsedResult): string | null {
  const { start } = result;
  const said =
    (start.isCertain('day') && start.isCertain('month')) || start.isCertain('weekday') || isRelative(start);
  const [year, month, day] = [start.get('year'), start.get('month'), start.get('day')];
  if (!said || year === null || month === null || day === null || year < 1000 || year > 9999) return null;
  const date = new Date(Date.UTC(year, month - 1, day));
  return Number.isNaN(date.getTime()) ? null : date.toISOString().slice(0, 10);
}

function isRelative(start: chrono.ParsedComponents): boolean {
  const tags = start.tags();
  return tags.has('result/relativeDate') || tags.has('result/relativeDateAndTime');
}
