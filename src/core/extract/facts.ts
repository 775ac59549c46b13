/**
 * What the whole page says about itself, gathered in one walk over the tree: the raw material of every source.
 * Nothing is interpreted here.
 */

import { isTag, isText, type Document, type Element } from 'domhandler';
import { isFlight } from './sources/flight.js';
import { isMicroformat } from './sources/microformats.js';
import { isInert, walk } from './text.js';

export interface Meta {
  /** Lower case: the value of `property`, `name`, `itemprop` or `http-equiv`. */
  readonly key: string;
  readonly content: string;
}

export interface PageLink {
  readonly rel: string;
  readonly href: string;
}

export interface PageFacts {
  readonly lang: string | null;
  readonly baseHref: string | null;
  readonly titles: readonly Element[];
  readonly metas: readonly Meta[];
  readonly links: readonly PageLink[];
  readonly jsonLd: readonly string[];
  /** Texts of other scripts that may hold JSON: application/json, and assignments of some length. */
  readonly states: readonly string[];
  /** Elements that start a microdata item or an RDFa resource of their own. */
  readonly itemRoots: readonly Element[];
  readonly typeofRoots: readonly Element[];
  /** Elements whose classes start a microformat. */
  readonly formatRoots: readonly Element[];
  readonly headings: readonly Element[];
  readonly times: readonly Element[];
  readonly anchors: readonly Element[];
  readonly tables: readonly Element[];
  /** Buttons, inputs and pictures that act as such, and inputs of numbers. */
  readonly controls: readonly Element[];
  /** `dt`, in definition lists. */
  readonly terms: readonly Element[];
}

const MAX_METAS = 5_000;
const MAX_KEPT = 2_000;

export function gatherFacts(root: Document): PageFacts {
  const facts = {
    lang: null as string | null,
    baseHref: null as string | null,
    titles: [] as Element[],
    metas: [] as Meta[],
    links: [] as PageLink[],
    jsonLd: [] as string[],
    states: [] as string[],
    itemRoots: [] as Element[],
    typeofRoots: [] as Element[],
    formatRoots: [] as Element[],
    headings: [] as Element[],
    times: [] as Element[],
    anchors: [] as Element[],
    tables: [] as Element[],
    terms: [] as Element[],
    controls: [] as Element[],
  };

  walk(root, (node) => {
    if (!isTag(node) || isInert(node)) return false;
    const { name, attribs } = node;
    if (attribs['itemscope'] !== undefined && attribs['itemprop'] === undefined) facts.itemRoots.push(node);
    if (attribs['typeof'] !== undefined && attribs['property'] === undefined) facts.typeofRoots.push(node);
    if (attribs['class'] !== undefined && isMicroformat(node)) facts.formatRoots.push(node);
    if (facts.controls.length < MAX_KEPT && isControl(node)) facts.controls.push(node);
    switch (name) {
      case 'html':
        facts.lang ??= attribs['lang'] ?? attribs['xml:lang'] ?? null;
        return true;
      case 'base':
        facts.baseHref ??= attribs['href'] ?? null;
        return false;
      case 'title':
        if (!isInSvg(node)) facts.titles.push(node);
        return false;
      case 'meta':
        if (facts.metas.length < MAX_METAS) facts.metas.push(...metasOf(node));
        return false;
      case 'link':
        if (attribs['rel'] !== undefined && attribs['href'] !== undefined)
          facts.links.push({ rel: attribs['rel'].toLowerCase(), href: attribs['href'] });
        return false;
      case 'script':
        if (isJsonLd(attribs['type'])) facts.jsonLd.push(scriptText(node));
        else if (mayHoldState(node)) facts.states.push(scriptText(node));
        return false;
      case 'style':
        return false;
      case 'a':
      case 'area':
        if (attribs['href'] !== undefined) facts.anchors.push(node);
        return true;
      case 'table':
        if (facts.tables.length < MAX_KEPT) facts.tables.push(node);
        return true;
      case 'input':
      case 'img':
        return false;
      case 'dt':
        if (facts.terms.length < MAX_KEPT) facts.terms.push(node);
        return true;
      case 'time':
        facts.times.push(node);
        return true;
      case 'h1':
      case 'h2':
      case 'h3':
        facts.headings.push(node);
        return true;
      default:
        return true;
    }
  });
  return facts;
}

function isControl({ name, attribs }: Element): boolean {
  switch (name) {
    case 'button':
      return true;
    case 'input':
      return /^(?:submit|button|image|number)$/i.test(attribs['type'] ?? '');
    case 'a':
    case 'area':
      return looksLikeButton(attribs);
    case 'img':
      return /cart|basket|buy/i.test(attribs['id'] ?? '');
    default:
      return false;
  }
}

function looksLikeButton({ class: names, role }: Element['attribs']): boolean {
  return role === 'button' || (names !== undefined && /btn|button|cart|basket|buy/i.test(names));
}

function metasOf(node: Element): Meta[] {
  const { attribs } = node;
  const content = attribs['content'];
  if (content === undefined) return [];
  const keys = [attribs['property'], attribs['name'], attribs['http-equiv']];
  // A meta with itemprop inside the body belongs to a microdata item and is read with it.
  if (isInHead(node)) keys.push(attribs['itemprop']);
  return keys.filter((key) => key !== undefined).map((key) => ({ key: key.trim().toLowerCase(), content }));
}

function isInHead(node: Element): boolean {
  const { parent } = node;
  return parent !== null && (!isTag(parent) || parent.name === 'head' || parent.name === 'html');
}

function isInSvg(node: Element): boolean {
  return node.parent !== null && isTag(node.parent) && !['head', 'html', 'body'].includes(node.parent.name);
}

function isJsonLd(type: string | undefined): boolean {
  return type !== undefined && type.trim().toLowerCase().startsWith('application/ld+json');
}

const MIN_STATE_CHARS = 100;

function mayHoldState({ attribs, children }: Element): boolean {
  const [first] = children;
  if (attribs['src'] !== undefined || first === undefined || !isText(first)) return false;
  if (isFlight(first.data)) return true;
  if (first.data.length < MIN_STATE_CHARS) return false;
  return (
    /json$/i.test(attribs['type'] ?? '') ||
    /[{,]\s{0,20}\\?"[\w$-]{1,60}\\?":/.test(first.data.slice(0, 20_000))
  );
}

function scriptText(node: Element): string {
  return node.children.map((child) => (isText(child) ? child.data : '')).join('');
}
