import assert from 'node:assert/strict';
import { decodeText } from '../../../src/core/html/decode.js';
import { parseContentType, sniffContentType } from '../../../src/core/html/content-type.js';

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');
const page = (head: string, hex: string): Buffer =>
  Buffer.concat([latin1(`<html><head>${head}</head><p>`), Buffer.from(hex, 'hex'), latin1('</p></html>')]);
const paragraph = (html: string): string => /<p>(.*)<\/p>/s.exec(html)?.[1] ?? '';

const SAMPLES: readonly (readonly [charset: string, hex: string, text: string])[] = [
  ['utf-8', Buffer.from('naïve 日本語 𠮷').toString('hex'), 'naïve 日本語 𠮷'],
  ['windows-1251', 'cff0e8e2e5f2', 'Привет'],
  ['koi8-r', 'f0d2c9d7c5d4', 'Привет'],
  ['shift_jis', '93fa967b8cea836583588367', '日本語テスト'],
  ['euc-jp', 'c6fccbdcb8ec', '日本語'],
  ['iso-2022-jp', '1b2442467c4b5c386c1b2842', '日本語'],
  ['euc-kr', 'c7d1b1b9beee', '한국어'],
  ['gb18030', 'bcf2cce5d6d0cec4a2e39534b235', '简体中文€𠮷'],
  ['big5', 'c163c5e9a4a4a4e5', '繁體中文'],
  ['iso-8859-2', '5a61bff3b3e62067eab66cb1', 'Zażółć gęślą'],
  ['windows-1252', '936e61ef766594209620352080', '“naïve” – 5 €'],
  ['iso-8859-1', '936e61ef766594209620352080', '“naïve” – 5 €'],
  ['x-user-defined', '41ff', 'A\uf7ff'],
];

