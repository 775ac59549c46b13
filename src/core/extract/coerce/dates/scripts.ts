/** Which languages a text can be in, by the letters it is written with. */

import { DATE_WORDS, LANGUAGES, type Language } from '../../words/dates.js';
import { listed } from './word-lists.js';

/** The letters of a script as CLDR names it, Latin ones last: they stand in texts of all scripts. */
const LETTERS: readonly (readonly [script: string, letters: RegExp])[] = [
  ...['Cyrl', 'Grek', 'Arab', 'Hebr', 'Deva', 'Beng', 'Thai', 'Geor', 'Armn', 'Khmr', 'Taml', 'Telu', 'Gujr'],
  ...['Knda', 'Mlym', 'Guru', 'Ethi', 'Mymr', 'Kore', 'Jpan', 'Hans', 'Latn'],
].map((script) => [script, lettersOf(script)] as const);

function lettersOf(script: string): RegExp {
  if (script === 'Kore') return /\p{sc=Hang}/u;
  if (script === 'Jpan') return /[\p{sc=Hira}\p{sc=Kana}]/u;
  return script === 'Hans' ? /\p{sc=Hani}/u : new RegExp(`\\p{sc=${script}}`, 'u');
}

/** One script of the text, the rarest; so there are few answers. */
export function scriptOf(text: string): string {
  return LETTERS.find(([, letters]) => letters.test(text))?.[0] ?? 'Latn';
}

export function languagesIn(script: string): readonly Language[] {
  return LANGUAGES.filter((language) => {
    const tags = [language, ...listed(DATE_WORDS[language].locales ?? '')];
    const own = tags.map((tag) => new Intl.Locale(tag).maximize().script);
    // Chinese characters alone may be Japanese.
    return own.includes(script) || (script === 'Hans' && own.includes('Jpan'));
  });
}
