import assert from 'node:assert/strict';
import { extractFields, openDocument } from '../../../../src/core/extract/index.js';
import type { Field, FieldType, FieldValues } from '../../../../src/core/schema.js';

function extract(html: string, fields: Readonly<Record<string, FieldType | Field>>): FieldValues {
  const schema = Object.entries(fields).map(([field, type]) =>
    typeof type === 'string' ? { field, type } : type,
  );
  return extractFields(openDocument(html, 'https://site.test/page'), schema, {
    fetchedAt: new Date('2024-06-01T12:00:00Z'),
  }).data;
}

const FIELDS = { bedrooms: 'integer', heating_type: 'string' } as const;
const ANSWER = { bedrooms: 3, heating_type: 'Gas' };

describe('labels and their values', () => {
  const reads = (what: string, html: string): void => {
    it(`are read from ${what}`, () => assert.deepEqual(extract(html, FIELDS), ANSWER));
  };

  reads('rows of th and td', '<table><tr><th>Bedrooms<td>3<tr><th>Heating type:<td>Gas</table>');
  reads('rows of two cells', '<table><tr><td>Bedrooms<td>3<tr><td>Heating Type<td>Gas</table>');
  reads(
    'rows of four cells',
    '<table><tr><th>Bedrooms</th><td>3</td><th>Heating type</th><td>Gas</td></table>',
  );
  reads(
    'a record written across',
    '<table><tr><th>Bedrooms<th>Heating type<th>Floor<tr><td>3<td>Gas<td>1</table>',
  );
  reads('a definition list', '<dl><dt>Bedrooms<dd>3<dt>Heating type<dd>Gas</dl>');
  reads(
    'a definition list in groups',
    '<dl><div><dt>Bedrooms<dd>3</div><div><dt>Heating type<dd>Gas</div></dl>',
  );
  reads('lines with a colon', '<p>Bedrooms: 3<br>Heating type: Gas</p>');
  reads('bold labels', '<ul><li><b>Bedrooms</b> 3<li><b>Heating type</b> : Gas</ul>');
  reads(
    'spans',
    '<p><span class="label">Bedrooms</span> <span>3</span><p><span class=label>Heating type</span><span>Gas</span>',
  );
  reads(
    'two columns of blocks',
    '<div><div>Bedrooms</div><div>3</div></div><div><div>Heating type</div><div><p>Gas</p></div></div>',
  );

  reads(
    'one line with several of them',
    '<p><span>Bedrooms:</span> <span>3</span> <span>Heating type:</span> <span>Gas</span>, <span>Floor:</span> <span>1</span></p>',
  );
  reads(
    'one line where their elements are named for labels',
    '<p><i class="meta-title">Bedrooms</i><b>3</b><i class="meta-title">Heating type</i><b>Gas</b></p>',
  );
  reads(
    'siblings in turn',
    '<div><p class="t">Bedrooms</p><p>3</p><p class="t">Heating type</p><p>Gas</p><p class="t">Floor</p><p>1</p></div>',
  );
  reads(
    'a heading in the element of its value',
    '<div><h3>Bedrooms</h3> <span>3</span></div><div><h3>Heating type</h3> <span>Gas</span></div>',
  );

  it('may follow their numbers, several in a line, or in the heading', () => {
    const rooms = { bedrooms: 'integer', bathrooms: 'integer' } as const;
    for (const html of [
      '<p>2 Bedrooms, 3 Bathrooms</p>',
      '<p>2 beds | 3 baths | 1,200 sq ft</p>',
      '<p>2 br · 3 bath</p>',
    ])
      assert.deepEqual(extract(html, rooms), { bedrooms: 2, bathrooms: 3 }, html);
    const heading = '<h1>2-bedroom flat with 3 bathrooms in Leeds</h1>';
    assert.deepEqual(extract(heading, rooms), { bedrooms: 2, bathrooms: 3 });
    assert.deepEqual(extract('<p>We sold 2 beds last week to a hotel, and 3 baths.</p>', rooms), {
      bedrooms: null,
      bathrooms: null,
    });
  });

  it('may stand below amounts', () => {
    const html = '<div><p>15m</p><p>Prep time</p></div><div><p>1hr 15m</p><p>Cook time</p></div>';
    const times = { prep_time: 'integer', cook_time: 'integer' } as const;
    assert.deepEqual(extract(html, times), { prep_time: 15, cook_time: 75 });
    // In turn, from an amount on: each label is that of the amount above it.
    const turns =
      '<div><b>40 min</b><p class="t">Total time</p><b>30 min</b><p class="t">Prep time</p></div>';
    assert.deepEqual(extract(turns, { total_time: 'integer' }), { total_time: null });
  });

  it('add up to a total that the page does not tell, unless something comes between', () => {
    const page = '<p>Prep time: 10 min</p><p>Cook time: 1 hour</p>';
    assert.deepEqual(extract(page, { total_time: 'integer' }), { total_time: 70 });
    assert.deepEqual(extract(`${page}<p>Resting time: 2 hours</p>`, { total_time: 'integer' }), {
      total_time: null,
    });
    assert.deepEqual(extract('<p>Prep time: 10 min</p>', { total_time: 'integer' }), { total_time: null });
  });

  it('do not run two numbers together', () => {
    const page = '<p><b>Calories</b> <i>650</i><i>74% from fat</i></p>';
    assert.deepEqual(extract(page, { calories: 'float' }), { calories: 650 });
  });

  it('tell the size of a serving among nutrients, not how many there are', () => {
    const html =
      '<p><b>Serving:</b> <i>1</i> <i>bar</i> <b>Calories:</b> <i>616</i> <i>kcal</i> <b>Protein:</b> <i>6</i> <i>g</i></p>';
    assert.deepEqual(extract(html, { servings: 'integer', calories: 'float' }), {
      servings: null,
      calories: 616,
    });
  });

  it('answer no number of the whole when a set of parts tells that of each', () => {
    const parts = ['a-1', 'b-2', 'c-3'].map((no) => `<p>Article no.: ${no}</p>`).join('');
    assert.deepEqual(extract(parts, { sku: 'string' }), { sku: null });
  });

  it('may follow a number', () => {
    assert.deepEqual(
      extract('<ul><li>3 Bedrooms<li>2 Baths</ul>', { bedrooms: 'integer', bathrooms: 'integer' }),
      {
        bedrooms: 3,
        bathrooms: 2,
      },
    );
  });

  it('are known in other languages', () => {
    const html = '<table><tr><td>Artikelnummer<td>A-17<tr><td>Marke<td>Acme</table>';
    assert.deepEqual(extract(html, { sku: 'string', brand: 'string' }), { sku: 'A-17', brand: 'Acme' });
  });

  it('may have their numbers in the digits of any script', () => {
    const html = '<dl><dt>Bedrooms<dd>\u0663<dt>Price<dd>\u096f\u096f\u0966</dl>';
    assert.deepEqual(extract(html, { bedrooms: 'integer', price: 'float' }), { bedrooms: 3, price: 990 });
  });

  it('do not answer with a value of another shape than the example', () => {
    const isbn: Field = { field: 'isbn', type: 'string', example: '9780399154485' };
    assert.deepEqual(extract('<p>ISBN: please ask our staff about it</p>', { isbn }), { isbn: null });
    assert.deepEqual(extract('<p>ISBN: 978-0399154485</p>', { isbn }), { isbn: '978-0399154485' });
  });

  it('count in what ends an article, and hardly beside it', () => {
    const html = '<article><footer><p>Colour: red</p></footer></article>';
    assert.deepEqual(extract(html, { colour: 'string' }), { colour: 'red' });
    const beside = '<aside><div><div>Colour</div><div>red</div></div></aside>';
    assert.deepEqual(extract(beside, { colour: 'string' }), { colour: null });
  });

  it('do not count in menus and footers', () => {
    assert.deepEqual(extract('<footer><p>Colour: red</p></footer>', { colour: 'string' }), { colour: null });
  });
});

