import assert from 'node:assert/strict';
import { coerce } from '../../../src/core/extract/coerce/index.js';
import { extractFields, openDocument } from '../../../src/core/extract/index.js';
import type { FieldType } from '../../../src/core/schema.js';

function coerced(text: string, type: FieldType): unknown {
  const context = { lang: 'en', referenceDate: () => new Date(0), wordedDates: { left: 9 } };
  const result = coerce(text, type, context);
  return result.kind === 'value' ? result.value : null;
}

function labelled(label: string, text: string, field: string): unknown {
  const doc = openDocument(`<h1>Home</h1><p>${label}: ${text}</p>`, 'https://site.test/');
  return extractFields(doc, [{ field, type: 'integer' }], { fetchedAt: new Date(0) }).data[field];
}

describe('texts with digits that are no amount', () => {
  it('are times of day', () => {
    assert.equal(coerced('10:30', 'float'), null);
    assert.equal(coerced('9:05 pm', 'integer'), null);
    assert.equal(coerced('1:15 h', 'integer'), 75);
  });
  it('are numbers that are dialled, and no ranges', () => {
    assert.equal(coerced('555-0142', 'integer'), null);
    assert.equal(coerced('1-800-555', 'float'), null);
    assert.equal(coerced('10-20', 'integer'), 10);
  });
  it('are codes, of fields that ask for one', () => {
    assert.equal(labelled('Apartment', '3B', 'apartment'), null);
    assert.equal(labelled('Bus line', '7M', 'bus_line'), null);
    assert.equal(labelled('Model', '4T', 'model'), null);
    assert.equal(labelled('Gate number', '4T', 'gate_number'), null);
    assert.equal(labelled('Hotline', '555 1234', 'hotline'), null);
    assert.equal(labelled('Room', '12', 'room'), 12);
    assert.equal(labelled('Views', '3M', 'views'), 3_000_000);
  });
  it('are codes with letters', () => {
    for (const name of ['sku', 'product_sku', 'mpn', 'serial_number']) {
      assert.equal(labelled(name, 'MUG-1', name), null);
      assert.equal(labelled(name, 'mug-1', name), null);
      assert.equal(labelled(name, 'AB1200', name), null);
      assert.equal(labelled(name, '4402', name), 4402);
    }
  });
  it('are days, which have a year', () => {
    assert.equal(coerced('12 June 1811', 'integer'), 1811);
    assert.equal(coerced('June 12th, 1811', 'integer'), 1811);
    assert.equal(coerced('1st May 1950', 'integer'), 1950);
    assert.equal(coerced('12.06.1811', 'integer'), 1811);
    assert.equal(coerced('12 bottles 1811', 'integer'), 12);
  });
  it('are what scripts were to fill in', () => {
    assert.equal(coerced('{{ items[0].price }} €', 'float'), null);
    assert.equal(coerced('{{ name }}', 'string'), null);
  });
});

describe('feet', () => {
  it('are no forints', () => {
    assert.equal(coerced('12 m (39 ft)', 'float'), 12);
    assert.equal(coerced('2 db: 5 000 Ft', 'float'), 5_000);
  });
});

describe('yes and no', () => {
  const rows: readonly (readonly [string, boolean | null])[] = [
    ['да', true],
    ['нет', false],
    ['はい', true],
    ['あり', true],
    ['なし', false],
    ['vorhanden', true],
    ['nicht vorhanden', false],
    ['No data', null],
    ['keine Angabe', null],
  ];
  for (const [text, value] of rows)
    it(`"${text}" is ${value}`, () => assert.equal(coerced(text, 'boolean'), value));
});
