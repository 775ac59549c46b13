import assert from 'node:assert/strict';
import { coerce } from '../../../src/core/extract/coerce/index.js';

function floatOf(text: string, isMoney = false, lang: string | null = null): unknown {
  const context = { lang, isMoney, referenceDate: () => new Date(0), wordedDates: { left: 1 } };
  const result = coerce(text, 'float', context);
  return result.kind === 'value' ? result.value : null;
}

describe('numbers as people write them', () => {
  const rows: readonly (readonly [string, number])[] = [
    ['1 1/2 cups', 1.5],
    ['1/2 cup', 0.5],
    ['page 1/2', 1],
    ['12万', 120_000],
    ['1.5億円', 150_000_000],
    ['3億5000万', 350_000_000],
    ['3만 5천원', 35_000],
    ['5千', 5_000],
    ['1,5 Mio.', 1_500_000],
    ['3,2 Mrd. €', 3_200_000_000],
    ['12k', 12_000],
    ['3.2M', 3_200_000],
    ['2 млн', 2_000_000],
    ['3 mil millones', 3_000_000_000],
    ['5 लाख', 500_000],
    ['₹1.5 Cr', 15_000_000],
    ['₹12,34,567.50', 1_234_567.5],
    ["CHF 1'234.50", 1234.5],
    ['35€ 99', 35.99],
    ['35€99', 35.99],
    ['35€ 10€', 35],
    ['36. 24', 36.24],
    ['From 26 to 50 €', 26],
    ['26–50 €', 26],
    ['50 - $2.00 100 - $2.75', 2],
    ['Was $120.00 Now $60.00', 60],
    ['Was: $124.95 Now: $0.00', 124.95],
    ['($1,234.50)', -1234.5],
    ['(12.50)', -12.5],
    ['(45)', 45],
    ['(4.5)', 4.5],
    ['45 %', 45],
    ['২৩৪', 234],
    ['๑๒๓', 123],
    ['۱٬۲۳۴٫۵', 1234.5],
    ['१,२३४', 1234],
    ['１２，３４５', 12_345],
    ['2 h 30 min', 150],
    ['1 1/2 h', 1.5],
    ['10 billion people', 1e10],
  ];
  for (const [text, expected] of rows) {
    it(`reads "${text}" as ${expected}`, () => assert.equal(floatOf(text), expected));
  }
});

describe('amounts of money', () => {
  const amountOf = (text: string, lang?: string): unknown => floatOf(text, true, lang);

  it('have no thousandths, but where the currency or the language has', () => {
    assert.equal(amountOf('148.900'), 148_900);
    assert.equal(amountOf('148.900', 'en'), 148.9);
    assert.equal(amountOf('218.750 KD'), 218.75);
    assert.equal(floatOf('148.900'), 148.9);
    assert.equal(floatOf('KWD 12.500'), 12.5);
  });
  it('may be said in words', () => {
    for (const free of ['Free!', 'gratis', 'Kostenlos', 'бесплатно', '無料'])
      assert.equal(amountOf(free), 0, free);
    assert.equal(floatOf('Free!'), null);
    for (const asked of ['POA', 'Price on request (2 left)', 'Цена: уточняйте (от 3 шт.)'])
      assert.equal(amountOf(asked), null, asked);
  });
  it('are no days, shares, lengths, and not what delivery is free from', () => {
    for (const other of [
      'July, 2004',
      '15.08.2017',
      '25-09',
      '40% OFF',
      '16.00 ft',
      'Free shipping from $49+',
    ])
      assert.equal(amountOf(other), null, other);
    assert.equal(amountOf('16 Ft'), 16);
    assert.equal(amountOf('1 KM'), 1);
    assert.equal(amountOf('$49, free shipping'), 49);
    assert.equal(floatOf('40% OFF'), 40);
  });
});
