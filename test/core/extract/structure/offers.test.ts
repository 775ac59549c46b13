import assert from 'node:assert/strict';
import { extractFields, openDocument } from '../../../../src/core/extract/index.js';
import type { FieldType } from '../../../../src/core/schema.js';

function one(html: string, field: string, type: FieldType): unknown {
  const doc = openDocument(html, 'https://acme.test/page');
  const page = extractFields(doc, [{ field, type }], { fetchedAt: new Date('2024-06-01T12:00:00Z') });
  return page.data[field];
}

describe('a price without markup', () => {
  const price = (html: string): unknown => one(`<h1>Kettle</h1>${html}`, 'price', 'float');

  it('is the amount by the heading', () => assert.equal(price('<p>Only $24.90</p><p>Delivery $5</p>'), 24.9));
  it('is not the one struck out', () => assert.equal(price('<p><s>$30.00</s> <b>$24.90</b></p>'), 24.9));
  it('is not the one that a style strikes out', () => {
    assert.equal(price('<p style="text-decoration: line-through">$30.00</p><p>$24.90</p>'), 24.9);
    assert.equal(price('<p class="text-sm line-through">$30.00</p><p>$24.90</p>'), 24.9);
  });
  it('is not the old one by its name', () => {
    assert.equal(price('<div class="price-old">30,00 €</div><div class="price-new">24,90 €</div>'), 24.9);
  });
  it('may do without a currency where an element is named for it', () => {
    assert.equal(price('<span class="product-price">24.90</span>'), 24.9);
  });
  it('is not one that the page keeps hidden, where it shows another', () => {
    assert.equal(price('<p style="display:none">$30.00</p>'), 30);
    assert.equal(price('<p style="display:none">$30.00</p><p>$24.90</p>'), 24.9);
    assert.equal(price('<div class="variant d-none"><p>$30.00</p></div><p>$24.90</p>'), 24.9);
    assert.equal(price('<p aria-hidden="true">$30.00</p><p>$24.90</p>'), 24.9);
    assert.equal(price('<div class="d-none d-lg-block"><p>$30.00</p></div><p>$24.90</p>'), 30);
  });
  it('is not one of related products, nor a number of anything else', () => {
    assert.equal(price('<p>12 colours</p><div class="related"><p>$3.00</p></div>'), null);
    assert.equal(price('<p class="price-rating">**** (68) show</p>'), null);
  });
  it('is not one under a heading that leads to other things', () => {
    const card = '<div><h3>Oak bowl</h3><p>$14.00</p></div>';
    assert.equal(price(`<p>Sold out</p><h2>Customers also bought</h2>${card}`), null);
    assert.equal(price(`<p>Ausverkauft</p><section><h2>Ähnliche Artikel</h2></section>${card}`), null);
    assert.equal(price(`<div><h2>Похожие товары</h2></div>${card}`), null);
    assert.equal(price(`<section><h2>Similar items</h2>${card}</section><p>$24.90</p>`), 24.9);
    assert.equal(
      price(`<h3>You might also like</h3>${card.replaceAll('h3', 'h4')}<h2>Buy</h2><p>$24</p>`),
      24,
    );
  });
  it('is not the one that a word says to be old, of a part or on top', () => {
    assert.equal(price('<table><tr><td>Prix conseillé<td>30,00 €<tr><td>Prix<td>24,90 €</table>'), 24.9);
    assert.equal(price('<p><b>List price:</b> <i>$30.00</i></p><p>$24.90</p>'), 24.9);
    assert.equal(price('<p>$9.90 <small>per month</small></p><p>$24.90</p>'), 24.9);
    assert.equal(price('<p>Rs 60 per Sq.Ft</p><p>Rs 70,000</p>'), 70_000);
  });
  it('begins a long line', () => {
    const terms = `<small>free delivery ${'for members '.repeat(12)}</small>`;
    assert.equal(
      price(`<p class="price"><b>24,90 €</b> ${terms}</p><p class="price">Total: 30,00 €</p>`),
      24.9,
    );
  });
  it('is not glued to the number that follows it', () => {
    assert.equal(price('<p><b>$350</b><i>4 bids</i></p>'), 350);
    assert.equal(price('<p><b>$24</b><sup>90</sup></p>'), 24.9);
  });
  it('is looked for around the heading, whatever stands above it', () => {
    const menu = '<ul class="menu">' + '<li>Town</li>'.repeat(4_500) + '</ul>';
    assert.equal(one(`${menu}<h1>Kettle</h1><p>€ 317,-</p>`, 'price', 'float'), 317);
  });
  it('is looked for by the line that says most of the title, where no heading does', () => {
    const text = '<p>It boils water.</p>'.repeat(120);
    const others = '<p>Another kettle</p><b class="price">$7.90</b>'.repeat(60);
    const page = `<title>Steel kettle | Acme</title><div>Steel kettle</div><p>$24 a piece</p>${text}${others}`;
    assert.equal(one(page, 'price', 'float'), 24);
  });
  it('tells which of two declared ones is meant', () => {
    const thing = '{"@type": "Product", "name": "Kettle", "offers": {"@type": "Offer", "price": 130}}';
    const head =
      `<script type="application/ld+json">${thing}</script>` +
      '<meta property="product:price:amount" content="180.00">';
    assert.equal(price(`${head}<p>Current bid $180</p>`), 180);
    assert.equal(price(`${head}<p>Kettles of all sizes</p>`), 130);
  });
});

