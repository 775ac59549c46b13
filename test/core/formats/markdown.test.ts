import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { formatsOf, markdownOf } from './support.js';
import { VECTORS } from './markdown-vectors.js';

describe('toMarkdown', () => {
  for (const [name, html, markdown] of VECTORS)
    it(`writes ${name}`, () => assert.equal(markdownOf(`<body>${html}</body>`), markdown));

  it('starts relative addresses from the base of the page', () => {
    const html = '<head><base href="/base/"></head><body><a href="x">x</a></body>';
    assert.equal(markdownOf(html), '[x](https://site.test/base/x)');
  });

  it('keeps the data of pictures where that is wanted', () => {
    const html = '<img src="data:image/png;base64,AAAA" alt="A">';
    assert.equal(markdownOf(html, { removeBase64Images: false }), '![A](data:image/png;base64,AAAA)');
  });

  it('is never broken by the marks of a page', () => {
    const word = fc.constantFrom('a', '*', '_', '**', ':', ' ', '(', '`', '[', ']', '#', '\n');
    const name = fc.constantFrom('b', 'i', 'del', 'code', 'p', 'li', 'a href=/x', 'td', 'h2');
    const part = fc.oneof(
      word,
      fc.tuple(name, word, word).map(([tag, a, b]) => `<${tag}>${a}${b}</${tag.split(' ')[0]}>`),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
        const html = parts.join('');
        const letters = (text: string): number => text.match(/a/g)?.length ?? 0;
        // Tags and addresses hold an `a` of their own.
        const shown = letters(html.replace(/<[^>]*>/g, ''));
        assert.equal(letters(markdownOf(html)), shown, html);
      }),
      { numRuns: 300 },
    );
  });

  describe('stays bounded', () => {
    const deep = (tag: string, depth: number): string => `<${tag}>`.repeat(depth) + 'x';

    for (const tag of ['div', 'blockquote', 'ul><li', 'table><tr><td', 'b', 'a href=/x', 'dl><dd', 'span'])
      it(`where ${tag} is in itself 50,000 times`, () => {
        const markdown = markdownOf(deep(tag, 50_000));
        assert.ok(markdown.includes('x') && markdown.length < 10_000, `${markdown.length} characters`);
      });

    it('where cells span more than there is', () => {
      const row = '<tr><td colspan=1000000 rowspan=1000000>x<td>y';
      assert.ok(markdownOf(`<table>${row.repeat(3_000)}</table>`).length < 5_000_000);
    });

    it('at five million characters, and says so', () => {
      const { markdown = '', warnings } = formatsOf(`<p>${'abcd '.repeat(1_200_000)}</p>`, ['markdown']);
      assert.equal(markdown.length, 5_000_000);
      assert.deepEqual(warnings, ['markdown is cut at 5000000 characters.']);
    });
  });
});