describe('labels that are a word off', () => {
  const heating = (html: string): unknown =>
    extract(`<dl>${html}</dl>`, { heating_type: 'string' })['heating_type'];

  it('mean the field where they leave out, add or turn what says nothing', () => {
    assert.equal(heating('<dt>Heating<dd>Gas'), 'Gas');
    assert.equal(heating('<dt>Type of heating<dd>Gas'), 'Gas');
    assert.equal(heating('<dt>Heating<dd>Yes<dt>Heating type<dd>Gas'), 'Gas');
    assert.equal(extract('<dl><dt>Number of floors<dd>3</dl>', { floors: 'integer' })['floors'], 3);
    assert.equal(extract('<dl><dt>Roof type<dd>Slate</dl>', { roof: 'string' })['roof'], 'Slate');
  });
  it('mean something else where the word does', () => {
    assert.equal(heating('<dt>Heating cost<dd>$90'), null);
    assert.equal(extract('<dl><dt>Roof age<dd>30 years</dl>', { roof: 'string' })['roof'], null);
  });
});

describe('a label without a value', () => {
  const fields = { origin: 'string', fit: 'string' } as const;
  const EMPTY = { origin: null, fit: 'Slim' };
  const reads = (what: string, html: string): void => {
    it(`takes none from ${what}`, () => assert.deepEqual(extract(`<h1>Shirt</h1>${html}`, fields), EMPTY));
  };

  reads('the next row', '<table><tr><th>Origin<td></td><tr><th>Fit<td>Slim</table>');
  reads('the next row of plain cells', '<table><tr><td>Origin<td></td><tr><td>Fit<td>Slim</table>');
  reads('the next term', '<dl><div><dt>Origin<dd></dd></div><div><dt>Fit<dd>Slim</div></dl>');
  reads('the next paragraph', '<p>Origin:</p><p>Fit: Slim</p>');
  reads('the next item', '<ul><li>Origin:</li><li>Fit: Slim</li></ul>');
  reads('what stands below the list', '<ul><li>Fit: Slim</li><li>Origin: </li></ul><p>In stock</p>');
  reads('the next heading', '<p>Fit: Slim</p><p>Origin:</p><h2>Reviews</h2>');
  reads('the next line', '<p>Origin:<br>Fit: Slim</p>');
  reads('the next label of the line', '<p><b>Origin:</b> <b>Fit:</b> Slim</p>');
  reads('the next label of a run', '<p><b>Size:</b> L <b>Origin:</b> <b>Fit:</b> Slim</p>');

  it('has one below it where that names nothing', () => {
    assert.equal(extract('<p>Origin:</p><p>Norway</p>', fields)['origin'], 'Norway');
    assert.equal(extract('<ul><li>Origin:</li><li>Norway</li></ul>', fields)['origin'], 'Norway');
    assert.equal(extract('<table><tr><td>Origin:<tr><td>Norway</table>', fields)['origin'], 'Norway');
  });
});

