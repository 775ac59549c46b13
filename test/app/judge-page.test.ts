import { strict as assert } from 'node:assert';
import { filledFrom, judge, type Judged } from '../../src/app/judge-page.js';
import { gapsOf } from '../../src/core/page/gaps.js';
import type { FieldValue, FieldValues, Schema } from '../../src/core/schema.js';
import type { Evidence, EvidenceByField } from '../../src/core/evidence.js';
import { isEmptyValue } from '../../src/core/extract/coerce/index.js';

const SCHEMA: Schema = [
  { field: 'title', type: 'string' },
  { field: 'price', type: 'float' },
  { field: 'tags', type: 'array<string>' },
  { field: 'sku', type: 'string' },
];

function judged(
  data: FieldValues,
  grounded: readonly string[],
  { source, unread = {} }: { source: 'json-ld' | 'label'; unread?: EvidenceByField },
): Judged {
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
  const evidence = Object.fromEntries(
    Object.entries(data).flatMap(([field, value]) =>
      isEmptyValue(value) ? [] : [[field, evidenceOf(source, textOf(value))]],
    ),
  );
  const rest = { warnings: [], structured: false, block: null, need: null };
  return judge(page, { data, evidence, unread, grounded, gaps, ...rest });
}

/** As it stands on a page. */
function textOf(value: FieldValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function evidenceOf(source: 'json-ld' | 'label', raw: string): Evidence {
  return { rule: source === 'label' ? 'label' : 'json-ld.property', source, path: 'x', raw, confidence: 0.8 };
}

describe('filledFrom', () => {
  it('takes from the plain page what the rendered one has lost, and what it proves of it', () => {
    const plain = judged({ title: 'shell', price: 5, tags: [], sku: 'K-1' }, ['price'], {
      source: 'json-ld',
    });
    const rendered = judged({ title: 'Kettle', price: null, tags: [], sku: null }, ['title'], {
      source: 'label',
    });
    const { data, gaps } = filledFrom(rendered, plain).extraction;
    assert.deepEqual(data, { title: 'Kettle', price: 5, tags: [], sku: 'K-1' });
    assert.deepEqual(gaps, { missing: ['tags'], unproven: ['sku'] });
  });

  it('says what each value rests on, and what could not be read on either page', () => {
    const [call, soon] = [evidenceOf('label', 'call us'), evidenceOf('label', 'soon')];
    const plain = judged({ title: 'shell', price: 5, tags: [], sku: null }, [], {
      source: 'json-ld',
      unread: { sku: soon },
    });
    const rendered = judged({ title: 'Kettle', price: null, tags: [], sku: null }, [], {
      source: 'label',
      unread: { price: call },
    });
    const { evidence, unread } = filledFrom(rendered, plain).extraction;
    assert.deepEqual(evidence, { title: evidenceOf('label', 'Kettle'), price: evidenceOf('json-ld', '5') });
    assert.deepEqual(unread, { sku: soon });
  });
});
