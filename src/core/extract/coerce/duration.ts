/** ISO 8601 durations, and times as recipes write them, in minutes. */

const ISO =
  /^P(?:(\d{1,6}(?:\.\d{1,6})?)D)?(?:T(?:(\d{1,6}(?:\.\d{1,6})?)H)?(?:(\d{1,6}(?:\.\d{1,6})?)M)?(?:(\d{1,6}(?:\.\d{1,6})?)S)?)?$/i;

export function isoMinutes(text: string): number | null {
  const trimmed = text.trim();
  const match =
    trimmed.length <= 64 && trimmed.length > 2 ? ISO.exec(trimmed.replace(/^P0Y0?M?/i, 'P')) : null;
  if (match === null || match.slice(1).every((part) => part === undefined)) return null;
  const [days, hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0));
  return Math.round((days ?? 0) * 1440 + (hours ?? 0) * 60 + (minutes ?? 0) + (seconds ?? 0) / 60);
}

const PART = /(\d{1,4}(?:[.,]\d{1,2})?)\s{0,3}(\p{L}{1,10})/gu;
const HOURS =
  /^(?:h|hrs?|hours?|std|stunden?|heures?|horas?|or[ae]|uur|uren|tim(?:mar|mer|er|e)?|godz\p{L}*|\u0447\p{L}*)$/iu;
const MINUTES =
  /^(?:m|mins?|minutes?|minuten?|minutos?|minut[io]|minut(?:ter|er)?|minuut|\u043c\u0438\u043d\p{L}*)$/iu;
const DAYS = /^(?:d|days?|tage?|jours?|d\u00edas?|dias?|giorn[oi]|dagen|dag)$/iu;

/** `1 hr 30 min` is 90; null when no unit of time stands in the text. */
export function wordedMinutes(text: string): number | null {
  let total: number | null = null;
  for (const match of inDecimals(text.slice(0, 200)).matchAll(PART)) {
    const amount = Number((match[1] ?? '').replace(',', '.'));
    const unit = match[2] ?? '';
    const factor = MINUTES.test(unit) ? 1 : HOURS.test(unit) ? 60 : DAYS.test(unit) ? 1440 : null;
    if (factor !== null) total = (total ?? 0) + amount * factor;
  }
  return total === null ? null : Math.round(total);
}

const FRACTIONS: Readonly<Record<string, string>> = {
  '\u00bd': '.5',
  '\u00bc': '.25',
  '\u00be': '.75',
  '1/2': '.5',
  '1/4': '.25',
  '3/4': '.75',
};

/** `1 1/2 h` and `1\u00bd h` as `1.5 h`, `1:15 h` as `1 h 15 min`. */
function inDecimals(text: string): string {
  const decimal = (_: string, whole: string = '0', part: string): string => whole + (FRACTIONS[part] ?? '');
  return text
    .replace(/(\d{1,3})?\s?([\u00bd\u00bc\u00be])/g, decimal)
    .replace(/(?:(\d{1,3})\s)?\b(1\/2|1\/4|3\/4)(?!\d)/g, decimal)
    .replace(/(\d{1,2}):([0-5]\d)\s?h(?:rs?|ours?)?\b/gi, '$1 h $2 min');
}
