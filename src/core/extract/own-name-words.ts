/** How well a name in the markup of a page fits the name of a field that no concept knows. */

import { nameForms, wordsOf } from './field-name.js';
import { nameInHint } from './hint-concept.js';

/** What an element is to the value, by how its name goes on: `warranty`, `warranty-label`, `warranty-row`. */
export type Role = 'value' | 'label' | 'holder';

export interface Fit {
  /** 1: the words of the name and nothing else; less where it has words of its own. */
  readonly quality: number;
  readonly role: Role;
}

/** Words in front that say where on the page something stands, or that it is data. */
const BEFORE = new Set(
  (
    'product products prod detail details item items page main single entry post article listing view info information spec specs ' +
    'specification attribute attributes attr attrs field fields data meta property prop properties text txt value val js qa test testid e2e ' +
    'ui c o l u m b wp woocommerce node section block module component card row cell col column table list li span div the this view summary overview ' +
    'facts fact feature profile company job event property record result show get current my w sc css styles style'
  ).split(' '),
);
const OF_VALUES = new Set(
  'value val values text txt content data info field output number string display amount body p span desc description'.split(
    ' ',
  ),
);
const OF_LABELS = new Set(
  'label lbl title key name heading header head caption term dt th legend'.split(' '),
);
const OF_HOLDERS = new Set(
  'wrapper wrap container row box block section group item cell col column line area panel holder li list module component entry'.split(
    ' ',
  ),
);
const OF_OTHERS = new Set(
  'icon ico img image btn button link tab toggle tooltip popup modal input form filter sort select option menu nav banner badge help hint policy terms upload more all error loading placeholder skeleton hidden count'.split(
    ' ',
  ),
);

/** Names of the field, most exact first, each as its words. */
export function ownNames(field: string, hint: string | undefined): string[][] {
  const hinted = hint === undefined ? null : nameInHint(hint);
  const names = [...nameForms(field), ...(hinted === null ? [] : nameForms(hinted))];
  return [...new Set(names)].map((name) => name.split(' ')).filter((words) => words.join('').length >= 3);
}

/** Null where the name means something else, or where it is that of a part, a button or a picture. */
export function fitOf(name: string, wanted: readonly string[]): Fit | null {
  const words = wordsOf(withoutHash(name));
  const start = indexOfRun(words, wanted);
  if (start < 0) return fitOfJoined(words, wanted);
  const before = words.slice(0, start).filter((word) => !BEFORE.has(word));
  const after = words.slice(start + wanted.length);
  const role = roleOf(after);
  if (role === null) return null;
  const [foreign] = before;
  if (foreign === undefined) return { quality: 1, role };
  // One more word in front of several is a more exact name of the same; in front of one, of something else.
  return before.length === 1 && wanted.length > 1 ? { quality: LOOSE, role } : null;
}

const LOOSE = 0.8;

/** "warrantyperiod" */
function fitOfJoined(words: readonly string[], wanted: readonly string[]): Fit | null {
  const own = words.filter((word) => !BEFORE.has(word));
  return wanted.length > 1 && own.join('') === wanted.join('') ? { quality: 1, role: 'value' } : null;
}

/** Null for words that make it something else. */
function roleOf(after: readonly string[]): Role | null {
  let role: Role = 'value';
  for (const word of after) {
    if (OF_OTHERS.has(word)) return null;
    if (OF_LABELS.has(word)) role = 'label';
    else if (OF_HOLDERS.has(word)) role = 'holder';
    else if (OF_VALUES.has(word)) role = 'value';
    else if (!/^\d{1,3}$/.test(word)) return null;
  }
  return role;
}

/** What programs append to keep classes apart: `Warranty_value__3xYz9`, `warranty-sc-269llv-2`; and modifiers: `warranty--big`. */
function withoutHash(name: string): string {
  return name
    .slice(0, 120)
    .replace(/-sc-[a-z\d]{4,10}-\d{1,3}$/i, '')
    .replace(/(?:__|--?|_)(?=[A-Za-z\d-]{0,9}\d)(?=[A-Za-z\d-]{0,9}[A-Za-z])[A-Za-z\d-]{5,10}$/, '')
    .replace(/(?<=.)--[\w-]{1,40}$/, '');
}

function indexOfRun(words: readonly string[], wanted: readonly string[]): number {
  for (let start = 0; start + wanted.length <= words.length; start += 1) {
    if (wanted.every((word, at) => words[start + at] === word)) return start;
  }
  return -1;
}
