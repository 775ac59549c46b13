import assert from 'node:assert/strict';
import { extractFields, openDocument } from '../../../../src/core/extract/index.js';
import { currencyIn } from '../../../../src/core/extract/coerce/currency-text.js';

describe('the currency of a price', () => {
  for (const [text, code, ...countries] of [
    ['AED 126', 'AED'],
    ['24,90 €', 'EUR'],
    ['R$ 12,00', 'BRL'],
    ['US$12', 'USD', 'au'],
    ['$12', 'AUD', 'au', 'en'],
    ['$12', 'USD', 'com'],
    ['1.299 kr', 'DKK', 'dk'],
    ['1 299 kr', 'SEK', 'sv'],
    ['1 299 kr', null],
    ['¥1,200', 'JPY', 'ja'],
    ['¥1,200', null, 'en'],
    ['Rs. 999', 'INR', 'in'],
    ['32 zł', 'PLN'],
    ['250 leiden', null],
    ['12 TLC', null],
    ['12.90', null],
  ] as const)
    it(`in "${text}" of ${countries.join()} is ${code ?? 'unknown'}`, () =>
      assert.equal(currencyIn(text, countries)?.code ?? null, code));

  const currency = (html: string, example?: string, url = 'https://acme.test/kettle'): unknown => {
    const field = {
      field: 'currency',
      type: 'string',
      ...(example === undefined ? {} : { example }),
    } as const;
    return extractFields(openDocument(html, url), [field], { fetchedAt: new Date(0) }).data['currency'];
  };

  it('is that of the price that the page shows', () => {
    const page = '<h1>Kettle</h1><p>$24.90</p><p>Delivery 5 €</p>';
    assert.equal(currency(page), 'USD');
    assert.equal(currency(page, 'EUR', 'https://acme.com.au/kettle'), 'AUD');
    assert.equal(currency(page.replace('<h1>', '<html lang="es-MX"><h1>')), 'MXN');
    assert.equal(currency(page, '€'), '$');
    assert.equal(currency('<h1>Kettle</h1><p>A kettle.</p>'), null);
  });
});