describe('a number before a label', () => {
  const html = '<h1>Post</h1><p>12 comments · 3 replies</p>';

  it('is how many there are', () => {
    assert.deepEqual(extract(html, { comments: 'integer', replies: 'float' }), { comments: 12, replies: 3 });
  });
  it('is no text, and none of them', () => {
    assert.deepEqual(extract(html, { comments: 'array<string>', replies: 'string' }), {
      comments: [],
      replies: null,
    });
    assert.equal(extract('<h1>How?</h1><p>2 Answers</p>', { answer: 'string' })['answer'], null);
  });
  it('is a text where the example is one', () => {
    const replies: Field = { field: 'replies', type: 'string', example: '8' };
    assert.equal(extract(html, { replies })['replies'], '3');
  });
});

describe('a label that is not shown', () => {
  it('stands behind one that is', () => {
    const shown = '<p>Colour: blue</p>';
    const fields = { colour: 'string' } as const;
    assert.deepEqual(extract(`<div hidden>Colour: red</div>${shown}`, fields), { colour: 'blue' });
    assert.deepEqual(extract(`<p aria-hidden="true">Colour: red</p>${shown}`, fields), { colour: 'blue' });
    const term = (colour: string): string => `<dt>Colour<dd>${colour}</dd>`;
    assert.deepEqual(extract(`<dl hidden>${term('red')}</dl><dl>${term('blue')}</dl>`, fields), {
      colour: 'blue',
    });
    assert.deepEqual(extract('<div hidden>Colour: red</div>', fields), { colour: 'red' });
  });
});

describe('the label of a language', () => {
  it('tells that of the thing, not of the page', () => {
    const book = '<html lang="en"><h1>Book</h1>';
    const language = (html: string): unknown => extract(book + html, { language: 'string' })['language'];
    assert.equal(language('<dl><dt>Language<dd>Norwegian</dl>'), 'Norwegian');
    assert.equal(language('<p>A text.</p>'), 'en');
  });
});
