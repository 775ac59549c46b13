import assert from 'node:assert/strict';
import { extractFields, openDocument } from '../../../../src/core/extract/index.js';
import { isFlight, readFlight } from '../../../../src/core/extract/sources/flight.js';
import type { FieldType, FieldValues } from '../../../../src/core/schema.js';

const piece = (text: string): string => `self.__next_f.push([1,${JSON.stringify(text)}])`;

function extract(html: string, fields: Readonly<Record<string, FieldType>>): FieldValues {
  const schema = Object.entries(fields).map(([field, type]) => ({ field, type }));
  const doc = openDocument(html, 'https://homes.test/12');
  return extractFields(doc, schema, { fetchedAt: new Date('2024-06-01T12:00:00Z') }).data;
}

describe('the state that React streams', () => {
  const rows = '1:I["main.js"]\n2:T9,Straße:\n3:{"a":[1,{"b":"\\n"}]}\n4:["$","p",null,{}]\n5:"x"';

  it('is made of rows, whatever pieces they come in', () => {
    const values = [{ a: [1, { b: '\n' }] }, ['$', 'p', null, {}]];
    assert.deepEqual(readFlight([piece(rows)]), values);
    const start = '(self.__next_f=self.__next_f||[]).push([0])';
    const halves = [start, piece(rows.slice(0, 31)), piece(rows.slice(31))];
    assert.ok(halves.every(isFlight));
    assert.deepEqual(readFlight(halves), values);
  });

  it('ends where it is broken', () => {
    assert.deepEqual(readFlight([piece('1:{"a":1}\n2:Tzz,text\n3:{"b":1}')]), [{ a: 1 }]);
    assert.deepEqual(readFlight([piece('no rows'), 'self.__next_f.push([1,"1:{']), []);
    assert.deepEqual(readFlight([piece('1:T,{}')]), []);
  });

  it('tells of the thing that bears the name of the page, with what belongs to it', () => {
    const home = {
      title: 'Mill Lane 12',
      place: { point: { latitude: 51.3, longitude: 1.1 }, postalCode: 'LS1 4AP' },
    };
    const trace = { address: 'Mill Lane 12', bedrooms: 3 };
    const text = `0:["$","main",null,${JSON.stringify({ trace, children: [home] })}]\n`;
    const scripts = [text.slice(0, 40), text.slice(40)].map((part) => `<script>${piece(part)}</script>`);
    assert.deepEqual(
      extract(`<h1>Mill Lane 12</h1>${scripts.join('')}`, {
        latitude: 'float',
        longitude: 'float',
        postal_code: 'string',
        bedrooms: 'integer',
      }),
      { latitude: 51.3, longitude: 1.1, postal_code: 'LS1 4AP', bedrooms: 3 },
    );
  });
});

describe('an address in the state of scripts', () => {
  const page = (location: unknown): string =>
    `<h1>Mill Lane 12</h1><address>Mill Lane 12, Leeds</address><script type="application/json">${JSON.stringify(
      {
        title: 'Mill Lane 12',
        location,
        other: 'x'.repeat(100),
      },
    )}</script>`;

  it('is more than the name of a town, or a code', () => {
    assert.equal(extract(page('Leeds'), { address: 'string' })['address'], 'Mill Lane 12, Leeds');
    assert.equal(
      extract(page({ postalCode: 'LS1' }), { address: 'string' })['address'],
      'Mill Lane 12, Leeds',
    );
    assert.equal(
      extract(page('Mill Lane 12, Leeds LS1'), { address: 'string' })['address'],
      'Mill Lane 12, Leeds LS1',
    );
  });
});

describe('who offers a thing in the state of scripts', () => {
  it('has an address of its own', () => {
    const page = (home: object): string =>
      `<h1>Mill Lane 12</h1><script type="application/json">${JSON.stringify({ title: 'Mill Lane 12', text: 'x'.repeat(100), ...home })}</script>`;
    const agency = { phone: '0123 456', place: { address: 'High Street 1, York' } };
    const home = { agency, site: { inner: { address: 'Mill Lane 12, Leeds' } } };
    assert.equal(extract(page(home), { address: 'string' })['address'], 'Mill Lane 12, Leeds');
    assert.equal(extract(page({ agency }), { phone: 'string' })['phone'], '0123 456');
  });
});
