import assert from 'node:assert/strict';
import { extractFields, openDocument } from '../../../../src/core/extract/index.js';
import type { Schema } from '../../../../src/core/schema.js';

const fetchedAt = new Date('2026-11-29T12:00:00Z');
const CARDS = ['Blue kettle', 'Red kettle', 'Green kettle']
  .map((name, at) => `<div class="card"><h3><a href="/p/${at}">${name}</a></h3><p>Boils water</p></div>`)
  .join('');

function nameOf(field: string, head: string, url = 'https://shop.example/list', cards = CARDS): unknown {
  const schema: Schema = [
    { field, type: 'string' },
    { field: 'titles', type: 'array<string>' },
  ];
  return extractFields(openDocument(`${head}<main>${cards}</main>`, url), schema, { fetchedAt }).data[field];
}

describe('the name of a list', () => {
  const heading = (text: string): string => `<title>${text}</title><h1>${text}</h1>`;

  it('is the heading, without the word for its kind', () => {
    assert.equal(nameOf('category', heading('Kettles')), 'Kettles');
    assert.equal(nameOf('category_name', heading('Category: Kettles')), 'Kettles');
    assert.equal(nameOf('tag', heading('Posts tagged "kettles"')), 'kettles');
    assert.equal(nameOf('topic_title', heading('Tea: a guide')), 'Tea: a guide');
  });

  it('is the part of the title that is a step of the address', () => {
    const head = '<title>tidewatch - Tide tables</title>';
    assert.equal(nameOf('repository', head, 'https://git.example/tidewatch/log/'), 'tidewatch');
    assert.equal(nameOf('repository', head, 'https://git.example/other/log/'), null);
  });

  it('is asked only of pages that list things', () => {
    assert.equal(nameOf('category', heading('Kettles'), 'https://shop.example/k', '<p>None</p>'), null);
  });
});
