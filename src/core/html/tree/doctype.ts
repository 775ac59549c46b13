/** Document types, and which of them make a page one of quirks: tables do not end paragraphs there. */

import { ProcessingInstruction } from 'domhandler';
import { lowerCased } from './name-cache.js';

export interface Doctype {
  /** In lower case; empty where there is none. */
  readonly name: string;
  readonly publicId: string | null;
  readonly systemId: string | null;
  readonly isQuirky: boolean;
}

/** A word, a quoted identifier and perhaps a second one; identifiers may lack their end. */
const DECLARED =
  /^\s*(?<name>[^\s]*)\s*(?<word>public|system)?\s*(?<first>"[^"]*"?|'[^']*'?)?\s*(?<second>"[^"]*"?|'[^']*'?)?\s*(?<rest>\S)?/i;

/**
 * What stands between `<!doctype` and its end says. `isCut`: the page ends before the declaration does.
 * https://html.spec.whatwg.org/multipage/parsing.html#doctype-state
 */
export function readDoctype(text: string, isCut: boolean): Doctype {
  const { name = '', word, first, second, rest } = DECLARED.exec(text)?.groups ?? {};
  const isPublic = word?.toLowerCase() === 'public';
  const system = isPublic ? second : first;
  const declared = {
    name: lowerCased(name),
    publicId: isPublic && first !== undefined ? identifierIn(first) : null,
    systemId: word !== undefined && system !== undefined ? identifierIn(system) : null,
  };
  const isBad =
    name === '' ||
    (word === undefined ? first !== undefined || rest !== undefined : first === undefined) ||
    (isPublic && second === undefined && rest !== undefined) ||
    [first, second].some((id) => id !== undefined && !isEnded(id));
  return { ...declared, isQuirky: isCut || isBad || isQuirky(declared) };
}

function identifierIn(quoted: string): string {
  return quoted.slice(1, isEnded(quoted) ? -1 : undefined).replaceAll('\0', '\ufffd');
}

function isEnded(quoted: string): boolean {
  return quoted.length > 1 && quoted.endsWith(quoted.charAt(0));
}

/** The node that stands for it, with the fields that parse5 gives it too. */
export function doctypeNode(text: string, { name, publicId, systemId }: Doctype): ProcessingInstruction {
  const node = new ProcessingInstruction('!doctype', `!DOCTYPE${text}`);
  node['x-name'] = name;
  node['x-publicId'] = publicId ?? '';
  node['x-systemId'] = systemId ?? '';
  return node;
}

const QUIRKY_IDS = new Set([
  '-//w3o//dtd w3 html strict 3.0//en//',
  '-/w3c/dtd html 4.0 transitional/en',
  'html',
]);
const QUIRKY_SYSTEM = 'http://www.ibm.com/data/dtd/v11/ibmxhtml1-transitional.dtd';

/** How quirky public identifiers start, after `-//` (`+//` for the first). https://html.spec.whatwg.org/multipage/parsing.html#the-initial-insertion-mode */
const QUIRKY_STARTS = [
  '+//silmaril//dtd html pro v0r11 19970101//',
  ...[
    'as//dtd html 3.0 aswedit + extensions//',
    'advasoft ltd//dtd html 3.0 aswedit + extensions//',
    'ietf//dtd html 2.0 level 1//',
    'ietf//dtd html 2.0 level 2//',
    'ietf//dtd html 2.0 strict level 1//',
    'ietf//dtd html 2.0 strict level 2//',
    'ietf//dtd html 2.0 strict//',
    'ietf//dtd html 2.0//',
    'ietf//dtd html 2.1e//',
    'ietf//dtd html 3.0//',
    'ietf//dtd html 3.2 final//',
    'ietf//dtd html 3.2//',
    'ietf//dtd html 3//',
    'ietf//dtd html level 0//',
    'ietf//dtd html level 1//',
    'ietf//dtd html level 2//',
    'ietf//dtd html level 3//',
    'ietf//dtd html strict level 0//',
    'ietf//dtd html strict level 1//',
    'ietf//dtd html strict level 2//',
    'ietf//dtd html strict level 3//',
    'ietf//dtd html strict//',
    'ietf//dtd html//',
    'metrius//dtd metrius presentational//',
    'microsoft//dtd internet explorer 2.0 html strict//',
    'microsoft//dtd internet explorer 2.0 html//',
    'microsoft//dtd internet explorer 2.0 tables//',
    'microsoft//dtd internet explorer 3.0 html strict//',
    'microsoft//dtd internet explorer 3.0 html//',
    'microsoft//dtd internet explorer 3.0 tables//',
    'netscape comm. corp.//dtd html//',
    'netscape comm. corp.//dtd strict html//',
    "o'reilly and associates//dtd html 2.0//",
    "o'reilly and associates//dtd html extended 1.0//",
    "o'reilly and associates//dtd html extended relaxed 1.0//",
    'sq//dtd html 2.0 hotmetal + extensions//',
    'softquad software//dtd hotmetal pro 6.0::19990601::extensions to html 4.0//',
    'softquad//dtd hotmetal pro 4.0::19971010::extensions to html 4.0//',
    'spyglass//dtd html 2.0 extended//',
    'sun microsystems corp.//dtd hotjava html//',
    'sun microsystems corp.//dtd hotjava strict html//',
    'w3c//dtd html 3 1995-03-24//',
    'w3c//dtd html 3.2 draft//',
    'w3c//dtd html 3.2 final//',
    'w3c//dtd html 3.2//',
    'w3c//dtd html 3.2s draft//',
    'w3c//dtd html 4.0 frameset//',
    'w3c//dtd html 4.0 transitional//',
    'w3c//dtd html experimental 19960712//',
    'w3c//dtd html experimental 970421//',
    'w3c//dtd w3 html//',
    'w3o//dtd w3 html 3.0//',
    'webtechs//dtd mozilla html 2.0//',
    'webtechs//dtd mozilla html//',
  ].map((start) => `-//${start}`),
];
/** Only where no system identifier follows. */
const QUIRKY_ALONE = ['-//w3c//dtd html 4.01 frameset//', '-//w3c//dtd html 4.01 transitional//'];

function isQuirky({ name, publicId, systemId }: Omit<Doctype, 'isQuirky'>): boolean {
  const id = publicId?.toLowerCase() ?? '';
  if (name !== 'html' || QUIRKY_IDS.has(id) || systemId?.toLowerCase() === QUIRKY_SYSTEM) return true;
  return (
    QUIRKY_STARTS.some((start) => id.startsWith(start)) ||
    (systemId === null && QUIRKY_ALONE.some((start) => id.startsWith(start)))
  );
}
