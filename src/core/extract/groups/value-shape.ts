/** How far values look like the examples of a field, which are of another page: only their form counts. */

const SAMPLE = 8;
/** Sentences of one form have other words. */
const MAX_MASK = 60;

/** From -1 (another kind of value) to 1 (the same form). 0 without examples. */
export function shapeFit(examples: readonly (string | number)[], values: readonly string[]): number {
  if (examples.length === 0 || values.length === 0) return 0;
  const sample = values.slice(0, SAMPLE);
  let sum = 0;
  for (const value of sample)
    sum += Math.max(...examples.slice(0, 4).map((example) => alike(example, value)));
  return sum / sample.length;
}

function alike(example: string | number, value: string): number {
  if (typeof example === 'number') return magnitudes(example, value);
  if (isAddress(example)) return addresses(example, value);
  const isShort = example.length <= MAX_MASK && value.length <= MAX_MASK;
  if (isShort && maskOf(example) === maskOf(value)) return 1;
  const [wordsA, wordsB] = [wordCount(example), wordCount(value)];
  const [digitsA, digitsB] = [/\d/.test(example), /\d/.test(value)];
  if (wordsA === 1 && wordsB === 1) return tokens(example, value);
  const ratio = Math.min(wordsA, wordsB) / Math.max(wordsA, wordsB);
  const isCased = isUpper(example) === isUpper(value);
  // A date or a code has digits in every value; a title may have some.
  const isMixed = wordsA <= 2 && digitsA !== digitsB;
  return (ratio - 0.4) * 1.2 - (isCased ? 0 : 0.4) - (isMixed ? 0.6 : 0);
}

/** Codes, handles and names of one word: the same marks in them, the same kinds of signs. */
function tokens(example: string, value: string): number {
  const marks = (text: string): string => [...new Set(text.replace(/[\p{L}\p{N}]+/gu, ''))].sort().join('');
  const hasDigits = /\d/.test(example) === /\d/.test(value);
  if (marks(example) !== marks(value)) return hasDigits ? 0 : -0.5;
  if (marks(value) !== '') return hasDigits ? 0.8 : 0.6;
  if (!hasDigits) return -0.4;
  return example.length === value.length ? 0.8 : isUpper(example) === isUpper(value) ? 0.4 : 0.1;
}

function isAddress(text: string): boolean {
  return /^https?:\/\//i.test(text);
}

function wordCount(text: string): number {
  let words = 1;
  for (let at = text.indexOf(' '); at >= 0; at = text.indexOf(' ', at + 1)) words += 1;
  return words;
}

function isUpper(text: string): boolean {
  return /^\P{L}*\p{Lu}/u.test(text);
}

/** Runs of letters and digits: "2024/04/13 22:25" is "9/9/9 9:9", "Ann Lee" is "Aa Aa". */
export function maskOf(text: string): string {
  let mask = '';
  let last = '';
  for (const sign of text.length > MAX_MASK ? text.slice(0, MAX_MASK) : text) {
    const kind = kindOf(sign);
    if (kind !== last || !RUNS.includes(kind)) mask += kind;
    last = kind;
  }
  return mask;
}

const RUNS = 'aA9o';

function kindOf(sign: string): string {
  if (sign >= '0' && sign <= '9') return '9';
  if (sign >= 'a' && sign <= 'z') return 'a';
  if (sign >= 'A' && sign <= 'Z') return 'A';
  if (sign < '\u0080') return sign;
  const [lower, upper] = [sign.toLowerCase(), sign.toUpperCase()];
  if (lower !== upper) return sign === lower ? 'a' : 'A';
  return /\p{N}/u.test(sign) ? '9' : /\p{L}/u.test(sign) ? 'o' : sign;
}

/** Counts and years are of the same order. */
function magnitudes(example: number, value: string): number {
  const number = Number(
    /\d[\d.,]*/
      .exec(value)?.[0]
      .replace(/[.,](?=\d{3})/g, '')
      .replace(',', '.'),
  );
  if (Number.isNaN(number)) return -1;
  const apart = Math.abs(Math.log10(Math.abs(number) + 1) - Math.log10(Math.abs(example) + 1));
  const isWhole = Number.isInteger(example) === Number.isInteger(number);
  return 0.6 - apart * 0.6 - (isWhole ? 0 : 0.2);
}

/** The same site's addresses have the same parts in the same places. */
function addresses(example: string, value: string): number {
  const [a, b] = [partsOf(example), partsOf(value)];
  const same = a.filter(
    (part, at) => at > 0 && (part === b[at] || maskOf(part) === maskOf(b[at] ?? '')),
  ).length;
  const most = Math.max(a.length, b.length, 2) - 1;
  return (same / most) * 1.4 - 0.4 - (endingOf(example) === endingOf(value) ? 0 : 0.3);
}

function partsOf(address: string): string[] {
  return address.replace(/^https?:\/\//i, '').split(/[/?&]/, 20);
}

/** The ending of a file's name, or the last mark: "/post/" and "/post.html" are of different sites. */
function endingOf(address: string): string {
  return /(?:\.[a-z]{2,5}|\/)$/i.exec(address)?.[0].toLowerCase() ?? '';
}
