/**
 * What a page with little text has on it that tells a wall: its title and words, where it loads from and leads to, its
 * inline code, the names of its elements, and what it asks the reader to type. Read from short pages only.
 */

import { isTag, type Element } from 'domhandler';
import type { PageDocument } from '../extract/document.js';
import { collapse, isInert, textOf, walk } from '../extract/text.js';
import type { PageMeasure } from './measure.js';
import { isPlaceholder } from './placeholders.js';
import { codeOf, isExecutable } from './scripts.js';

export interface PageSigns {
  readonly headers: Readonly<Record<string, string>>;
  readonly requestedUrl: string;
  readonly url: string;
  readonly measure: PageMeasure;
  readonly title: string;
  readonly text: string;
  readonly noscript: string;
  /** Addresses that the page loads or goes to by itself: scripts, frames, styles, forms, refreshes. */
  readonly sources: readonly string[];
  /** Addresses of the scripts among them. */
  readonly scripts: readonly string[];
  /** Inline code that runs. */
  readonly code: string;
  /** `#id` and `.class` of every element, and the names of custom elements. */
  readonly marks: ReadonlySet<string>;
  readonly passwords: number;
  /** Fields for a name, an address or whatever a reader may have to say; no passwords, searches or answers to a CAPTCHA. */
  readonly questions: number;
  /** Boxes and buttons to choose by. */
  readonly choices: number;
  /** Fields whose name says that they take the answer to a CAPTCHA. */
  readonly captchaFields: number;
  readonly invisibleWidget: boolean;
  /** An element says that its content is still coming: `aria-busy`, or the role of a progress bar. */
  readonly busy: boolean;
  readonly links: number;
  /** Those that say more than that content is coming. */
  readonly headings: number;
  /** The text without these headings. */
  readonly belowHeadings: string;
  /** The page describes its content: JSON-LD, Open Graph, microdata, RDFa. */
  readonly described: boolean;
}

const MAX_NODES = 20_000;
const MAX_TEXT_CHARS = 8_000;
const MAX_SOURCES = 500;
const MAX_MARKS = 5_000;
const MAX_CODE_CHARS = 100_000;
const MAX_SCRIPT_CHARS = 30_000;
const MAX_HEADINGS = 100;

/** What is counted of them. */
type Fields = { -readonly [K in 'passwords' | 'questions' | 'choices' | 'captchaFields']: PageSigns[K] };

export interface Asked {
  readonly headers: Readonly<Record<string, string>>;
  readonly requestedUrl: string;
  readonly doc: PageDocument;
}

export function readSigns({ headers, requestedUrl, doc }: Asked, measure: PageMeasure): PageSigns {
  const sources: string[] = [];
  const marks = new Set<string>();
  const fields = { passwords: 0, questions: 0, choices: 0, captchaFields: 0 };
  let invisibleWidget = false;
  let busy = false;
  let nodes = 0;
  walk(doc.root, (node) => {
    nodes += 1;
    if (nodes > MAX_NODES) return 'stop';
    if (!isTag(node) || isInert(node)) return false;
    if (marks.size < MAX_MARKS) addMarks(node, marks);
    const source = sourceOf(node);
    if (source !== undefined && sources.length < MAX_SOURCES) sources.push(source.slice(0, 2_000));
    countField(node, fields);
    busy ||= node.attribs['aria-busy'] === 'true' || node.attribs['role'] === 'progressbar';
    invisibleWidget ||=
      node.attribs['data-sitekey'] !== undefined && node.attribs['data-size'] === 'invisible';
    return true;
  });
  const text = textOf(doc.root, { chars: MAX_TEXT_CHARS, nodes: MAX_NODES });
  const headings = doc.facts.headings
    .slice(0, MAX_HEADINGS)
    .map(shortText)
    .filter((heading) => !isPlaceholder(heading));
  return {
    headers,
    requestedUrl,
    url: doc.url,
    measure,
    title: titleOf(doc),
    text,
    noscript: measure.noscripts.map((element) => shortText(element)).join(' '),
    sources,
    scripts: measure.scripts.map(({ attribs }) => attribs['src'] ?? '').filter(Boolean),
    code: inlineCode(measure.scripts),
    marks,
    ...fields,
    invisibleWidget,
    busy,
    links: doc.links.length,
    headings: headings.length,
    belowHeadings: headings.reduce((rest, heading) => rest.replace(heading, () => ' '), text),
    described: isDescribed(doc),
  };
}

function addMarks({ name, attribs }: Element, marks: Set<string>): void {
  const { id, class: classes } = attribs;
  if (id !== undefined) marks.add(`#${id.slice(0, 200)}`);
  if (classes !== undefined) for (const each of classes.split(/\s+/, 20)) marks.add(`.${each}`);
  if (name.includes('-')) marks.add(name);
}

function sourceOf({ name, attribs }: Element): string | undefined {
  switch (name) {
    case 'script':
    case 'iframe':
    case 'frame':
    case 'img':
      return attribs['src'];
    case 'link':
      return attribs['href'];
    case 'form':
      return attribs['action'];
    case 'meta':
      return attribs['http-equiv']?.toLowerCase() === 'refresh' ? attribs['content'] : undefined;
    default:
      return undefined;
  }
}

/** Types that ask for nothing; browsers read unknown ones as text. */
const UNASKING = new Set(['hidden', 'submit', 'button', 'image', 'reset', 'search']);
const SEARCH = /^(?:q|s|search|query|keywords?)$/i;

function countField({ name, attribs }: Element, fields: Fields): void {
  if (name !== 'input' && name !== 'textarea' && name !== 'select') return;
  const type = name === 'input' ? (attribs['type'] ?? '').trim().toLowerCase() : '';
  if (type === 'password') fields.passwords += 1;
  else if (type === 'checkbox' || type === 'radio') fields.choices += 1;
  else if (UNASKING.has(type)) return;
  else if (/captcha/i.test(`${attribs['name'] ?? ''} ${attribs['id'] ?? ''}`)) fields.captchaFields += 1;
  else if (!SEARCH.test(attribs['name'] ?? '')) fields.questions += 1;
}

function titleOf(doc: PageDocument): string {
  const [title] = doc.facts.titles;
  if (title === undefined) return '';
  return collapse(
    title.children
      .map((child) => ('data' in child ? child.data : ''))
      .join('')
      .slice(0, 500),
  );
}

function shortText(element: Element): string {
  return textOf(element, { chars: 500, nodes: 200 });
}

function inlineCode(scripts: readonly Element[]): string {
  let code = '';
  for (const script of scripts) {
    if (code.length >= MAX_CODE_CHARS) break;
    if (script.attribs['src'] === undefined && isExecutable(script)) {
      code += `${codeOf(script).slice(0, MAX_SCRIPT_CHARS)}\n`;
    }
  }
  return code;
}

const DESCRIBING: ReadonlySet<string> = new Set(['og:title', 'og:description', 'twitter:title']);

function isDescribed({ facts }: PageDocument): boolean {
  return (
    facts.jsonLd.length > 0 ||
    facts.itemRoots.length > 0 ||
    facts.typeofRoots.length > 0 ||
    facts.metas.some(({ key, content }) => DESCRIBING.has(key) && content.trim() !== '')
  );
}
