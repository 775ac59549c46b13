import assert from 'node:assert/strict';
import { extractFields, openDocument } from '../../../../src/core/extract/index.js';

function tags(...keywords: readonly string[]): unknown {
  const metas = keywords.map((word) => `<meta property="article:tag" content="${word}">`).join('');
  const page = openDocument(`${metas}<h1>News of today</h1>`, 'https://site.test/page');
  const schema = [{ field: 'tags', type: 'array<string>' as const }];
  return extractFields(page, schema, { fetchedAt: new Date('2024-06-01T12:00:00Z') }).data['tags'];
}

describe('tags', () => {
  it('leave out those that a site keeps for itself', () => {
    assert.deepEqual(
      tags('Category: Travel', 'Rivers', 'Page Type: Long read', 'topic/travel', 'eu.post.com', 'RSBI:TRADE'),
      ['Rivers'],
    );
    assert.deepEqual(tags('Section: Travel'), []);
  });

  it('keep names that only look alike', () => {
    const words = ['Node.js', 'ASP.NET', 'AC/DC', 'Fiction: a guide', 'U.S.', 'USA'];
    assert.deepEqual(tags(...words), words);
  });
});
