import assert from 'node:assert/strict';
import { extractFields, openDocument } from '../../../../src/core/extract/index.js';
import type { Field, FieldValues, Schema } from '../../../../src/core/schema.js';

function extract(html: string, schema: Schema): FieldValues {
  const doc = openDocument(`<html lang="en"><body>${html}</body></html>`, 'https://site.test/pump/');
  return extractFields(doc, schema, { fetchedAt: new Date('2026-06-01T12:00:00Z') }).data;
}

const texts = (field: string, example?: unknown): Field => ({ field, type: 'array<string>', example });
const numbers = (field: string): Field => ({ field, type: 'array<float>' });

describe('lists of one thing, each under its name', () => {
  const list = (...names: string[]): string =>
    `<ul>${names.map((name) => `<li><a href="/${name}">${name}</a></li>`).join('')}</ul>`;
  const html = `<h1>tiny pump</h1><p>Moves water from here to there, and back if it must.</p>
    <h3>Keywords</h3>${list('valve', 'brass')}<h3>Dependencies</h3>${list('hose', 'gasket')}`;
  const EXPECTED = { keywords: ['valve', 'brass'], dependencies: ['hose', 'gasket'] };

  it('are read by their headings, with examples or without', () => {
    assert.deepEqual(extract(html, [texts('keywords'), texts('dependencies')]), EXPECTED);
    const own = [texts('keywords', ['valve']), texts('dependencies', ['hose'])];
    assert.deepEqual(extract(html, own), EXPECTED);
    assert.deepEqual(extract(html, own.slice(0, 1)), { keywords: EXPECTED.keywords });
  });

  it('are no list of things by the labels of their parts', () => {
    const parts = [
      ['Material', 'Brass'],
      ['Weight', '2 kg'],
      ['Colour', 'Red'],
    ];
    const rows = parts.map(([label, value]) => `<li><b>${label}</b> <span>${value}</span></li>`).join('');
    assert.deepEqual(
      extract(`<h1>Pump</h1><ul>${rows}</ul>`, [texts('names'), texts('weights')])['names'],
      [],
    );
  });
});

describe('prices of items', () => {
  const item = (name: string, before: string, now: string): string =>
    `<li><h3>${name}</h3>${before} <span>£${now}</span></li>`;
  const ASKED = [texts('names'), numbers('prices'), numbers('original_prices')];
  const names = ['Red coat', 'Blue hat', 'Grey sock'];

  it('that are struck through are those before', () => {
    for (const struck of [
      (price: string) => `<s>£${price}</s>`,
      (price: string) => `<span class="price-old">£${price}</span>`,
    ]) {
      const html = `<ul>${item('Red coat', struck('120'), '92')}${item('Blue hat', struck('80'), '60')}${item('Grey sock', struck('10'), '8')}</ul>`;
      assert.deepEqual(extract(html, ASKED), { names, prices: [92, 60, 8], original_prices: [120, 80, 10] });
    }
  });

  it('are not those before where none is struck', () => {
    const html = `<ul>${item('Red coat', '', '92')}${item('Blue hat', '', '60')}${item('Grey sock', '', '8')}</ul>`;
    assert.deepEqual(extract(html, ASKED), { names, prices: [92, 60, 8], original_prices: [] });
    assert.deepEqual(extract(html, ASKED.slice(2)), { original_prices: [] });
  });
});

describe('several values beside one label', () => {
  it('end where the next label stands', () => {
    const html = `<h1>Hand pump</h1><dl><dt>Number</dt><dd>X-12</dd><dt>Inventor</dt><dd>Ann Lee</dd><dd>Bo Ray</dd>
      <dt>Filed</dt><dd>2 May 2020</dd></dl>`;
    assert.deepEqual(extract(html, [texts('inventors')]), { inventors: ['Ann Lee', 'Bo Ray'] });
    assert.deepEqual(extract(html, [texts('inventors', ['Ann Lee']), texts('numbers')]), {
      inventors: ['Ann Lee', 'Bo Ray'],
      numbers: ['X-12'],
    });
  });
});
