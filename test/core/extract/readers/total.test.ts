import assert from 'node:assert/strict';
import { extractFields, openDocument } from '../../../../src/core/extract/index.js';
import type { Schema } from '../../../../src/core/schema.js';

const fetchedAt = new Date('2026-11-29T12:00:00Z');

function totalOf(html: string, field = 'total_products'): unknown {
  const doc = openDocument(`<body><main>${html}</main></body>`, 'https://shop.example/kettles');
  return extractFields(doc, [{ field, type: 'integer' }], { fetchedAt }).data[field];
}

describe('the total of a list', () => {
  it('stands behind what a page shows of it, in any language', () => {
    for (const text of [
      'Showing 1–24 of 1,392 products',
      '1..50 out of 1392',
      'Results 21 to 40 of 1 392',
      'Artikel 1 bis 24 von 1.392',
      'Résultats 1 à 24 sur 1392',
    ])
      assert.equal(totalOf(`<p>${text}</p>`), 1392, text);
  });

  it('stands beside the word for its things', () => {
    assert.equal(totalOf('<h3>63 rows</h3>', 'row_count'), 63);
    assert.equal(totalOf('<div>All Articles - 23</div>', 'total_posts'), 23);
    assert.equal(totalOf('<p>34 results found</p>', 'number_of_results'), 34);
    assert.equal(totalOf('<p>12 vessels</p>', 'vesselCount'), 12);
  });

  it('is what is left beside the part that is shown, and the page of it', () => {
    for (const text of [
      '<strong>57</strong> results - showing <strong>11</strong> to <strong>20</strong>.',
      'Page 2 of 3 (57 results)',
      'Seite 2 von 3 - 57 Ergebnisse',
      'Showing 20 of 57 items',
      'List (57)',
      '(1-25/57)',
      '57 bugs found.',
      'Search finished, found 57 pages matching the search query.',
    ])
      assert.equal(totalOf(`<p>${text}</p>`, 'result_count'), 57, text);
    assert.equal(totalOf('<p>Page 2 of 3</p>', 'result_count'), null);
  });

  it('counts what the caller calls the things of the list', () => {
    const html = `<p>1,234 books</p><ul>${['Who did it?', 'Why not now?', 'When is it due?'].map((text) => `<li><h3><a href="/q">${text}</a></h3></li>`).join('')}</ul>`;
    const read = (list: string): unknown => {
      const schema: Schema = [
        { field: 'total_results', type: 'integer' },
        { field: list, type: 'array<string>' },
      ];
      return extractFields(openDocument(`<body>${html}</body>`, 'https://site.test/'), schema, { fetchedAt })
        .data['total_results'];
    };
    assert.deepEqual([read('books'), read('titles')], [1234, null]);
  });

  it('stands in parentheses behind the heading of the page', () => {
    assert.equal(totalOf('<h1>Kettles (1,392)</h1>'), 1392);
    assert.equal(totalOf('<h1>Kettles</h1><h2>Comments (3)</h2>'), null);
  });

  it('is what the last row of a table sums up', () => {
    const html = `<table><tr><th>File</th><th>Lines</th></tr><tr><td>a</td><td>3</td></tr><tr><td>b</td><td>4</td></tr>
      <tfoot><tr><td>Total</td><td>7</td></tr></tfoot></table>`;
    assert.equal(totalOf(html, 'total_lines'), 7);
    assert.equal(totalOf(html.replaceAll('Total', 'Other'), 'total_lines'), null);
    const doc = openDocument(html, 'https://site.test/');
    const { data } = extractFields(doc, [{ field: 'lines', type: 'array<integer>' }], { fetchedAt });
    assert.deepEqual(data, { lines: [3, 4] });
  });

  it('is none of several numbers, and no sum of money', () => {
    assert.equal(totalOf('<p>3 replies</p><p>7 replies</p>', 'reply_count'), null);
    assert.equal(totalOf('<p>3 items</p>', 'total_price'), null);
    assert.equal(totalOf('<p>Published 2026-11-29</p>'), null);
    assert.equal(totalOf('<p>30-20 of 10 products</p>'), null);
  });
});
