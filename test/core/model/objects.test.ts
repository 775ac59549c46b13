import { strict as assert } from 'node:assert';
import { groundAnswer, readImageAnswer, type ModelAnswer } from '../../../src/core/model/ground.js';
import { promptOf } from '../../../src/core/model/prompt.js';
import type { Question } from '../../../src/core/model/question.js';
import type { ObjectField } from '../../../src/core/schema.js';

const PRODUCTS: ObjectField = {
  field: 'products',
  type: 'array<object>',
  fields: [
    { field: 'name', type: 'string', example: 'Teapot' },
    { field: 'price', type: 'float' },
    { field: 'inStock', type: 'boolean' },
    { field: 'maker', type: 'object', fields: [{ field: 'city', type: 'string' }] },
    { field: 'sizes', type: 'array<integer>' },
  ],
};
const question = (...fields: ObjectField[]): Question => ({
  url: 'https://site.test/',
  fields,
  passages: 'Red kettle 31.00 EUR in stock, made in Bath, sizes 1 and 2\nBlue kettle sold out\nPot 9.50 EUR',
  lang: 'en',
  asOf: '2024-06-01T00:00:00Z',
  images: [],
});
const ANSWER: ModelAnswer = {
  f1: [
    {
      f1: 'Red kettle',
      f2: '31.00 EUR',
      f3: { answer: 'yes', quote: 'in stock' },
      f4: { f1: 'Bath' },
      f5: ['1', '2'],
    },
    { f1: 'Blue kettle', f2: '', f3: { answer: 'unknown', quote: '' }, f4: { f1: '' }, f5: [] },
    {
      f1: 'Green kettle',
      f2: '77.00',
      f3: { answer: 'yes', quote: 'shiny' },
      f4: { f1: 'Rome' },
      f5: ['77'],
    },
    { f1: 'Pot', f2: '9,50 EUR', f3: null, f4: null, f5: null },
  ],
};

describe("a model's answer for objects", () => {
  it('is asked for in a shape that every vendor can hold', () => {
    const text = { type: 'string' };
    const { properties, required } = promptOf(question(PRODUCTS)).answer;
    assert.deepEqual(required, ['f1']);
    const { items, type } = properties['f1'] as any;
    assert.equal(type, 'array');
    assert.deepEqual(Object.keys(items.properties), ['f1', 'f2', 'f3', 'f4', 'f5']);
    assert.deepEqual(items.required, ['f1', 'f2', 'f3', 'f4', 'f5']);
    assert.equal(items.additionalProperties, false);
    const inner = { type: 'object', properties: { f1: text }, required: ['f1'], additionalProperties: false };
    assert.deepEqual(items.properties.f4, inner);
    assert.match(
      promptOf(question(PRODUCTS)).user,
      /"fields":\[\{"key":"f1","field":"name","type":"string","example":"Teapot"/,
    );
  });

  it('counts value by value, and things of which nothing stands on the page are none', () => {
    const { values, warnings } = groundAnswer(question(PRODUCTS), ANSWER);
    assert.deepEqual(values.get('products'), [
      { name: 'Red kettle', price: 31, inStock: true, maker: { city: 'Bath' }, sizes: [1, 2] },
      { name: 'Blue kettle', price: null, inStock: null, maker: null, sizes: [] },
      { name: 'Pot', price: 9.5, inStock: null, maker: null, sizes: [] },
    ]);
    assert.equal(warnings.length, 1);
    assert.match(warnings[0] ?? '', /^in 'products': /);
  });

  it('may be one object, from text or from an image', () => {
    const one: ObjectField = {
      ...PRODUCTS,
      field: 'product',
      type: 'object',
      fields: PRODUCTS.fields.slice(0, 2),
    };
    const answer = { f1: { f1: 'Red kettle', f2: '31.00' } };
    const value = { name: 'Red kettle', price: 31 };
    assert.deepEqual(groundAnswer(question(one), answer).values.get('product'), value);
    assert.deepEqual(readImageAnswer(question(one), { f1: { f1: 'Mug', f2: '2' } }).values.get('product'), {
      name: 'Mug',
      price: 2,
    });
    assert.equal(groundAnswer(question(one), { f1: { f1: 'Mug', f2: '' } }).values.size, 0);
  });

  for (const odd of [null, 'x', [], ['x'], {}, { f9: 1 }, [{ f1: { f1: 'x' } }], 7])
    it(`says nothing in another shape: ${JSON.stringify(odd)}`, () => {
      assert.equal(groundAnswer(question(PRODUCTS), { f1: odd }).values.size, 0);
    });
});
