import { strict as assert } from 'node:assert';
import { cellText, renderTable } from '../../src/cli/output/table.js';
import { describe as describeStanding, drawBar } from '../../src/cli/output/progress.js';

describe('the output of the command line', () => {
  it('draws a table', () => {
    const table = renderTable(['url', 'price'], [{ url: '/1', price: 19.9 }, { url: '/22' }], 80);
    assert.equal(table, 'URL  PRICE\n/1   19.9\n/22  -\n');
  });

  it('cuts the widest column to the width of the terminal', () => {
    const table = renderTable(['a', 'b'], [{ a: 'x'.repeat(200), b: 'short' }], 40);
    const lines = table.trimEnd().split('\n');
    assert.ok(lines.every((line) => [...line].length <= 40));
    assert.match(lines[1] ?? '', /^x+… {2}short$/);
  });

  it("does not hand a page's control characters to the terminal", () => {
    assert.equal(cellText('a\u001b[2Jb\nc\u202ed'), 'a [2Jb c d');
  });

  it('says how far a job is', () => {
    const standing = { id: 'job_1', status: 'running', total: 4, succeeded: 1, failed: 1 };
    assert.equal(describeStanding(standing), 'running 2/4, 1 failed');
    assert.equal(drawBar(standing), '[############------------] 50%');
    assert.equal(
      drawBar({ ...standing, total: 0, succeeded: 0, failed: 0 }),
      '[------------------------] 0%',
    );
  });
});
