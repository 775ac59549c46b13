import assert from 'node:assert/strict';
import { filledValue, gapsOf, lackingFields, missingOf } from '../../../src/core/page/gaps.js';
import type { ObjectField, Schema } from '../../../src/core/schema.js';

const SCHEMA: Schema = [
  { field: 'a', type: 'string' },
  { field: 'b', type: 'array<string>' },
  { field: 'c', type: 'float' },
  { field: 'd', type: 'boolean' },
  { field: 'toString', type: 'string' },
];

describe('gapsOf', () => {
  it('takes null, empty arrays and keys that are not there for missing', () => {
    const { missing } = gapsOf(SCHEMA, { a: null, b: [], c: 0, d: false }, []);
    assert.deepEqual(missing, ['a', 'b', 'toString']);
    assert.deepEqual(gapsOf(SCHEMA, { a: '', b: ['x'], c: 1, d: true, toString: 'x' }, []).missing, []);
  });

  it('takes values that are not of this page for unproven', () => {
    const gaps = gapsOf(SCHEMA, { a: 'x', b: ['x'], c: null, d: true, toString: 'x' }, ['b', 'd']);
    assert.deepEqual(gaps, { missing: ['c'], unproven: ['a', 'toString'] });
    assert.deepEqual(lackingFields(gaps), ['c', 'a', 'toString']);
  });

  it('finds none where every field has a value of this page', () => {
    const data = { a: 'x', b: ['x'], c: 1, d: true, toString: 'x' };
    assert.deepEqual(gapsOf(SCHEMA, data, Object.keys(data)), { missing: [], unproven: [] });
    assert.deepEqual(gapsOf([], {}, []), { missing: [], unproven: [] });
  });
});

describe('gaps of objects', () => {
  const author: ObjectField = {
    field: 'author',
    type: 'object',
    fields: [
      { field: 'name', type: 'string' },
      { field: 'url', type: 'string' },
    ],
  };
  const posts: ObjectField = { field: 'posts', type: 'array<object>', fields: author.fields };
  const named = { name: 'Ann', url: null };

  it('are the fields of a thing without a value; those of a list of things do not count', () => {
    assert.deepEqual(gapsOf([author, posts], { author: named, posts: [named] }, []), {
      missing: ['author'],
      unproven: ['posts'],
    });
    assert.deepEqual(gapsOf([author, posts], { author: null, posts: [] }, []).missing, ['author', 'posts']);
    assert.deepEqual(missingOf([author, posts], { author: named, posts: [] }), [
      { ...author, fields: author.fields.slice(1) },
      posts,
    ]);
  });

  it('are filled field by field, and never overruled', () => {
    assert.deepEqual(filledValue(named, { name: 'Bob', url: '/ann' }), { name: 'Ann', url: '/ann' });
    assert.deepEqual(filledValue(null, named), named);
    assert.deepEqual(filledValue([], [named]), [named]);
    assert.deepEqual(filledValue([named], [{ name: 'Bob', url: '/bob' }]), [named]);
    assert.deepEqual(filledValue([], null), []);
  });
});
