import { strict as assert } from 'node:assert';
import { compareArrays } from '../../bench/extraction/compare-arrays.js';
import { scoreArrays, withOwnExamples, type Listing } from '../../bench/extraction/listings.js';

const listing = (id: string, site: string, expected: Record<string, unknown>): Listing => ({
  id,
  site,
  kind: 'listing',
  url: 'https://a.test/',
  html: 'a.html',
  expected,
  schema: [
    { field: 'names', type: 'array<string>', example: ['other'] },
    { field: 'total', type: 'integer', example: 7 },
  ],
});

const PAGES = [
  listing('1', 'shop', { names: ['a', 'b'], total: 2 }),
  listing('2', 'shop', { names: ['c'], total: 1 }),
  listing('3', 'forum', { names: ['d'], total: 1 }),
];

describe('the comparison of arrays', () => {
  it('takes the mean of the programs, however many pages each has', () => {
    const answers = new Map([
      ['1', { names: ['a', 'b'] }],
      ['3', { names: ['x'] }],
    ]);
    const { programs, mean } = scoreArrays(PAGES, answers);
    assert.deepEqual(Object.fromEntries(programs), { shop: 0.5, forum: 0 });
    assert.equal(mean, 0.25);
  });

  it("gives the page's own first value as the example of an array, and of nothing else", () => {
    const [first] = PAGES.map(withOwnExamples);
    assert.deepEqual(
      first?.schema.map((field) => ('example' in field ? field.example : null)),
      [['a'], 7],
    );
  });

  it('has a row for each program and a column for each reader', () => {
    const reading = { answers: new Map([['3', { names: ['d'] }]]), timesMs: [1, 2, 3] };
    const table = compareArrays(PAGES, new Map([['one', reading]]));
    assert.match(table, /forum +1\.000\n +shop +0\.000\n +mean over programs +0\.500/);
  });
});
