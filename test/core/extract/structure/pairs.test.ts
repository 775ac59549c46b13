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

  it('do not answer with a value of another shape than the example', () => {
    const isbn: Field = { field: 'isbn', type: 'string', example: '9780399154485' };
    assert.deepEqual(extract('<p>ISBN: please ask our staff about it</p>', { isbn }), { isbn: null });
    assert.deepEqual(extract('<p>ISBN: 978-0399154485</p>', { isbn }), { isbn: '978-0399154485' });
  });

  it('do not count in menus and footers', () => {
    assert.deepEqual(extract('<footer><p>Colour: red</p></footer>', { colour: 'string' }), { colour: null });
  });
});
