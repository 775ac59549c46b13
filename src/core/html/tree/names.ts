/**
 * Names of elements that the rules of the tree know, each with a number, and what kinds of element they are
 * (https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inbody). Names that no rule knows get numbers from
 * `KNOWN_NAMES` on while a page is read.
 */

/** Kinds, as bits: see `kindsOf`. */
export const SPECIAL = 1;
/** Ends a search through the open elements for one "in scope". */
export const SCOPE = 2;
/** Closed by itself when what surrounds it ends. */
export const IMPLIED_END = 4;
/** The same at the end of a template. */
export const THOROUGH_END = 8;
export const FORMATTING = 16;
/** What stands in it and does not belong into a table goes before the table. */
export const TABLE_PART = 32;
export const HEADING = 64;

const NAMES_OF_KIND: readonly (readonly [kind: number, names: string])[] = [
  [
    SPECIAL,
    'address applet area article aside base basefont bgsound blockquote body br button caption center col colgroup dd ' +
      'details dir div dl dt embed fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header ' +
      'hgroup hr html iframe img input keygen li link listing main marquee menu meta nav noembed noframes noscript object ' +
      'ol p param plaintext pre script search section select source style summary table tbody td template textarea tfoot ' +
      'th thead title tr track ul wbr xmp',
  ],
  [SCOPE, 'applet caption html table td th marquee object select template'],
  [IMPLIED_END, 'dd dt li optgroup option p rb rp rt rtc'],
  [THOROUGH_END, 'caption colgroup dd dt li optgroup option p rb rp rt rtc tbody td tfoot th thead tr'],
  [FORMATTING, 'a b big code em font i nobr s small strike strong tt u'],
  [TABLE_PART, 'table tbody tfoot thead tr'],
  [HEADING, 'h1 h2 h3 h4 h5 h6'],
  [0, 'dialog image math ruby span sub sup svg var'],
];

/**
 * Elements of SVG and MathML have one of these numbers instead of one by their name, since names mean something else there.
 * https://html.spec.whatwg.org/multipage/parsing.html#tree-construction-dispatcher
 */
export const FOREIGN = 0;
/** `mi`, `mo`, `mn`, `ms`, `mtext`: text in them is HTML. */
export const MATH_TEXT = 1;
/** `annotation-xml`, whose own element `svg` is SVG. */
export const ANNOTATION = 2;
/** `foreignObject`, `desc`, `title` of SVG, and `annotation-xml` that says so: what stands in them is HTML. */
export const HTML_INSIDE = 3;

const names: string[] = ['', '', '', ''];
const kinds: number[] = [0, SPECIAL | SCOPE, SPECIAL | SCOPE, SPECIAL | SCOPE];
const numbers = new Map<string, number>();

for (const [kind, list] of NAMES_OF_KIND)
  for (const name of list.split(' ')) {
    const number = numbers.get(name) ?? names.length;
    numbers.set(name, number);
    names[number] = name;
    kinds[number] = (kinds[number] ?? 0) | kind;
  }

/** Numbers below this one belong to names that the rules know. */
export const KNOWN_NAMES = names.length;

/** The number of a name in lower case, or -1 when no rule knows it. */
export function numberOf(name: string): number {
  return numbers.get(name) ?? -1;
}

/** The number of a name that the rules know. Throws for another. */
export function known(name: string): number {
  const number = numbers.get(name);
  if (number === undefined) throw new Error(`no rule of the tree knows <${name}>`);
  return number;
}

export function kindsOf(number: number): number {
  return number < KNOWN_NAMES ? (kinds[number] ?? 0) : 0;
}

export const A = known('a');
export const BODY = known('body');
export const BUTTON = known('button');
export const CAPTION = known('caption');
export const COLGROUP = known('colgroup');
export const DD = known('dd');
export const DT = known('dt');
export const FORM = known('form');
export const FRAMESET = known('frameset');
export const HEAD = known('head');
export const HTML = known('html');
export const LI = known('li');
export const NOBR = known('nobr');
export const OL = known('ol');
export const OPTGROUP = known('optgroup');
export const OPTION = known('option');
export const P = known('p');
export const RTC = known('rtc');
export const RUBY = known('ruby');
export const SELECT = known('select');
export const TABLE = known('table');
export const TBODY = known('tbody');
export const TD = known('td');
export const TEMPLATE = known('template');
export const TFOOT = known('tfoot');
export const TH = known('th');
export const THEAD = known('thead');
export const TR = known('tr');
export const UL = known('ul');
