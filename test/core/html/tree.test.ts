import assert from 'node:assert/strict';
import { isTag, type Document } from 'domhandler';
import { getElementsByTagName } from 'domutils';
import { parseHtml } from '../../../src/core/extract/parse-html.js';
import { textOf, walk } from '../../../src/core/extract/text.js';
import { readableChildren } from '../../../src/core/html/tree/noscript.js';
import { selectFields } from '../../../src/core/select/select-fields.js';
import { parseSelector } from '../../../src/core/select/selector.js';

function select(html: string, text: string): unknown {
  const selector = parseSelector('field', text);
  assert.ok(selector !== null, text);
  return selectFields(parseHtml(html), [selector])?.['field'];
}

/** What a browser's own tree gives for each. */
const PAGES: readonly (readonly [what: string, html: string, selector: string, value: unknown])[] = [
  [
    'content behind </body></html>',
    '<body><div class="box">Kettle</body></html><b class="cost">9.90</b></div>',
    '.box .cost',
    '9.90',
  ],
  ['a heading that another closing tag ends', '<h2>Kettle</h3><p>It boils.', 'h2', 'Kettle'],
  ['a stray </p>', '<div><p>One</p></p><p>Two</p></div>', 'p:nth-child(3)', 'Two'],
  ['an element of the body in the head', '<head><div>In</div></head><p>Out', 'body > div', 'In'],
  ['misnested formatting', '<p>one <b class="s">two</p><p>three</b> four</p>', '.s[]', ['two', 'three']],
  ['a link in a link', '<a href="/1">One <a href="/2">Two</a></a>', 'a + a@href', '/2'],
  [
    'a notice for readers without scripts',
    '<noscript><p>Turn it on</p></noscript><p>Shown</p>',
    'p',
    'Shown',
  ],
  [
    'a picture for them',
    '<noscript><img src="/b.jpg"></noscript><img src="/a.jpg">',
    'img@src[]',
    ['/a.jpg'],
  ],
  ['600 elements in each other', `${'<div>'.repeat(600)}<i class="end">in`, '.end', 'in'],
  [
    'a page without html, head and body',
    '<title>T</title><p>One<p>Two',
    'html > body > p:nth-child(2)',
    'Two',
  ],
  ['rows without a body', '<table><tr><td>1</table>', 'table > tbody > tr > td', '1'],
  ['text in a table', '<div><table><tr><td>1</td></tr>Out</table></div>', 'div', 'Out 1'],
  ['a block in a button', '<p><button><p>In</p></button>', 'p > button > p', 'In'],
  ['elements in an option', '<select><option><b>4.50</b></option></select>', 'option > b', '4.50'],
  ['a drawing', '<svg viewBox="0 0 1 1"><linearGradient id="g"/></svg><p>x', 'linearGradient@id', 'g'],
  ['an HTML element that ends a drawing', '<svg><circle><p class="t">Text', 'body > .t', 'Text'],
  ['a second body', '<body class="a"><p>x</p><body class="b" id="i">', 'body#i@class', 'a'],
  ['quirks: a table in a paragraph', '<p><table><tr><td>1</table>', 'p > table', '1'],
  ['no quirks', '<!doctype html><p><table><tr><td>1</table>', 'p + table', '1'],
  ['references without an end', '<p title="a&ampb&copy=c">&copy 2020 &notit; &#x80;', 'p', '© 2020 ¬it; €'],
  ['line breaks of any kind', '<pre>\r\na\rb\r\n</pre>', 'pre', 'a b'],
  ['a script that holds one', '<script><!--<script></script>--></script><p>x', 'p', 'x'],
];

describe('the tree of a page', () => {
  for (const [what, html, selector, value] of PAGES)
    it(`is a browser's: ${what}`, () => assert.deepEqual(select(html, selector), value));

  it('has no attribute twice, and any name', () => {
    const [p] = getElementsByTagName('p', parseHtml('<p A=1 a=2 __proto__=x constructor=y =z=1>'));
    assert.deepEqual(Object.entries(p?.attribs ?? {}), [
      ['a', '1'],
      ['__proto__', 'x'],
      ['constructor', 'y'],
      ['=z', '1'],
    ]);
  });

  it('keeps what a template holds out of the page', () => {
    const root = parseHtml('<template><p>In</p></template><p>Out</p>');
    assert.equal(textOf(root), 'Out');
    assert.deepEqual(select('<template><p>In</p></template><p>Out</p>', 'p[]'), ['Out']);
  });
});

describe('what noscript holds', () => {
  const images = (root: Document): string[] => {
    const found: string[] = [];
    walk(root, (node) => {
      if (isTag(node) && node.name === 'img') found.push(node.attribs['src'] ?? '');
      return true;
    });
    return found;
  };

  it('is read by who walks, in its place', () => {
    const html = '<img src="1"><noscript><img src="2"><p><img src="3"></noscript><img src="4">';
    assert.deepEqual(images(parseHtml(html)), ['1', '2', '3', '4']);
  });

  it('is bounded for the whole page', () => {
    const part = `<noscript>${'<b></b>'.repeat(100_000)}</noscript>`;
    const root = parseHtml(part.repeat(6));
    let elements = 0;
    walk(root, () => {
      elements += 1;
      return true;
    });
    assert.ok(elements > 390_000 && elements < 410_000, `${elements} elements`);
    const inner = '<noscript>'.repeat(200_000);
    const [outer] = getElementsByTagName('noscript', parseHtml(inner));
    assert.ok(outer !== undefined && readableChildren(outer).length > 0);
  });
});
