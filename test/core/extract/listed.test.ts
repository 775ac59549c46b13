import assert from 'node:assert/strict';
import { extractFields, openDocument, textPage } from '../../../src/core/extract/index.js';
import type { FieldType } from '../../../src/core/schema.js';

function read(html: string, type: FieldType): unknown {
  const doc = openDocument(html, 'https://site.test/');
  return extractFields(doc, [{ field: 'grades', type }], { fetchedAt: new Date(0) }).data['grades'];
}

describe('a list in one text', () => {
  const rows: readonly (readonly [FieldType, string, unknown])[] = [
    ['array<integer>', '38, 39, 40', [38, 39, 40]],
    ['array<integer>', '38,39,40,41,4200', [38, 39, 40, 41, 4200]],
    ['array<integer>', '1,234; 2,345', [1234, 2345]],
    ['array<integer>', '1,234,567', [1_234_567]],
    ['array<float>', '1.5, 2.25, 3', [1.5, 2.25, 3]],
    ['array<string>', 'red, green and blue', ['red', 'green', 'blue']],
    ['array<string>', 'oak / elm', ['oak', 'elm']],
    ['array<string>', 'Sturdy, and made of oak that grew in the hills nearby', undefined],
    ['array<date>', '2024-03-01, 2024-04-02', ['2024-03-01', '2024-04-02']],
    ['array<date>', 'March 14, 2024', ['2024-03-14']],
  ];
  for (const [type, text, values] of rows)
    it(`${text} as ${type}`, () => {
      const wanted = values ?? [text];
      assert.deepEqual(read(`<h1>Shoe</h1><p>Grades: ${text}</p>`, type), wanted);
      assert.deepEqual(read(`<h1>Shoe</h1><dl><dt>Grades<dd>${text}</dl>`, type), wanted);
      assert.deepEqual(read(textPage(`Shoe\nGrades: ${text}\n`).html, type), wanted);
    });

  it('stands in lines of its own', () => {
    const values = ['red', 'dark, warm green'];
    const items = '<ul><li>red<li>dark, warm green</ul>';
    assert.deepEqual(read(`<h1>Shoe</h1><dl><dt>Grades<dd>${items}</dl>`, 'array<string>'), values);
  });
});
