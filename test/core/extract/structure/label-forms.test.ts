import assert from 'node:assert/strict';
import { extractFields, openDocument } from '../../../../src/core/extract/index.js';
import type { Field } from '../../../../src/core/schema.js';

const integer = (field: string): Field => ({ field, type: 'integer' });
const float = (field: string): Field => ({ field, type: 'float' });
const string = (field: string): Field => ({ field, type: 'string' });

function read(html: string, ...schema: Field[]): unknown[] {
  const page = openDocument(`<h1>Villa</h1>${html}`, 'https://site.test/page');
  const { data } = extractFields(page, schema, { fetchedAt: new Date('2024-06-01T12:00:00Z') });
  return schema.map(({ field }) => data[field]);
}

describe('labels and values', () => {
  it('are known with words that add nothing to the label', () => {
    const rows = '<dl><dt>No. of Bedrooms</dt><dd>4</dd><dt>Property Reference</dt><dd>PR-9</dd></dl>';
    assert.deepEqual(read(rows, integer('bedrooms'), string('reference')), [4, 'PR-9']);
    assert.deepEqual(read('<p>Nb de chambres : 3</p>', integer('bedrooms')), [3]);
    assert.deepEqual(read('<p>Wohnfläche ca.: 140 m²</p>', float('area')), [140]);
    assert.deepEqual(read('<p>Number of visitors: 140</p>', float('area')), [null]);
  });

  it('may be parts of one text', () => {
    const line = '<p>Publisher: Berkley | Published: May 2010 | ISBN13: 9780399154485 | Pages: 320</p>';
    assert.deepEqual(read(line, string('publisher'), string('isbn_13'), integer('pages')), [
      'Berkley',
      '9780399154485',
      320,
    ]);
    assert.deepEqual(read('<p>Publisher: Smith | Sons</p>', string('publisher')), ['Smith | Sons']);
  });

  it('need no colon before a code', () => {
    assert.deepEqual(read('<p>Art.-Nr. 44021</p>', string('sku')), ['44021']);
    assert.deepEqual(read('<p>ISBN 9780399154485</p>', string('isbn')), ['9780399154485']);
    assert.deepEqual(read('<p>Your number is 44021</p>', string('sku')), [null]);
  });

  it('may be numbers and words in turn', () => {
    const line =
      '<p><span>3</span><span>bd</span> <span>2</span><span>ba</span> <span>1,850</span><span>sqft</span></p>';
    assert.deepEqual(read(line, integer('bedrooms'), integer('bathrooms')), [3, 2]);
  });

  it('may be pictures and what they say', () => {
    const both = [integer('bedrooms'), integer('bathrooms')] as const;
    const titled = '<ul><li><i title="Bedrooms"></i> 4</li><li><i title="Bathrooms"></i> 3</li></ul>';
    assert.deepEqual(read(titled, ...both), [4, 3]);
    const said =
      '<ul><li aria-label="4 bedrooms"><b>4</b></li><li aria-label="3 bathrooms"><b>3</b></li></ul>';
    assert.deepEqual(read(said, ...both), [4, 3]);
    const drawn = '<p><span><img alt="Bedrooms"> 4</span> <span><img alt="Bathrooms"> 3</span></p>';
    assert.deepEqual(read(drawn, ...both), [4, 3]);
    const two = '<p><img alt="Bedrooms"><img alt="Bathrooms"> 4</p>';
    assert.deepEqual(read(two, ...both), [null, null]);
  });

  it('name the ends of a range', () => {
    const ends = [float('salary_min'), float('salary_max')] as const;
    assert.deepEqual(read('<p>Salary: £30,000 - £36,000 a year</p>', ...ends), [30_000, 36_000]);
    assert.deepEqual(read('<p>Salary: competitive</p>', ...ends), [null, null]);
    const offer = {
      '@type': 'JobPosting',
      title: 'Villa',
      baseSalary: { value: { minValue: 1, maxValue: 2 } },
    };
    const markup = `<script type="application/ld+json">${JSON.stringify(offer)}</script>`;
    assert.deepEqual(read(markup, ...ends), [1, 2]);
  });
});

describe('the date of an event', () => {
  const markup = `<script type="application/ld+json">${JSON.stringify({ '@type': 'Event', name: 'Villa', startDate: '2024-06-07' })}</script>`;

  it('is the day on which it takes place, and not that of its publication', () => {
    const fields: Field[] = ['date', 'event_date', 'published_at'].map((field) => ({ field, type: 'date' }));
    assert.deepEqual(read(markup, ...fields), ['2024-06-07', '2024-06-07', null]);
  });
});

describe('a price', () => {
  it('may stand in a plain list, beside what similar things cost', () => {
    const list = '<ul class="list-unstyled"><li>$499.00</li><li>Ex Tax: $450.00</li></ul>';
    assert.deepEqual(read(list, float('price')), [499]);
    const sold = '<p class="price--regular">$499.00</p><h2>You may also like</h2><p>Pine desk $199.00</p>';
    assert.deepEqual(read(sold, float('price')), [499]);
  });

  it('is not multiplied by the letters of an abbreviation', () => {
    assert.deepEqual(read('<html lang="nl"><p>€ 450.000 k.k.</p>', float('price')), [450_000]);
  });
});

describe('a rating', () => {
  it('may be of stars and raters in any order', () => {
    const both = [float('rating'), integer('rating_count')] as const;
    const said = '<b aria-label="Rated 4.5 stars out of 5 by 1,204 people"></b>';
    assert.deepEqual(read(said, ...both), [4.5, 1204]);
    assert.deepEqual(read('<p>★★★★☆ 4.5 (120)</p>', ...both), [4.5, 120]);
    assert.deepEqual(read('<p>4.5 ★ (1.2k)</p>', ...both), [4.5, 1200]);
    assert.deepEqual(read('<p>4.5（120件のレビュー）</p>', ...both), [4.5, 120]);
    assert.deepEqual(read('<p>Model 4.5 (120)</p>', ...both), [null, null]);
  });
});
