/**
 * The encoding of bytes that nobody declared and that are no UTF-8. Browsers guess it from the text, as languages with a
 * script of their own are unreadable otherwise. Latin scripts are left to the default, which has most of their letters.
 */

import { analyse } from 'chardet';

/** How far words are looked for, and how much of them is looked at. */
const SEARCHED_BYTES = 64 * 1024;
const MAX_SAMPLE_CHARS = 4_096;
/** Fewer bytes above ASCII, or fewer of them that differ, are no text to tell a language by. */
const MIN_BYTES = 20;
const MIN_KINDS = 6;
/** Of the letters in words that have any above ASCII. A Latin script's words have one or two. */
const MIN_SHARE = 0.6;
const MIN_CONFIDENCE = 20;
/** What the detector says of two-byte encodings whose text it knows. */
const SURE_CONFIDENCE = 90;

/** What the detector calls them, and what the encodings are that browsers read them in. */
const READ_AS: Readonly<Record<string, string>> = {
  'windows-1251': 'windows-1251',
  'KOI8-R': 'KOI8-R',
  'ISO-8859-5': 'ISO-8859-5',
  'windows-1253': 'windows-1253',
  'ISO-8859-7': 'ISO-8859-7',
  'windows-1255': 'windows-1255',
  // With the order of its letters as they are written down, which is how pages have them.
  'ISO-8859-8': 'windows-1255',
  'windows-1256': 'windows-1256',
  'ISO-8859-6': 'ISO-8859-6',
  Shift_JIS: 'Shift_JIS',
  'EUC-JP': 'EUC-JP',
  'EUC-KR': 'EUC-KR',
  Big5: 'Big5',
  GB18030: 'gb18030',
};

/** A run of letters, of bytes above ASCII, and of the ASCII bytes that stand second in two-byte characters. */
const WORD = /[@-~\x80-\xff]+/g;
const ABOVE_ASCII = /[\x80-\xff]/;

/** The canonical WHATWG name; null when the bytes do not tell, or tell of a Latin script. */
export function guessEncoding(body: Uint8Array): string | null {
  const sample = sampleOf(body);
  const above = sample.replace(/[\0-\x7f]+/g, '');
  const letters = sample.replaceAll(' ', '').length;
  if (above.length < MIN_BYTES || above.length < MIN_SHARE * letters) return null;
  if (new Set(above).size < MIN_KINDS) return null;
  const { name = '', confidence = 0 } = analyse(Buffer.from(sample, 'latin1'))[0] ?? {};
  if (confidence < SURE_CONFIDENCE && isThai(sample, above)) return 'windows-874';
  return confidence >= MIN_CONFIDENCE ? (READ_AS[name] ?? null) : null;
}

function sampleOf(body: Uint8Array): string {
  const start = Buffer.from(body.buffer, body.byteOffset, Math.min(body.length, SEARCHED_BYTES));
  const words: string[] = [];
  let chars = 0;
  for (const [word] of start.toString('latin1').matchAll(WORD)) {
    if (chars >= MAX_SAMPLE_CHARS) break;
    if (!ABOVE_ASCII.test(word)) continue;
    words.push(word);
    chars += word.length;
  }
  return words.join(' ').slice(0, MAX_SAMPLE_CHARS);
}

/** Bytes that windows-874 has no character for, or none that Thai needs. */
const NO_THAI = /[\x80-\x84\x86-\x90\x98-\x9f\xdb-\xde\xfc-\xff]/;
const CONSONANTS = /[\xa1-\xce]/g;
/** Vowels and tones that stand above or below a letter. */
const MARKS = /[\xd1\xd4-\xda\xe7-\xee]/g;
/** One where no letter is, or a vowel that stands before its letter without one. */
const MISPLACED =
  /(?:^|[^\xa1-\xce\xd1\xd4-\xda\xe7-\xee])[\xd1\xd4-\xda\xe7-\xee]|[\xe0-\xe4](?![\xa1-\xce])/;

/** The detector does not know it. About half of a Thai text are consonants, and a fifth are marks. */
function isThai(sample: string, above: string): boolean {
  if (NO_THAI.test(sample) || MISPLACED.test(sample)) return false;
  const shareOf = (kind: RegExp): number => (above.match(kind)?.length ?? 0) / above.length;
  return shareOf(CONSONANTS) >= 0.4 && shareOf(MARKS) >= 0.12;
}
