import { strict as assert } from 'node:assert';
import { parseHtml } from '../../../src/core/extract/parse-html.js';
import { parseXml } from '../../../src/core/extract/parse-xml.js';
import { selectFields } from '../../../src/core/select/select-fields.js';
import { parseSelector, type FieldSelector } from '../../../src/core/select/selector.js';

const parsed = (text: string): FieldSelector => {
  const selector = parseSelector('f', text);
  assert.ok(selector, text);
  return selector;
};
const select = (html: string, text: string): unknown => selectFields(parseHtml(html), [parsed(text)])?.['f'];

const PAGE = `<!doctype html><title>Kettles</title>
  <div class=card id=one><h2> Blue
     <b>kettle</b></h2><p class=price>$24.90</p><a href="/blue?a=1&amp;b=2" title="">more</a></div>
  <div class="card sold" id=two><h2>Red kettle</h2><script>var price</script><p class=price>$31.00<style>p{}</style></p>
     <a>none</a><a href=/red>more</a></div>
  <template><p class=hidden>inert</p></template>
  <div><template shadowrootmode=open><p class=shadow>shown</p></template></div>`;

describe('selectors', () => {
  for (const [text, value] of [
    ['h2', 'Blue kettle'],
    ['.price', '$24.90'],
    ['#two .price', '$31.00'],
    ['.card:nth-child(2) > h2', 'Red kettle'],
    ['.card.sold h2, .card h2', 'Blue kettle'],
    ['h2:not(:first-of-type)', null],
    ['.missing', null],
    ['title', 'Kettles'],
    ['.hidden', null],
    ['.shadow', 'shown'],
    ['[href*="b="]', 'more'],
    ['a@href', '/blue?a=1&b=2'],
    ['#two a@href', '/red'],
    ['a@title', ''],
    ['a@HREF', '/blue?a=1&b=2'],
    ['h2@href', null],
    ['.card:has(> script) h2', 'Red kettle'],
    ['.price[]', ['$24.90', '$31.00']],
    ['.missing[]', []],
    ['a@href[]', ['/blue?a=1&b=2', '/red']],
    ['[href$="b=2"]@href[]', ['/blue?a=1&b=2']],
    ['  h2  ', 'Blue kettle'],
    ['h2:contains("Red")', 'Red kettle'],
  ] as const) {
    it(`take ${JSON.stringify(value)} for ${text}`, () => {
      assert.deepEqual(select(PAGE, text), value);
    });
  }

  for (const text of [
    ...[
      '',
      ' ',
      '@href',
      '[]',
      'h1[',
      'h1[]@href',
      'h1[][]',
      '..a',
      '> a',
      'a >',
      'h1::text',
      'a:nth-child(x)',
    ],
    ...[':unknown', 'a@', 'a@hr ef', 'a,', '#', ':not(', '/html/body'],
  ]) {
    it(`refuse ${JSON.stringify(text)}`, () => {
      assert.equal(parseSelector('f', text), null);
    });
  }

  for (const [html, text, value] of [
    ['<table><tr><td>a<tr><td>b</table>', 'table > tbody > tr:nth-child(2) > td', 'b'],
    ['<table><caption>c</caption><tr><td>a</table>', 'caption + tbody td', 'a'],
    ['<table><tbody><tr><td>a</table>', 'table > tbody > tr > td', 'a'],
    ['<p>a', 'html > body > p:first-child', 'a'],
    ['<title>t</title><p>a', 'head > title', 't'],
    ['<html lang=en><p>a', 'html[lang] > body > p', 'a'],
    ['<html><head><title>t</title></head><p>a<p>b</html>', 'body > p + p', 'b'],
    ['<html><body class=x><p>a</body></html>', 'html > .x > p', 'a'],
    ['<html><frameset><frame src=/a></frameset></html>', 'html > frameset > frame@src', '/a'],
  ] as const) {
    it(`see ${html} as a browser would, for ${text}`, () => {
      assert.equal(select(html, text), value);
    });
  }

  it('see names of XML as they were written', () => {
    const root = parseXml('<Feed><Item Ref="1">a</Item><item>b</item></Feed>');
    const of = (text: string): unknown => selectFields(root, [parsed(text)], true)?.['f'];
    assert.deepEqual([of('Item'), of('item'), of('Item@Ref'), of('Item@ref')], ['a', 'b', '1', null]);
  });

  it('give up on a page rather than work for ever or answer in part', () => {
    const flat = `<ul>${'<li>x</li>'.repeat(100_000)}</ul>`;
    for (const text of [
      'li:nth-last-child(1)',
      'li ~ li ~ li ~ b',
      'li:nth-child(100000)[]',
      'b:has(~ li), li + b',
    ]) {
      select(flat, text);
    }
    assert.equal(selectFields(parseHtml(flat), [parsed('li:nth-last-child(1)')]), null);
    const torn = `<table>${'<tr></tr><b></b>'.repeat(100_000)}</table>`;
    assert.deepEqual(select(torn, 'tbody[]'), ['']);
    assert.equal((select(torn, 'tbody > tr[]') as string[]).length, 100_000);
    const big = `<p>${'x'.repeat(700_000)}</p>`;
    const three = ['a', 'b', 'c'].map((field) => ({ ...parsed('p'), field }));
    assert.equal(selectFields(parseHtml(big), three), null);
    assert.ok(selectFields(parseHtml(big), three.slice(1)));
  });

  it('take names that mean something to JavaScript as plain keys', () => {
    const selectors = ['__proto__', 'constructor'].map((field) => ({ ...parsed('h2'), field }));
    const data = selectFields(parseHtml(PAGE), selectors);
    assert.deepEqual(Object.entries(data ?? {}), [
      ['__proto__', 'Blue kettle'],
      ['constructor', 'Blue kettle'],
    ]);
  });
});
