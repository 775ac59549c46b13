/** The postal code within an address that is written in one text, by the forms that countries give it. */

/** The most telling first; those of digits alone only where words stand around them. */
const FORMS: readonly RegExp[] = [
  // United Kingdom, Canada, Ireland, the Netherlands.
  /\b([A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})\b/,
  /\b([A-Z]\d[A-Z] ?\d[A-Z]\d)\b/,
  /\b([A-Z]\d[\dW] [A-Z\d]{4})\b/,
  /\b(\d{4} ?[A-Z]{2})(?=[ ,]+\p{Lu}\p{Ll})/u,
  // The United States, Australia.
  /\b[A-Z]{2},? (\d{5}(?:-\d{4})?)\b/,
  /\b(?:NSW|VIC|QLD|WA|SA|TAS|ACT|NT),? (\d{4})\b/,
  // Japan, Brazil, Portugal, Poland.
  /(?:\u3012|\b)(\d{3}-\d{4})\b/,
  /\b(\d{5}-\d{3})\b/,
  /\b(\d{4}-\d{3})\b/,
  /\b(\d{2}-\d{3})\b/,
  // Sweden, the Czech Republic, Slovakia, Greece.
  /(?<=[,\n] ?|^)(\d{3} \d{2})(?= \p{L})/u,
  /(?<=[,\n(] ?|- ?)(\d{4,6})(?=\)| \p{L}|$)/u,
  /(?<=\p{L}[ -])(\d{5,6})$/u,
];

export function postalCodeIn(address: string): string | null {
  const text = address.slice(0, 300);
  for (const form of FORMS) {
    const code = form.exec(text)?.[1];
    if (code !== undefined) return code;
  }
  return null;
}
