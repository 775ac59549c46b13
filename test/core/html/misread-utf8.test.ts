import assert from 'node:assert/strict';
import { decodeAs } from '../../../src/core/html/decode.js';
import { mayBeMisread, undoMisreadUtf8 } from '../../../src/core/html/misread-utf8.js';

/** As a browser writes out what it has read as windows-1252. */
const misread = (text: string): string =>
  decodeAs(Buffer.from(text, 'utf8'), 'windows-1252').replaceAll('\u00a0', '&nbsp;');

describe('undoMisreadUtf8', () => {
  for (const text of [
    'Größe: 5 €',
    'déjà vu — “été” à Paris',
    'Чайник из стали',
    'やかん',
    '주전자',
    'กาต้มน้ำ',
    'الغلاية',
    'Kettle 🫖 𠮷',
  ]) {
    it(`reads "${text}"`, () => {
      const html = `<p title="${text}">${text}</p>`;
      assert.notEqual(misread(html), html);
      assert.ok(mayBeMisread(misread(html)));
      assert.equal(undoMisreadUtf8(misread(html)), html);
    });
  }

  it('reads what stands beside a no-break space', () =>
    assert.equal(
      undoMisreadUtf8(`${misread('Qualité')}&nbsp;: ${misread('à')}&nbsp;`),
      'Qualité&nbsp;: à&nbsp;',
    ));

  it('leaves what scripts have put in', () =>
    assert.equal(undoMisreadUtf8(`é “quoted” 日本 ${misread('é')}`), 'é “quoted” 日本 é'));

  it('leaves what is no UTF-8: too long a form, and half of a pair', () => {
    for (const hex of ['e08080', 'eda080', 'f4908080']) {
      const text = decodeAs(Buffer.from(hex, 'hex'), 'windows-1252');
      assert.equal(undoMisreadUtf8(text), text);
    }
  });

  it('finds nothing in a text without it', () => {
    assert.ok(!mayBeMisread('Café, naïve, “quoted” – 5 €, SÃO, ASCII'));
  });
});
