import assert from 'node:assert/strict';
import { extractFields, openDocument } from '../../../../src/core/extract/index.js';

function delivery(html: string): unknown {
  const schema = [{ field: 'delivery_time', type: 'string' as const }];
  const page = openDocument(`<h1>Oak desk</h1>${html}`, 'https://site.test/page');
  return extractFields(page, schema, { fetchedAt: new Date('2024-06-01T12:00:00Z') }).data['delivery_time'];
}

describe('the time that goods take to arrive', () => {
  it('stands by its label, in the language of the shop', () => {
    assert.equal(delivery('<p>Delivery time: 3 days</p>'), '3 days');
    assert.equal(delivery('<p>Lieferzeit: 3-5 Werktage</p>'), '3-5 Werktage');
    assert.equal(delivery('<dl><dt>Термін доставки</dt><dd>1-2 дні</dd></dl>'), '1-2 дні');
    assert.equal(delivery('<p>Delivery costs: 3 pounds</p>'), null);
  });
});

describe('Ukrainian', () => {
  it('is read from labels, prices and kinds of houses', () => {
    const page = openDocument(
      '<html lang="uk"><h1>Будинок</h1><p>Ціна: 1,5 млн грн</p><p>Поштовий індекс: 79000</p><p>Рік побудови: 1987</p>',
      'https://site.test/page',
    );
    const schema = [
      { field: 'price', type: 'float' as const },
      { field: 'postal_code', type: 'string' as const },
      { field: 'year_built', type: 'integer' as const },
    ];
    const { data } = extractFields(page, schema, { fetchedAt: new Date('2024-06-01T12:00:00Z') });
    assert.deepEqual(data, { price: 1_500_000, postal_code: '79000', year_built: 1987 });
  });
});
