import assert from 'node:assert/strict';
import { extractFields, extractFromJson, openDocument } from '../../../src/core/extract/index.js';
import { amountIn } from '../../../src/core/extract/coerce/unit.js';
import type { Fields } from '../../../src/core/extract/index.js';
import type { FieldType, Schema } from '../../../src/core/schema.js';

const fetchedAt = new Date('2026-06-01T12:00:00Z');

function extract(html: string, schema: Schema): Fields {
  const doc = openDocument(
    `<html lang="en"><body><h1>Brass pump</h1>${html}</body></html>`,
    'https://acme.test/p',
  );
  return extractFields(doc, schema, { fetchedAt });
}

function read(label: string, value: string, field: string, type: FieldType = 'float'): unknown {
  return extract(`<dl><dt>${label}</dt><dd>${value}</dd></dl>`, [{ field, type }]).data[field];
}

describe('a unit at the end of a name', () => {
  const cases: readonly (readonly [label: string, value: string, field: string, expected: number | null])[] =
    [
      ['Weight', '0.6 kg', 'weight_kg', 0.6],
      ['Weight', '0.6 kg', 'weightKg', 0.6],
      ['Weight', '0.6 kg', 'weight_in_kg', 0.6],
      ['Weight', '0.6', 'weight_kg', 0.6],
      ['Weight (kg)', '0.6', 'weight_kg', 0.6],
      ['Weight in kg', '0.6', 'weight_kg', 0.6],
      ['Weight', '0.6 kg', 'weight_g', 600],
      ['Weight', '650 g', 'weight_kg', 0.65],
      ['Weight', '1.3 lb (0.6 kg)', 'weight_kg', 0.6],
      ['Weight', '1.3 lb', 'weight_kg', null],
      ['Weight', '6 lb 4 oz', 'weight_lbs', 6.25],
      ['Diameter', '18 cm', 'diameter_cm', 18],
      ['Diameter', '18 cm', 'diameter_mm', 180],
      ['Diameter', '180 mm', 'diameter_m', 0.18],
      ['Diameter', '7 in', 'diameter_cm', null],
      ['Diameter', '7"', 'diameter_in', 7],
      ['Height', '5 ft 11 in', 'height_inches', 71],
      ['Width', '18 x 20 x 5 cm', 'width_cm', 18],
      ['Capacity', '1.5 L', 'capacity_ml', 1500],
      ['Running time', '90 min', 'running_time_h', 1.5],
      ['Running time', '1 h 30 min', 'running_time_minutes', 90],
      ['Running time', '1 h 30 min', 'running_time_hours', 1.5],
      ['Battery life', '2 days', 'battery_life_hours', 48],
      ['Power', '2 kW', 'power_w', 2000],
      ['Power', '2 kWh', 'power_w', null],
      ['Storage', '512 GB', 'storage_gb', 512],
      ['Storage', '512 MB', 'storage_gb', null],
      ['Clock rate', '3.2 GHz', 'clock_rate_mhz', 3200],
      ['Plot', '640 m²', 'plot_m2', 640],
      ['Plot', '640 sq ft', 'plot_sqm', null],
      ['Discount', '20 %', 'discount_percent', 20],
      ['Savings', '$20', 'savings_percent', null],
      ['Warranty', '24 months', 'warranty_years', 2],
      ['Deposit', '€50', 'deposit_eur', 50],
      ['Deposit', '50', 'deposit_eur', 50],
      ['Deposit', '$50', 'deposit_usd', 50],
      ['Deposit', '$50', 'deposit_eur', null],
      ['Deposit', '$55 / €50', 'deposit_eur', 50],
      ['Top speed', '25 km/h', 'top_speed_kmh', 25],
      ['Top speed', '25 km/h', 'top_speed_mph', null],
      ['Range', '5 m', 'range_m', 5],
    ];
  for (const [label, value, field, expected] of cases)
    it(`reads "${label}: ${value}" as ${expected} of ${field}`, () =>
      assert.equal(read(label, value, field), expected));

  it('is told where it changes the value, and where none fits', () => {
    const html = '<dl><dt>Weight</dt><dd>0.6 kg</dd><dt>Diameter</dt><dd>7 in</dd></dl>';
    const { warnings } = extract(html, [
      { field: 'weight_g', type: 'integer' },
      { field: 'diameter_cm', type: 'float' },
    ]);
    assert.deepEqual(warnings, [
      "coerced 'weight_g' from '0.6 kg' to 600",
      "could not read 'diameter_cm' as float from '7 in'",
    ]);
  });

  it('is that of the values in data, of lists and of objects', () => {
    const cards = ['0.6 kg', '800 g', '2 lb', '3']
      .map((weight, at) => `<li class="card"><h3>Pump ${at}</h3><span class="weight">${weight}</span></li>`)
      .join('');
    const inner: Schema = [
      { field: 'name', type: 'string' },
      { field: 'weight_kg', type: 'float' },
    ];
    const { data } = extract(`<ul>${cards}</ul>`, [{ field: 'pumps', type: 'array<object>', fields: inner }]);
    assert.deepEqual(
      (data['pumps'] as { weight_kg: number }[]).map((pump) => pump.weight_kg),
      [0.6, 0.8, null, 3],
    );
    const body = { weight: '650 g', cook_time_hours: 2, size: '2 lb' };
    const schema: Schema = ['weight_kg', 'cook_time_hours', 'size_kg'].map((field) => ({
      field,
      type: 'float',
    }));
    const keyed = extractFromJson(JSON.stringify(body), schema, {
      url: 'https://acme.test/p.json',
      fetchedAt,
      contentType: 'application/json',
    });
    assert.deepEqual(keyed.data, { weight_kg: 0.65, cook_time_hours: 2, size_kg: null });
  });

  it('is no unit where the word means something else', () => {
    assert.equal(read('Price', '$10', 'price_min'), 10);
    assert.equal(read('Price per kg', '$4.50', 'price_per_kg'), 4.5);
    assert.equal(read('Weight', '0.6 kg', 'weight'), 0.6);
    assert.equal(read('Office', 'Room 4', 'office_hours', 'string'), null);
    assert.equal(read('Weight', '0.6 kg', 'weight_kg', 'string'), '0.6 kg');
  });

  it('is that of the prices that a page describes', () => {
    const priced = (field: string): unknown => {
      const offer = { '@type': 'Product', name: 'Brass pump', offers: { price: 12.5, priceCurrency: 'EUR' } };
      const html = `<script type="application/ld+json">${JSON.stringify(offer)}</script>`;
      return extract(html, [{ field, type: 'float' }]).data[field];
    };
    assert.deepEqual(['price', 'price_eur', 'price_usd'].map(priced), [12.5, 12.5, null]);
  });

  it('is looked for in bounded time', () => {
    const kg = { key: 'kg', kind: 'mass', size: 1e6 };
    const start = process.cpuUsage();
    for (const text of ['1 ', '1-', '1 x 1', "1'1", '1/1 '].map((part) => part.repeat(5_000)))
      assert.notEqual(amountIn(`${text} k`, kg, { dotGroups: false }), 1);
    assert.ok(process.cpuUsage(start).user < 1e6);
  });
});
