import assert from 'node:assert/strict';
import { extractFields, openDocument, textPage, type TextFacts } from '../../../src/core/extract/index.js';
import type { FieldType } from '../../../src/core/schema.js';

function read(text: string, fields: Readonly<Record<string, FieldType>>, facts?: TextFacts): unknown {
  const schema = Object.entries(fields).map(([field, type]) => ({ field, type }));
  const document = openDocument(textPage(text, facts).html, 'https://site.test/a.txt');
  return extractFields(document, schema, { fetchedAt: new Date('2024-06-01T00:00:00Z') }).data;
}

const MANUAL = `
-----
# Blue kettle

Price: 24,90 €
- **Lead time:** 3 days
Author : Jane Doe
Tags: kitchen, steel
Date: 14 March 2024
Date: 15 March 2024

A kettle. See http://site.test/kettle, at 10:30.
He said the following things here: none.
`;

describe('textPage', () => {
  it('gives the first line with words as the title, without the marks of Markdown', () => {
    assert.deepEqual(read(MANUAL, { title: 'string' }), { title: 'Blue kettle' });
    assert.deepEqual(read('name,price\nBlue,3\n', { title: 'string' }), { title: 'name,price' });
    assert.deepEqual(read('**Bold**\nx', { title: 'string' }), { title: 'Bold' });
    assert.deepEqual(read('C#\nx', { title: 'string' }), { title: 'C#' });
  });

  it('gives the values of labelled lines, by the name of the label or by its meaning', () => {
    const fields = {
      price: 'float',
      unitPrice: 'float',
      leadTime: 'string',
      author: 'string',
      keywords: 'array<string>',
      publishedAt: 'date',
      http: 'string',
    } as const;
    assert.deepEqual(read(MANUAL, fields), {
      price: 24.9,
      unitPrice: 24.9,
      leadTime: '3 days',
      author: 'Jane Doe',
      keywords: ['kitchen', 'steel'],
      publishedAt: '2024-03-14',
      http: null,
    });
  });

  it('gives null and nothing for what no line says', () => {
    assert.deepEqual(read(MANUAL, { rating: 'float', authors: 'array<string>', sizes: 'array<string>' }), {
      rating: null,
      authors: ['Jane Doe'],
      sizes: [],
    });
    assert.deepEqual(read(' \n\n', { title: 'string', text: 'string' }), { title: null, text: null });
  });

  it('gives the text as it stands, whatever it would mean in HTML', () => {
    const text = 'if (a < b && c) {\n</script><h1>"Not" a &amp; heading</h1>\nNote <i>: x</i>';
    assert.deepEqual(read(text, { title: 'string', text: 'string' }), {
      title: 'if (a < b && c) {',
      text: 'if (a < b && c) { </script><h1>"Not" a &amp; heading</h1> Note <i>: x</i>',
    });
  });

  it('prefers what is known of the document', () => {
    const facts = {
      title: 'Kettle <manual>',
      author: 'A. Bee',
      description: 'How to boil.',
      keywords: 'a, b',
      language: 'de-AT',
      created: '2024-01-02T03:04:05Z',
      modified: '2024-02-03',
      pages: 12,
    };
    const fields = {
      title: 'string',
      author: 'string',
      description: 'string',
      tags: 'array<string>',
      language: 'string',
      publishedAt: 'date',
      updatedAt: 'date',
      pageCount: 'integer',
    } as const;
    assert.deepEqual(read('Author: Someone else', fields, facts), {
      title: 'Kettle <manual>',
      author: 'A. Bee',
      description: 'How to boil.',
      tags: ['a', 'b'],
      language: 'de-AT',
      publishedAt: '2024-01-02',
      updatedAt: '2024-02-03',
      pageCount: 12,
    });
  });

  it('takes labels for names only', () => {
    const fields = Object.fromEntries([
      ['__proto__', 'string'],
      ['constructor', 'string'],
    ]) as Record<string, FieldType>;
    const values = read('x\n__proto__: 1\nconstructor: 2\noffers.price.x: 3', fields) as object;
    assert.deepEqual(Object.entries(values), [
      ['__proto__', '1'],
      ['constructor', '2'],
    ]);
  });

  it('is bounded for hostile texts', function () {
    this.timeout(20_000);
    for (const line of [
      `${':'.repeat(1_990)}\n`,
      'a: b\n',
      `${' '.repeat(1_990)}x\n`,
      '\n',
      'a'.repeat(10_000),
    ]) {
      const { html: page } = textPage(line.repeat(Math.ceil(2_000_000 / line.length)));
      assert.ok(page.length < 6_000_000, `${page.length}`);
    }
  });
});