describe('what something cost before', () => {
  const prices = (html: string, lang = 'en'): unknown[] => {
    const page = `<html lang="${lang}"><h1>Kettle</h1>${html}`;
    return [one(page, 'list_price', 'float'), one(page, 'price', 'float')];
  };
  const offer = (specified: object): string =>
    `<script type="application/ld+json">${JSON.stringify({
      '@type': 'Product',
      name: 'Kettle',
      offers: { '@type': 'Offer', priceSpecification: specified },
    })}</script>`;

  it('is struck out, or named so by a word', () => {
    assert.deepEqual(prices('<p><del>£60</del> £44.90</p>'), [60, 44.9]);
    assert.deepEqual(prices('<p>UVP 59,99 € 44,90 €</p>', 'de'), [59.99, 44.9]);
    assert.deepEqual(prices('<p>De: R$ 249,90</p><p>Por: R$ 189,90</p>', 'pt'), [249.9, 189.9]);
    assert.deepEqual(prices('<p>De: R$ 249,90 / Por: R$ 189,90</p>', 'pt'), [249.9, 189.9]);
    assert.deepEqual(prices('<dl><dt>List price<dd>£60<dt>Price<dd>£44</dl>'), [60, 44]);
    assert.equal(one('<h1>Kettle</h1><p>RRP £60</p><p>£44</p>', 'regular_price', 'float'), 60);
  });
  it('is unknown where one price is all there is', () => {
    assert.deepEqual(prices('<p>£60</p>'), [null, 60]);
    const other = '<h2>You might like</h2><p>Oak bowl <del>£90</del> £80</p>';
    assert.deepEqual(prices(`<p>£60</p>${other}`), [null, 60]);
    assert.deepEqual(prices('<p><s>£60</s></p>'), [null, 60]);
    assert.deepEqual(prices(offer({ '@type': 'UnitPriceSpecification', price: 60 })), [null, 60]);
  });
  it('is the one that an offer declares beside its own', () => {
    const listed = { price: 60, priceType: 'https://schema.org/StrikethroughPrice' };
    assert.deepEqual(prices(offer([listed, { price: 44.9 }])), [60, 44.9]);
    assert.deepEqual(prices(offer([{ ...listed, priceType: 'ListPrice' }, { price: 44.9 }])), [60, 44.9]);
  });
});

describe('a price with a discount', () => {
  const price = (html: string): unknown => one(`<h1>Kettle</h1>${html}`, 'price', 'float');

  it('is the one that the share leads to, whatever stands first', () => {
    assert.equal(price('<p><b>80.00 €</b> <b>39.90 €</b> <i>(- 50%)</i></p>'), 39.9);
    assert.equal(price('<p>-25 %</p><p>€ 40</p><p>€ 30</p>'), 30);
    assert.equal(price('<p>-10 %</p><p>€ 40</p><p>€ 30</p>'), 40);
    assert.equal(price('<dl><dt>Price<dd>80.00 € 39.90 € (- 50%)</dl>'), 39.9);
    assert.equal(price('<dl><dt>Price<dd>80.00 € 39.90 € (- 5%)</dl>'), 80.0);
  });
});

