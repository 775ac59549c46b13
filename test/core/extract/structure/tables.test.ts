import assert from 'node:assert/strict';
import { extractFields, openDocument } from '../../../../src/core/extract/index.js';
import { newGridBudget, readGrid } from '../../../../src/core/extract/structure/grid.js';
import type { FieldType, FieldValues, Schema } from '../../../../src/core/schema.js';

const grid = (html: string) => {
  const [table] = openDocument(html, 'https://site.test/').facts.tables;
  assert.ok(table);
  return readGrid(table, newGridBudget());
};

const texts = (html: string) => grid(html)?.rows.map((row) => row.map((cell) => cell?.text ?? null));

function extract(html: string, fields: Readonly<Record<string, FieldType>>): FieldValues {
  const schema: Schema = Object.entries(fields).map(([field, type]) => ({ field, type }));
  const doc = openDocument(html, 'https://site.test/');
  return extractFields(doc, schema, { fetchedAt: new Date('2024-06-01T12:00:00Z') }).data;
}

describe('readGrid', () => {
  it('fills in row and column spans', () => {
    const html = `<table><tr><th rowspan=2>Year<th colspan=2>Result<tr><th>Won<th>Lost
      <tr><td rowspan=2>1999<td>1<td>2<tr><td>3<td>4</table>`;
    assert.deepEqual(texts(html), [
      ['Year', 'Result', 'Result'],
      ['Year', 'Won', 'Lost'],
      ['1999', '1', '2'],
      ['1999', '3', '4'],
    ]);
    assert.equal(grid(html)?.headRows, 2);
  });

  it('leaves out hidden sort keys and footnote marks', () => {
    const html = `<table><tr><td><span style="display: none">007</span>7<sup>[a]</sup><td>10<sup>2</sup></table>`;
    assert.deepEqual(texts(html), [['7', '102']]);
  });

  it('takes a table of tables for layout', () => {
    assert.equal(grid('<table><tr><td><table><tr><td>x</table></table>'), null);
  });

  it('takes a first row of words for headings when nothing is marked as one', () => {
    assert.equal(grid('<table><tr><td>Name<td>Size<tr><td>a<td>1</table>')?.headRows, 1);
    assert.equal(grid('<table><tr><td>a<td>1<tr><td>b<td>2</table>')?.headRows, 0);
  });

  it('cannot be made to multiply its cells', () => {
    const wide = '<td rowspan=9999 colspan=9999>x';
    const cells =
      grid(`<table><tr>${wide.repeat(100)}${'<tr>'.repeat(20_000)}</table>`)?.rows.flat().length ?? 0;
    assert.ok(cells < 250_000, String(cells));
  });
});

describe('columns of a table', () => {
  const head = '<tr><th>Year<th>Title<th>Sales (m)';
  const rows = '<tr><td>2001<td>One<td>1.5<tr><td colspan=3>A note<tr><td>2002<td>Two<td>2';

  it('answer array fields named after their headings', () => {
    const fields = { year: 'array<integer>', title: 'array<string>', sales: 'array<float>' } as const;
    assert.deepEqual(extract(`<table><caption>Songs</caption>${head}${rows}</table>`, fields), {
      year: [2001, 2002],
      title: ['One', 'Two'],
      sales: [1.5, 2],
    });
  });

  it('come from the table that has most of the fields', () => {
    const other = '<table><tr><th>Year<th>Event<tr><td>1<td>x<tr><td>2<td>y<tr><td>3<td>z</table>';
    const fields = { year: 'array<integer>', title: 'array<string>' } as const;
    assert.deepEqual(extract(`${other}<table>${head}${rows}</table>`, fields), {
      year: [2001, 2002],
      title: ['One', 'Two'],
    });
  });

  it('answer nothing when no heading has the name', () => {
    assert.deepEqual(extract(`<table>${head}${rows}</table>`, { colour: 'array<string>' }), { colour: [] });
  });

  it('are left out where a cell does not hold the type', () => {
    const html = '<table><tr><th>Rank<th>Name<tr><td>1.<td>A<tr><td>DNF<td>B</table>';
    assert.deepEqual(extract(html, { rank: 'array<integer>', name: 'array<string>' }), {
      rank: [1],
      name: ['A', 'B'],
    });
  });
});
