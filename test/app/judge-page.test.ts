import { strict as assert } from 'node:assert';
import { filledFrom, judge, type Judged } from '../../src/app/judge-page.js';
import { gapsOf } from '../../src/core/page/gaps.js';
import type { FieldValues, Schema } from '../../src/core/schema.js';

const SCHEMA: Schema = [
  { field: 'title', type: 'string' },
  { field: 'price', type: 'float' },
  { field: 'tags', type: 'array<string>' },
  { field: 'sku', type: 'string' },
];

function judged(data: FieldValues, grounded: readonly string[]): Judged {
  const page = {
    kind: 'page' as const,
    finalUrl: 'http://a.test/',
    status: 200,
    headers: {},
    contentType: 'text/html',
    body: new Uint8Array(),
    truncated: false,
    fetchedAt: new Date('2030-01-01T00:00:00Z'),
  };
  const gaps = gapsOf(SCHEMA, data, grounded);
  return judge(page, { data, warnings: [], structured: false, grounded, gaps, block: null, need: null });
}

describe('filledFrom', () => {
  it('takes from the plain page what the rendered one has lost, and what it proves of it', () => {
    const plain = judged({ title: 'shell', price: 5, tags: [], sku: 'K-1' }, ['price']);
    const rendered = judged({ title: 'Kettle', price: null, tags: [], sku: null }, ['title']);
    const { data, gaps } = filledFrom(rendered, plain).extraction;
    assert.deepEqual(data, { title: 'Kettle', price: 5, tags: [], sku: 'K-1' });
    assert.deepEqual(gaps, { missing: ['tags'], unproven: ['sku'] });
  });
});