describe('offers of a thing', () => {
  const thing = (offers: unknown): string =>
    `<script type="application/ld+json">${JSON.stringify({ '@type': 'Product', name: 'Kettle', offers })}</script>`;
  const out = { '@type': 'Offer', price: 0, availability: 'https://schema.org/OutOfStock' };

  it('are in stock when one is', () => {
    const offer = { ...out, availability: 'https://schema.org/InStock' };
    assert.equal(one(thing([out, offer]), 'in_stock', 'boolean'), true);
    assert.equal(one(thing([out, out]), 'in_stock', 'boolean'), false);
  });
  it('cost thousands or thousandths as the page shows', () => {
    for (const lang of ['', ' lang="es"', ' lang="en"']) {
      const page = (shown: string): string =>
        `<html${lang}>${thing({ ...out, price: '4.250' })}<h1>Kettle</h1><p>${shown}</p>`;
      assert.equal(one(page('$4.250'), 'price', 'float'), 4250);
      assert.equal(one(page('4,25 €'), 'price', 'float'), 4.25);
    }
  });
  it('cost what the page shows where they say nothing', () => {
    assert.equal(one(`${thing(out)}<h1>Kettle</h1><p>$24.90</p>`, 'price', 'float'), 24.9);
    assert.equal(one(`${thing(out)}<h1>Kettle</h1><p>A kettle.</p>`, 'price', 'float'), 0);
  });
});

describe('stock without markup', () => {
  const stock = (html: string): unknown => one(`<h1>Kettle</h1>${html}`, 'in_stock', 'boolean');

  it('is known by a button that fills the basket', () => {
    assert.equal(stock('<button>In den Warenkorb</button>'), true);
    assert.equal(stock('<input type="submit" value="Add to cart">'), true);
    assert.equal(stock('<button class="add-to-cart"><i></i></button>'), true);
    const hidden = '<div style="display: none"><p><b>Sold out</b></p></div>';
    assert.equal(stock(`${hidden}<button id="button-cart">Naroči</button>`), true);
    const unseen = '<div class="notice d-none"><p>Sold out</p></div>';
    assert.equal(stock(`${unseen}<button>Додати в кошик</button>`), true);
    assert.equal(stock('<img id="addToCart" title="Add to Cart" src="a.png">'), true);
  });
  it('is known by what stands by its label, in words or pieces', () => {
    for (const [said, expected] of [
      ['Niedostępny', false],
      ['Jetzt vorrätig', true],
      ['12 szt.', true],
      ['> 5 ks', true],
      ['5 giorni', null],
    ] as const)
      assert.equal(stock(`<dl><dt>Availability<dd>${said}</dl>`), expected, said);
  });
  it('is known by the number that is asked for', () => {
    assert.equal(stock('<input type="number" name="quantity" value="1">'), true);
    assert.equal(stock('<p>Sold out</p><input type="number" name="quantity" value="1">'), false);
    assert.equal(stock('<input type="number" name="rooms" value="1">'), null);
  });
  it('is that of what the button sells, not of something far below', () => {
    const more = '<p>Another one.</p>'.repeat(30);
    assert.equal(stock(`<p>Add to basket</p>${more}<p>Sold out</p>`), true);
  });
  it('goes with a classified ad', () => {
    assert.equal(stock('<p>€ 35,-</p><p>Verhandlungsbasis</p>'), true);
    assert.equal(stock('<p>€ 35,-</p><p>Verhandlungsbasis ist der Preis</p>'), null);
    assert.equal(stock('<p>Verhandlungsbasis</p>'), null);
  });
  it('is known by a line that says so', () => {
    assert.equal(stock('<p>Sold out</p>'), false);
    assert.equal(stock('<p>En stock</p>'), true);
    assert.equal(stock('<p>Produkt niedostępny</p>'), false);
    assert.equal(stock('<p>In stockings of wool</p>'), null);
  });
  it('is unknown where both are said, or neither', () => {
    assert.equal(stock('<p>Sold out</p><button>Add to cart</button>'), null);
    assert.equal(stock('<p>A kettle.</p>'), null);
  });
});

describe('fields of money', () => {
  it('are zero where it is free, whatever they are called', () => {
    const html = '<dl><dt>Price<dd>Free<dt>Booking fee<dd>gratis<dt>Guests<dd>Free</dl>';
    assert.equal(one(html, 'price', 'float'), 0);
    assert.equal(one(html, 'booking_fee', 'float'), 0);
    assert.equal(one(html, 'guests', 'float'), null);
  });
  it('are unknown where the price must be asked for', () => {
    assert.equal(one('<dl><dt>Price<dd>Price on request (no. 12)</dl>', 'price', 'float'), null);
  });
});
