import assert from 'node:assert/strict';
import { isTag, type Document } from 'domhandler';
import { MAX_DEPTH, MAX_NODES, parseHtml } from '../../../src/core/extract/parse-html.js';
import { walk } from '../../../src/core/extract/text.js';

const filled = (part: string, chars: number): string => part.repeat(Math.ceil(chars / part.length));
const numbered = (chars: number, part: (no: number) => string): string => {
  const length = part(100_000).length;
  return Array.from({ length: Math.ceil(chars / length) }, (_, no) => part(no)).join('');
};

/** Pages that cost a careless tree builder a time that grows with the square of their length, by their characters. */
const PAGES: readonly (readonly [what: string, page: (chars: number) => string])[] = [
  ['formatting closed out of order', (n) => filled('<b><i><p>x</b></i>', n)],
  ['a link around each block', (n) => filled('<a href="x"><div>x', n)],
  [
    'formatting to be opened again in each paragraph',
    (n) => `<p>${numbered(20_000, (no) => `<b a=${no}>`)}${filled('<p>x', n)}`,
  ],
  [
    'formatting with many attributes that differ in the last one',
    (n) => numbered(n, (no) => `<b ${attributes(200)} z=${no}>`),
  ],
  ['closing tags of what is far above', (n) => `<foo><div>${'<u>'.repeat(900)}${filled('</foo></p>', n)}`],
  ['closing tags of drawings', (n) => `<svg>${'<g>'.repeat(900)}${filled('</x></div>', n)}`],
  ['names of its own for each tag', (n) => numbered(n, (no) => `<x${no}></x${no}>`)],
  ['what does not belong into a table', (n) => `<table>${filled('x<b></b><tr>', n)}`],
  ['tables that are not closed', (n) => filled('<table><td>x', n)],
  ['forms closed within another element', (n) => filled('<form><div></form>', n)],
  ['items in items', (n) => `<li>${'<div>'.repeat(900)}${filled('<li></li>', n)}`],
  ['options and selects', (n) => filled('<select><option>x<hr><optgroup>', n)],
  ['templates in templates', (n) => filled('<template><td>x', n)],
  ['attributes for the body, one a tag', (n) => `<p>${numbered(n, (no) => `<body a${no}>`)}`],
  ['a comment of dashes', (n) => `<!--${filled('-!-', n)}`],
  ['comments, types and data that are none', (n) => filled('<!-x><!doctype x><![CDATA[x></>x', n)],
  ['scripts in a script in a comment', (n) => `<script><!--${filled('<script></script>--><!--', n)}`],
  ['raw text that nearly ends', (n) => `<title>${filled('</titl></ title>', n)}`],
  ['references without an end', (n) => filled('&a&#&#x1&notit', n)],
  ['one attribute of references', (n) => `<p title="${filled('&amp&copy=', n)}">`],
  ['noscript in noscript', (n) => filled('<noscript>', n)],
  ['buttons, headings and rubies', (n) => filled('<button><h1></h2><ruby><rb><rt>', n)],
];

function attributes(count: number): string {
  return Array.from({ length: count }, (_, no) => `a${no}=1`).join(' ');
}

/** Processor time, the less of two readings. */
function costMs(html: string): number {
  const once = (): number => {
    const before = process.cpuUsage();
    readAll(parseHtml(html));
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000;
  };
  return Math.min(once(), once());
}

/** How many elements there are, those of noscript included, and how deep the deepest is. */
function readAll(root: Document): { elements: number; depth: number } {
  const seen = { elements: 0, depth: 0 };
  let depth = 0;
  walk(
    root,
    (node) => {
      depth += 1;
      if (isTag(node)) seen.elements += 1;
      seen.depth = Math.max(seen.depth, depth);
      return true;
    },
    () => {
      depth -= 1;
    },
  );
  return seen;
}

const CHARS = 300_000;
const TIMES = 8;
/** What is this cheap is so for any slope that the machine's noise could show. */
const CHEAP_MS = 1_000;

describe('a page made to cost its parser time', () => {
  for (const [what, page] of PAGES)
    it(`costs no more than its length: ${what}`, () => {
      const long = page(CHARS * TIMES);
      const longMs = costMs(long);
      const { elements, depth } = readAll(parseHtml(long));
      assert.ok(elements <= 2 * MAX_NODES + 10, `${elements} elements`);
      assert.ok(depth <= 4 * MAX_DEPTH, `${depth} deep`);
      if (longMs < CHEAP_MS) return;
      const shortMs = costMs(page(CHARS));
      assert.ok(longMs < shortMs * TIMES * 4, `${Math.round(shortMs)} ms, then ${Math.round(longMs)} ms`);
    });
});
