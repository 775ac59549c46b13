import { strict as assert } from 'node:assert';
import { guessEncoding } from '../../../src/core/html/guess-encoding.js';
import { encode } from '../../../bench/wild/inputs/encoder.js';

/** With the markup of a page around it, again and again. */
function page(text: string, label = 'windows-1252', times = 1): Buffer {
  const line = Buffer.concat([Buffer.from('<p class="text">'), encode(text, label), Buffer.from('</p>\n')]);
  return Buffer.concat([
    Buffer.from('<!doctype html><title>Shop</title>\n'),
    ...Array<Buffer>(times).fill(line),
  ]);
}

describe('guessEncoding', () => {
  it('tells scripts of their own, in a short text and a long one', () => {
    for (const [label, expected, text] of [
      ['windows-1251', 'windows-1251', 'Интернет-магазин чайников'],
      [
        'iso-8859-5',
        'ISO-8859-5',
        'Интернет-магазин чайников. Доставка по всей России, оплата при получении',
      ],
      ['windows-874', 'windows-874', 'กาต้มน้ำสีฟ้า ราคา 500 บาท'],
      ['euc-kr', 'EUC-KR', '파란 주전자를 판매합니다. 가격은 삼만원'],
    ] as const) {
      for (const times of [1, 50]) assert.equal(guessEncoding(page(text, label, times)), expected, label);
    }
  });

  it('does not guess for Latin scripts', () => {
    for (const text of [
      'Blauer Kessel für den täglichen Gebrauch. Größe 5, Lieferung nach Österreich möglich. Straße, süß',
      'Bouilloire bleue en acier. Livraison gratuite à l’étranger, prix réduit : 5 €. Déjà été, à la mère',
      'Tetera azul. Envío gratuito a toda España. Añadir a la cesta, información y atención al cliente',
      'Chaleira azul de aço. Envio grátis para todo o país. À mão, informações e promoções',
      'The “blue kettle” – it’s made of steel • and it costs £5, not £6…',
    ]) {
      for (const times of [1, 50]) assert.equal(guessEncoding(page(text, 'windows-1252', times)), null, text);
    }
  });

  it('does not guess by signs that stand alone, or by too little', () => {
    for (const text of [
      '\u00a0\u00a0\u00a0 a \u00a0',
      '© 2020',
      '« »',
      '£5 £6 £7',
      'é à ê',
      '• · – — € ° ±',
    ]) {
      assert.equal(guessEncoding(page(text, 'windows-1252', 60)), null, text);
    }
    assert.equal(guessEncoding(page('чайник', 'windows-1251')), null);
    assert.equal(guessEncoding(new Uint8Array()), null);
  });

  it('does not take bytes without a meaning for an encoding', () => {
    let seed = 1;
    const noise = Buffer.from(
      Array.from({ length: 5_000 }, () => (seed = (seed * 48_271) % 2_147_483_647) & 255),
    );
    assert.equal(guessEncoding(noise), null);
  });

  it('ends within the time of a test, whatever the bytes', () => {
    for (const byte of [0x40, 0xe0, 0xa4]) assert.equal(guessEncoding(Buffer.alloc(2_000_000, byte)), null);
    guessEncoding(Buffer.from('\xe0 '.repeat(1_000_000), 'latin1'));
  });
});
