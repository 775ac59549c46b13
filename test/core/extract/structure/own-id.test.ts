import assert from 'node:assert/strict';
import { extractFields, openDocument } from '../../../../src/core/extract/index.js';

function numberOf(html: string, url = 'https://shop.test/kettle', field = 'sku'): unknown {
  const fetchedAt = new Date('2024-06-01T12:00:00Z');
  return extractFields(openDocument(html, url), [{ field, type: 'string' }], { fetchedAt }).data[field];
}

describe('the number of the thing that a page is about', () => {
  it('is what the address and a form, an element or a script agree on', () => {
    const canonical = '<link rel=canonical href="https://shop.test/itm/133588510845">';
    for (const html of [
      '<form><input type=hidden name=productId value=133588510845></form>',
      '<form><button name=add-to-cart value=133588510845>In den Korb</button></form>',
      '<div data-item-id="133588510845"><h1>Kettle</h1></div>',
      '<script>dataLayer.push({ pid: "133588510845", list: "home" })</script>',
      '<script>var page = {"articleNo":133588510845}</script>',
      '<script>push("{\\"productId\\":\\"133588510845\\"}")</script>',
      '<b itemprop="sku" content="133588510845">Kettle</b>',
    ]) {
      assert.equal(numberOf(canonical + html), '133588510845', html);
      assert.equal(numberOf(canonical + html, undefined, 'product_id'), '133588510845', html);
    }
    const others = '<i data-item-id=1335>a</i><i data-item-id=1336>b</i>';
    const own = '<input name=productId value=77310>';
    assert.equal(numberOf(others + own, 'https://shop.test/kettle-p77310.html?from=1335x'), '77310');
    assert.equal(
      numberOf('<i data-adno="200532255">', 'https://ads.test/c57a200532255/boot.html'),
      '200532255',
    );
  });

  it('is what the only form names, or what stands behind a word for a thing in the address', () => {
    assert.equal(numberOf('<form><input type=hidden name=product_id value=K-17></form>'), 'K-17');
    assert.equal(numberOf('<p>Kettle', 'https://shop.test/product/9249556'), '9249556');
    assert.equal(numberOf('<p>Kettle', 'https://shop.test/dp/B00X4WHP5E?ref=a'), 'B00X4WHP5E');
    const picture = '<meta property="og:image" content="https://cdn.test/p/o/260591_1.jpg">';
    assert.equal(numberOf(picture, 'https://shop.test/store/122725?pid=260591'), '260591');
  });

  it('is unknown where the page names several, or that of something else', () => {
    for (const html of [
      '<i data-product-id="1335">a</i><i data-product-id="1336">b</i>',
      '<input name=categoryId value=7731><input name=variant_id value=7731>',
      '<input name=product_id value=true><input name=sku value="">',
      '<script>var productName = "Kettle 2000"</script>',
      '<script>var sku = "kettles-7731-x", pid = 7731.5</script>',
    ])
      assert.equal(numberOf(html, 'https://shop.test/tea/kettles-7731'), null, html);
    assert.equal(numberOf('', 'https://shop.test/product/kettle'), null);
  });

  it('is second to metadata and to a label', () => {
    const own = '<input name=productId value=7731>';
    const url = 'https://shop.test/p/7731';
    assert.equal(numberOf(`<p>SKU: K-17</p>${own}`, url), 'K-17');
    const ld = '<script type="application/ld+json">{"@type":"Product","name":"Kettle","sku":"K-18"}</script>';
    assert.equal(numberOf(ld + own, url), 'K-18');
  });

  it('is written as the page shows it', () => {
    const own = '<h1>Kettle<span content="7312054">731/2054</span></h1><input name=productId value=7312054>';
    assert.equal(numberOf(own, 'https://shop.test/product/7312054'), '731/2054');
  });

  it('is the one of several that the page shows', () => {
    const own = '<i data-product-id="S81340276" data-product-no="81340276"></i><p>Our 813.402.76 kettle</p>';
    assert.equal(numberOf(own, 'https://shop.test/kettle-s81340276/81340276'), '813.402.76');
  });

  it('stands by a label that can be nothing else', () => {
    const own = '<i data-product-id="1004417320"></i>';
    for (const label of ['Artikel-Nr.', 'Item #', 'Nr ref.'])
      assert.equal(
        numberOf(`<p>${label} <b>7720163548</b></p>${own}`, 'https://shop.test/kettle-1004417320'),
        '7720163548',
        label,
      );
  });

  it('goes before the number of the maker, where the page shows both', () => {
    const maker = '<table><tr><th>Part number<td>TK20-BLUE<tr><th>Catalogue key<td>KX4R7Q2M91</table>';
    const own = '<i data-asin="KX4R7Q2M91"></i>';
    assert.equal(numberOf(maker + own, 'https://shop.test/dp/KX4R7Q2M91'), 'KX4R7Q2M91');
    const hidden = maker.replace('KX4R7Q2M91', 'blue');
    assert.equal(numberOf(hidden + own, 'https://shop.test/dp/KX4R7Q2M91'), 'TK20-BLUE');
  });

  it('is no count of rows, unless an id is asked for', () => {
    const own = '<i data-pid="2207"></i>';
    const url = 'https://shop.test/offer_2207.html';
    assert.equal(numberOf(own, url), null);
    assert.equal(numberOf(own, url, 'product_id'), '2207');
  });

  it('may have words among its parts', () => {
    const html = '<table><tr><th>Item no<td>DELTA 380 PRO</table>';
    const field = { field: 'sku', type: 'string', example: 'B08FC1R8C9' } as const;
    const fetchedAt = new Date('2024-06-01T12:00:00Z');
    const { data } = extractFields(openDocument(html, 'https://shop.test/'), [field], { fetchedAt });
    assert.equal(data['sku'], 'DELTA 380 PRO');
  });
});
