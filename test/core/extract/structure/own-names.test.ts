import assert from 'node:assert/strict';
import { extractFields, openDocument } from '../../../../src/core/extract/index.js';
import type { Field, FieldType } from '../../../../src/core/schema.js';

function valueOf(html: string, asked: string | Field, type: FieldType = 'string'): unknown {
  const field: Field = typeof asked === 'string' ? { field: asked, type } : asked;
  const doc = openDocument(`<h1>Kettle</h1>${html}`, 'https://shop.test/kettle');
  return extractFields(doc, [field], { fetchedAt: new Date('2024-06-01T12:00:00Z') }).data[field.field];
}

describe("a field of the caller's own", () => {
  it('is read from what the markup names like it', () => {
    for (const html of [
      '<div class="warranty">2 years</div>',
      '<div class="product-detail__warranty-value">2 years</div>',
      '<div class="text-sm md:mt-2 js-warranty">2 years</div>',
      '<div class="Warranty_value__3xYz9">2 years</div>',
      '<div class="ProductPage__Warranty-sc-269llv-2">2 years</div>',
      '<p id="productWarranty">2 years</p>',
      '<span data-testid="warranty-text">2 years</span>',
      '<span data-qa="item_warranty">2 years</span>',
      '<span itemprop="warranty">2 years</span>',
      '<span aria-label="Warranty">2 years</span>',
      '<h3 id="w2">Warranty</h3><p>of the maker</p><p aria-labelledby="w2">2 years</p>',
      '<table><tr><td headers="warranty">2 years</td></table>',
      '<table><tr><td data-label="Warranty">2 years</td></table>',
      '<div data-warranty="2 years">…</div>',
      '<input readonly name="warranty" value="2 years">',
      '<input type="hidden" name="warranty" value="2 years">',
      '<output name="warranty">2 years</output>',
      '<label for="w1">Warranty</label> <output id="w1">2 years</output>',
      '<data class="warranty" value="2 years">24 months</data>',
      '<div class="warranty"><span>Warranty</span><span>2 years</span></div>',
      '<div class="warranty-row"><p>Warranty:</p><p>2 years</p></div>',
      '<div class="warranty">Warranty: 2 years</div>',
      '<div><i class="warranty-label">Warranty of the maker</i><i>2 years</i></div>',
    ])
      assert.equal(valueOf(html, 'warranty'), '2 years', html);
  });

  it('may have several words, in any way of writing, or a hint that names it', () => {
    for (const html of [
      '<b class="seat-height">45 cm</b>',
      '<b class="seatHeight">45 cm</b>',
      '<b class="specs__SEAT_HEIGHT">45 cm</b>',
      '<b class="seatheight">45 cm</b>',
      '<b class="maximum-seat-height">45 cm</b>',
    ]) {
      assert.equal(valueOf(html, 'seatHeight'), '45 cm', html);
      assert.equal(valueOf(html, 'seat_height', 'integer'), 45, html);
    }
    const hinted: Field = { field: 'sitz', type: 'string', hint: 'The seat height of the chair' };
    assert.equal(valueOf('<b class="seat-height">45 cm</b>', hinted), '45 cm');
    assert.equal(valueOf('<b class="sitzhöhe">45 cm</b>', 'sitzhöhe'), '45 cm');
    assert.equal(valueOf('<b class="altura-asiento">45 cm</b>', 'altura_asiento'), '45 cm');
  });

  it('is of the type that is asked for', () => {
    assert.equal(valueOf('<b class="warranty">on request</b>', 'warranty', 'integer'), null);
    assert.equal(
      valueOf('<time class="restock-day" datetime="2024-07-01">soon</time>', 'restock_day', 'date'),
      '2024-07-01',
    );
    assert.equal(valueOf('<b class="is-vegan">Yes</b>', 'is_vegan', 'boolean'), true);
    assert.equal(
      valueOf('<a class="manual-url" href="/m.pdf">Manual</a>', 'manual_url'),
      'https://shop.test/m.pdf',
    );
    const list = '<ul class="features"><li>Whistles<li>Pours</ul>';
    assert.deepEqual(valueOf(list, 'features', 'array<string>'), ['Whistles', 'Pours']);
  });

  it('is unknown where the name is that of another thing, of a control, or of a whole part of the page', () => {
    for (const html of [
      '<div class="warranty-icon">2 years</div>',
      '<a class="warranty-link" href="/w">2 years</a>',
      '<button class="warranty">Add</button>',
      '<div class="extended-warranty">2 years</div>',
      '<div class="no-warranty">2 years</div>',
      '<div class="warrantyless">2 years</div>',
      `<div class="warranty">${'All about what we promise. '.repeat(20)}</div>`,
      '<div class="warranty"><p>a<p>b<p>c<p>d<p>e</div>',
      '<b class="warranty">2 years</b><b class="warranty">3 years</b>',
      '<footer><div class="warranty">2 years</div></footer>',
      '<div class="related"><div class="warranty">2 years</div></div><i class="warranty"></i>',
      '<form><input name="warranty" value="2 years"></form>',
      '<script>var warranty = "2 years"</script><template><i class="warranty">2 years</i></template>',
    ])
      assert.equal(valueOf(html, 'warranty'), null, html);
  });

  it('is what the page shows, where it keeps another hidden', () => {
    const hidden = '<p class="warranty" hidden>1 year</p>';
    assert.equal(valueOf(`${hidden}<p class="warranty">2 years</p>`, 'warranty'), '2 years');
    assert.equal(valueOf(hidden, 'warranty'), '1 year');
  });
  it('is read from its label first', () => {
    const html = '<i class="warranty">yes</i><dl><dt>Warranty<dd>2 years</dl>';
    assert.equal(valueOf(html, 'warranty'), '2 years');
  });

  it('also answers what a concept knows, names without what follows them', () => {
    const html = '<div class="product-publisher">Acme Books / 2010 / Hardcover</div>';
    assert.equal(valueOf(html, 'publisher'), 'Acme Books');
    assert.equal(valueOf('<span class="product-color">Blue / white</span>', 'color'), 'Blue / white');
  });
});
