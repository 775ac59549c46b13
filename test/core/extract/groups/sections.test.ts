import assert from 'node:assert/strict';
import { extractFields, openDocument } from '../../../../src/core/extract/index.js';
import type { Field, FieldValues, Schema } from '../../../../src/core/schema.js';

function extract(html: string, schema: Schema): FieldValues {
  const doc = openDocument(`<body><h1>Opinions</h1>${html}</body>`, 'https://site.test/list/');
  return extractFields(doc, schema, { fetchedAt: new Date('2026-06-01T12:00:00Z') }).data;
}

const texts = (field: string, example?: unknown): Field => ({ field, type: 'array<string>', example });

const CASES = [
  ['23-1234', 'Smith v. Jones'],
  ['23-1250', 'In re Estate of Moor'],
  ['24-0007', 'State v. Ray'],
  ['24-0113', 'Lee v. Town of Bath'],
  ['24-0200', 'Dunn Co. v. Moss'],
] as const;
const NUMBERS = CASES.map(([number]) => number);
const NAMES = CASES.map(([, name]) => name);
const SCHEMA = [
  texts('docket_numbers', ['22-9876']),
  texts('case_names', ['Young v. Zane']),
  texts('case_dates', ['January 9, 2021']),
];
const EXPECTED = {
  docket_numbers: NUMBERS,
  case_names: NAMES,
  case_dates: ['May 3, 2024', 'May 3, 2024', 'April 26, 2024', 'April 26, 2024', 'April 26, 2024'],
};

describe('what stands above several items', () => {
  it('is true of each of them: headings of lists', () => {
    const items = CASES.map(([number, name]) => `<li><a href="/${number}.pdf">${name}</a> ${number}</li>`);
    const list = (day: string, from: number, to: number): string =>
      `<h3>${day}</h3><ul>${items.slice(from, to).join('')}</ul>`;
    assert.deepEqual(extract(list('May 3, 2024', 0, 2) + list('April 26, 2024', 2, 5), SCHEMA), EXPECTED);
  });

  it('is true of each of them: rows across a table', () => {
    const rows = CASES.map(([number, name]) => `<tr><td>${number}</td><td>${name}</td><td>PDF</td></tr>`);
    const wide = (day: string): string => `<tr><td colspan="3"><b>${day}</b></td></tr>`;
    const html = `<table><tr><th>Docket</th><th>Caption</th><th>File</th></tr>${wide('May 3, 2024')}${rows.slice(0, 2).join('')}
      ${wide('April 26, 2024')}${rows.slice(2).join('')}</table>`;
    assert.deepEqual(extract(html, SCHEMA), EXPECTED);
  });

  it('answers no field that asks for a part of each', () => {
    const item = (name: string): string => `<li><a href="/${name}">${name}</a></li>`;
    const html = `<h3>Kitchen</h3><ul>${item('Blue kettle')}${item('Oak spoon')}</ul><h3>Garden</h3><ul>${item('Steel rake')}${item('Clay pot')}</ul>`;
    assert.deepEqual(extract(html, [texts('names', ['Lamp']), texts('makers', ['Acme'])])['makers'], []);
  });
});

describe('a list in parts', () => {
  it('has the items of all its parts', () => {
    const card = (name: string, at: number): string =>
      `<article><h3 class="title"><a href="/p/${at}">${name}</a></h3><img src="/i/${at}.jpg"></article>`;
    const html = `<div class="year"><h2>2024</h2>${card('Oak chair', 1)}${card('Blue kettle', 2)}${card('Desk lamp', 3)}</div>
      <div class="year"><h2>2023</h2>${card('Wool scarf', 4)}${card('Clay pot', 5)}</div>`;
    const data = extract(html, [texts('titles', ['Old rake']), texts('links'), texts('images')]);
    assert.deepEqual(data['titles'], ['Oak chair', 'Blue kettle', 'Desk lamp', 'Wool scarf', 'Clay pot']);
  });
});
