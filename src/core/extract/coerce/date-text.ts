/** Dates that lean on the day of the page: with a short year or none, "3 days ago", a weekday. */

import { daysInDigits, fullYear } from './days-in-text.js';
import { calendarDay, gregorianDay } from './dates/calendars.js';
import { eastAsianMonthDay } from './dates/east-asian.js';
import { lex } from './dates/lexer.js';
import { dayAgo, relativeDay } from './dates/relative.js';
import { calendarLayers, spanLayers } from './dates/vocabulary.js';
import { wordedDays, type YearlessDay } from './dates/worded-days.js';
import { read, type Coerced, type CoercionContext } from './types.js';

const MAX_CHARS = 160;
const DAY_MS = 86_400_000;

/** `text` has its digits as 0-9. */
export function parseDateText(text: string, context: CoercionContext): Coerced<string> | null {
  if (text.length > MAX_CHARS || context.wordedDates.left <= 0) return null;
  const short = daysInDigits(text, context.lang, true)[0]?.day;
  if (short !== undefined) return read(short, true);
  if (!/\p{L}/u.test(text)) return null;
  context.wordedDates.left -= 1;
  const day = dayBy(relativeDay, text, context.lang, context.referenceDate) ?? yearlessDay(text, context);
  return day === null ? null : read(day, true);
}

/** The day that a text names by how long ago it is (`YYYY-MM-DD`), where the text need not be a date; null when it names none. */
export function dayAgoIn(text: string, lang: string | null, now: Date): string | null {
  return dayBy(dayAgo, text, lang, () => now);
}

function dayBy(read: typeof relativeDay, text: string, lang: string | null, now: () => Date): string | null {
  for (const layers of spanLayers(lang)) {
    const day = read(text, lex(text, layers(text)), now());
    if (day !== null) return day;
  }
  return null;
}

function yearlessIn(text: string, lang: string | null): YearlessDay | undefined {
  const [near, any] = calendarLayers(lang);
  const layers = lang === null ? [near, any] : [near];
  for (const one of layers) {
    const [found] = one === undefined ? [] : wordedDays(lex(text, one(text))).yearless;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The latest such day that is not in the future. */
function yearlessDay(text: string, { lang, referenceDate }: CoercionContext): string | null {
  if (!/\d/.test(text)) return null;
  const found = yearlessIn(text, lang);
  if (found?.shortYear != null) {
    return gregorianDay(
      fullYear(found.shortYear),
      found.month.number,
      found.dayOfMonth,
      found.month.calendar,
    );
  }
  const month =
    found?.month.calendar === 'gregory' || found?.month.calendar === 'thai' ? found.month.number : null;
  const known =
    found !== undefined && month !== null ? { month, dayOfMonth: found.dayOfMonth } : eastAsianMonthDay(text);
  if (known === null) return null;
  const now = referenceDate();
  // Where the page was written it may be a day later already.
  const latest = new Date(now.getTime() + DAY_MS).toISOString().slice(0, 10);
  const year = now.getUTCFullYear();
  const days = [year + 1, year, year - 1].flatMap(
    (one) => calendarDay(one, known.month, known.dayOfMonth) ?? [],
  );
  return days.find((day) => day <= latest) ?? null;
}