describe('decodeText', () => {
  for (const [charset, hex, text] of SAMPLES) {
    it(`reads ${charset} named by the HTTP header`, () => {
      assert.equal(paragraph(decodeText(page('', hex), `text/html; charset=${charset}`)), text);
    });
    if (charset === 'x-user-defined') continue; // In a meta element it means windows-1252.
    it(`reads ${charset} named by a meta element`, () => {
      assert.equal(paragraph(decodeText(page(`<meta charset="${charset}">`, hex), 'text/html')), text);
    });
  }

  it('reads the http-equiv form of meta', () => {
    const head = '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">';
    assert.equal(paragraph(decodeText(page(head, 'cff0e8e2e5f2'), 'text/html')), 'Привет');
  });

  it('prefers the header to the meta element', () => {
    const html = page('<meta charset="koi8-r">', 'cff0e8e2e5f2');
    assert.equal(paragraph(decodeText(html, 'text/html; charset="Windows-1251"')), 'Привет');
  });

  it('prefers a byte order mark to everything, and removes it', () => {
    const utf16 = Buffer.from('\ufeff<p>Привет</p>', 'utf16le');
    assert.equal(decodeText(utf16, 'text/html; charset=utf-8'), '<p>Привет</p>');
    assert.equal(decodeText(Buffer.from(utf16).swap16(), 'text/html'), '<p>Привет</p>');
    assert.equal(decodeText(Buffer.from('\ufeff<p>é</p>'), 'text/html; charset=koi8-r'), '<p>é</p>');
  });

  it('ignores a header that names no known encoding', () => {
    assert.equal(
      paragraph(decodeText(page('<meta charset=koi8-r>', 'f0d2c9d7c5d4'), 'text/html; charset=none')),
      'Привет',
    );
  });

  it('follows a meta element after the first 1024 bytes, as browsers do', () => {
    const head = `<script>${' '.repeat(3_000)}</script><meta charset="windows-1251">`;
    assert.equal(paragraph(decodeText(page(head, 'cff0e8e2e5f2'), 'text/html')), 'Привет');
  });

  it('takes undeclared bytes for UTF-8 when they are valid, and for windows-1252 otherwise', () => {
    assert.equal(decodeText(Buffer.from('<p>日本語</p>'), 'text/html'), '<p>日本語</p>');
    assert.equal(decodeText(latin1('<p>caf\xe9 \x80</p>'), 'text/html'), '<p>café €</p>');
  });

  it('still sees UTF-8 when the body is cut inside a character', () => {
    const cut = Buffer.from('<p>日本語').subarray(0, -1);
    assert.equal(decodeText(cut, 'text/html'), '<p>日本\ufffd');
  });

  it('reads the encoding of an XML declaration, and UTF-8 without one', () => {
    const feed = Buffer.concat([
      latin1('<?xml version="1.0" encoding="windows-1251"?><p>'),
      Buffer.from('cff0e8e2e5f2', 'hex'),
    ]);
    assert.match(decodeText(feed, 'application/rss+xml'), /<p>Привет$/);
    assert.match(decodeText(feed, 'text/html'), /<p>Привет$/);
    assert.equal(decodeText(Buffer.from('<p>é</p>'), 'text/xml'), '<p>é</p>');
  });

  it('reads JSON as UTF-8 even when it is not valid', () => {
    assert.equal(decodeText(latin1('{"a":"\xe9"}'), 'application/json'), '{"a":"\ufffd"}');
  });

  it('survives a meta element that stops the prescan', () => {
    const html = latin1('<meta http-equiv="content-type" content="text/html; charset"><p>caf\xe9</p>');
    assert.match(decodeText(html, 'text/html'), /café/);
  });

  it('reads an encoding that is forbidden for its dangers as one replacement character', () => {
    assert.equal(decodeText(latin1('<p>~{<:Ky~}</p>'), 'text/html; charset=hz-gb-2312'), '\ufffd');
  });

  it('keeps nothing of one body for the next', () => {
    const cut = Buffer.from('93', 'hex');
    decodeText(cut, 'text/html; charset=shift_jis');
    assert.equal(decodeText(Buffer.from('fa', 'hex'), 'text/html; charset=shift_jis').includes('日'), false);
  });

  it('decodes an empty body to an empty text', () => assert.equal(decodeText(new Uint8Array(0)), ''));
});

describe('parseContentType', () => {
  it('takes the last valid value and keeps the charset of the same type', () => {
    assert.deepEqual(parseContentType('text/html; charset=koi8-r, text/html'), {
      essence: 'text/html',
      charset: 'koi8-r',
    });
    assert.deepEqual(parseContentType('text/plain, TEXT/HTML'), { essence: 'text/html', charset: undefined });
    assert.deepEqual(parseContentType('text/html; x="a,b"; charset=utf-8'), {
      essence: 'text/html',
      charset: 'utf-8',
    });
  });

  it('is null when the server did not say', () => {
    for (const header of [undefined, '', 'html', '*/*', 'unknown/unknown'])
      assert.equal(parseContentType(header), null);
  });
});

describe('sniffContentType', () => {
  const bodies: readonly (readonly [body: string, essence: string])[] = [
    ['\n<!DOCTYPE html><html>', 'text/html'],
    ['\xef\xbb\xbf<html>', 'text/html'],
    ['<!-- x --><div>', 'text/html'],
    ['<?xml version="1.0"?><rss>', 'text/xml'],
    ['{"a":1}', 'application/json'],
    ['[{"a":1}]', 'application/json'],
    ['hello', 'text/plain'],
    ['', 'text/plain'],
    ['%PDF-1.7', 'application/pdf'],
    ['\x89PNG\r\n\x1a\n', 'image/png'],
    ['\x00\x01\x02', 'application/octet-stream'],
  ];
  for (const [body, essence] of bodies) {
    it(`takes ${JSON.stringify(body)} for ${essence}`, () =>
      assert.equal(sniffContentType(latin1(body)), essence));
  }
});
