import assert from 'node:assert/strict';
import { isTag, isText, type Element } from 'domhandler';
import { mergeLearned, type Learned } from '../../../src/core/extract/anchor/learned.js';
import { describePlace, type Place } from '../../../src/core/extract/anchor/place.js';
import { takePart } from '../../../src/core/extract/anchor/part.js';
import { newBudget, select, selectorsFor } from '../../../src/core/extract/anchor/selector.js';
import { extractFields, openDocument } from '../../../src/core/extract/index.js';
import { parseHtml } from '../../../src/core/extract/parse-html.js';
import { walk } from '../../../src/core/extract/text.js';

function elementsOf(html: string): Element[] {
  const elements: Element[] = [];
  walk(parseHtml(html), (node) => {
    if (isTag(node)) elements.push(node);
    return true;
  });
  return elements;
}

/** Of the element with the text X. */
function textsOfSelectors(html: string): string[] {
  const target = elementsOf(html).find(
    ({ children: [only] }) => only !== undefined && isText(only) && only.data === 'X',
  );
  assert.ok(target);
  return [...selectorsFor(target)].map((selector) => describePlace({ kind: 'element', selector }));
}

describe('selectors of an element', () => {
  it('go by what the template names, then by position', () => {
    assert.deepEqual(textsOfSelectors('<body><div id="main"><p><span class="cost big">X</span></p></div>'), [
      'span.cost.big',
      'div#main span.cost.big',
      'div#main > p:nth-of-type(1) > span.cost.big:nth-of-type(1)',
      'body > div#main:nth-of-type(1) > p:nth-of-type(1) > span.cost.big:nth-of-type(1)',
    ]);
  });

  it('do without names that are of one page or of its state', () => {
    const [first] = textsOfSelectors('<body><p id="post-1234" class="is-open css-1x9k2 cost">X</p>');
    assert.equal(first, 'p.cost');
  });

  it('find the element again, and only it', () => {
    const html =
      '<body><ul class="facts"><li>a</li><li><b>X</b></li><li><b>c</b></li></ul><ul><li><b>d</b></li></ul>';
    const elements = elementsOf(html);
    const target = elements.find(
      ({ name, children: [only] }) => name === 'b' && only !== undefined && isText(only) && only.data === 'X',
    );
    assert.ok(target);
    for (const selector of selectorsFor(target)) {
      const found = select(elements, selector, 10, newBudget());
      assert.ok(found.includes(target));
      if (selector.some(({ nth }) => nth !== undefined)) assert.deepEqual(found, [target]);
    }
  });
});

describe('takePart', () => {
  it('takes what is between the words of the template, or nothing', () => {
    const part = { before: 'Code', after: '(new)' };
    assert.equal(takePart('Code K-1 (new)', part), 'K-1');
    for (const text of ['K-1 (new)', 'Code K-1', 'Code(new)', ''])
      assert.equal(takePart(text, part), null, text);
  });

  it('takes one of so many numbers', () => {
    assert.equal(takePart('4.5 of 1,204 votes', { number: 1, of: 2 }), '1,204');
    assert.equal(takePart('1,204 votes', { number: 1, of: 2 }), null);
  });
});

describe('mergeLearned', () => {
  const place = (key: string): Place => ({ kind: 'meta', key });
  const learned = (from: string, places: Learned['places']): Learned => ({ from, places });

  it('keeps of two pages what both have, and of one what only it knows of', () => {
    const merged = mergeLearned(
      learned('a', { price: [place('x'), place('y')], title: [place('t')] }),
      learned('b', { price: [place('y'), place('z')], author: [place('w')] }),
    );
    assert.deepEqual(merged, {
      from: 'a',
      places: { price: [place('y')], title: [place('t')], author: [place('w')] },
    });
  });

  it('leaves nothing of pages that disagree, whatever comes after', () => {
    const none = mergeLearned(learned('a', { price: [place('x')] }), learned('b', { price: [place('z')] }));
    assert.deepEqual(none.places['price'], []);
    assert.deepEqual(mergeLearned(none, learned('c', { price: [place('x')] })).places['price'], []);
  });

  it('is the same when a page is read again', () => {
    const once = learned('a', { price: [place('x')] });
    assert.deepEqual(mergeLearned(once, once), once);
    assert.deepEqual(mergeLearned(null, once), once);
  });
});

describe('anchors on hostile pages', () => {
  const schema = [
    { field: 'title', type: 'string', example: 'Blue kettle' },
    { field: 'price', type: 'float', example: 1299.5 },
  ] as const;
  const many = (part: string, times: number): string => part.repeat(times);

  for (const [what, html] of [
    ['siblings with the value', `<h1>Blue kettle</h1>${many('<p><b>1299.50</b></p>', 60_000)}`],
    [
      'attributes with the value',
      `<h1>Blue kettle</h1>${many('<i data-a="1299.50" title="Blue kettle"></i>', 60_000)}`,
    ],
    ['nesting', `<h1>Blue kettle</h1>${many('<div class="a b c">', 500)}<p>1299.50</p>`],
    [
      'properties',
      `<h1>Blue kettle</h1><script type="application/ld+json">{"@type":"Product","name":"Blue kettle",${many('"a":{"b":1299.5},', 20_000)}"c":1}</script>`,
    ],
  ] as const)
    it(`are bounded for many ${what}`, function () {
      this.timeout(60_000);
      const before = process.cpuUsage();
      const { learned } = extractFields(openDocument(html, 'https://a.test/1'), schema, {
        fetchedAt: new Date(),
      });
      extractFields(openDocument(html, 'https://a.test/2'), schema, { fetchedAt: new Date(), learned });
      const { user } = process.cpuUsage(before);
      assert.ok(user < 5_000_000, `${user} microseconds`);
    });
});
