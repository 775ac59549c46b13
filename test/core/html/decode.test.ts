import assert from 'node:assert/strict';
import { decodeText } from '../../../src/core/html/decode.js';
import {
  certainType,
  contentTypeOf,
  parseContentType,
  sniffContentType,
} from '../../../src/core/html/content-type.js';

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
  // Beyond what ICU has under these names: Hong Kong's characters, and the other half of the Hangul syllables.
  ['big5', '87408745', '䏰𧉧'],
  ['euc-kr', '8c638141', '똠갂'],
  ['iso-8859-16', 'aabaa4', 'Șș€'],
  ['windows-874', 'e4b7c2db', 'ไทย\ufffd'],
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

  it('takes utf-16 in a meta element or an XML declaration for utf-8, since it was readable', () => {
    const meta = Buffer.from('<meta charset="utf-16"><p>Привет</p>');
    assert.equal(paragraph(decodeText(meta, 'text/html')), 'Привет');
    const late = Buffer.from(`<script>${' '.repeat(3_000)}</script><meta charset="utf-16le"><p>Привет</p>`);
    assert.equal(paragraph(decodeText(late, 'text/html')), 'Привет');
    const declaration = Buffer.from('<?xml version="1.0" encoding="utf-16"?><p>Привет</p>');
    assert.equal(paragraph(decodeText(declaration, 'text/xml')), 'Привет');
  });

  it('takes x-user-defined in a meta element for windows-1252', () => {
    assert.equal(paragraph(decodeText(page('<meta charset="x-user-defined">', '80e9'), 'text/html')), '€é');
  });

  it('ignores a meta element that is commented out', () => {
    const html = page('<!-- <meta charset="koi8-r"> --><meta charset="windows-1251">', 'cff0e8e2e5f2');
    assert.equal(paragraph(decodeText(html, 'text/html')), 'Привет');
  });

  it('sees UTF-16 by the bytes of an XML declaration', () => {
    const xml = Buffer.from('<?xml version="1.0"?><p>Привет</p>', 'utf16le');
    assert.equal(paragraph(decodeText(xml, 'text/xml')), 'Привет');
    assert.equal(paragraph(decodeText(Buffer.from(xml).swap16(), 'text/html')), 'Привет');
  });

  it('reads ISO-2022-JP, all of whose bytes are ASCII, when a late meta element names it', () => {
    const head = `<script>${' '.repeat(3_000)}</script><meta charset="iso-2022-jp">`;
    assert.equal(paragraph(decodeText(page(head, '1b2442467c4b5c386c1b2842'), 'text/html')), '日本語');
  });

  it('reads undeclared text of any kind as UTF-8 when it is valid, and as windows-1252 otherwise', () => {
    for (const type of ['text/plain', 'text/csv', 'text/markdown', 'application/yaml']) {
      assert.equal(decodeText(Buffer.from('日本語'), type), '日本語');
      assert.equal(decodeText(latin1('caf\xe9'), type), 'café');
      assert.equal(decodeText(latin1('\xcf\xf0'), `${type}; charset=windows-1251`), 'Пр');
    }
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
    ['<rss version="2.0">', 'text/xml'],
    ['%PDF-1.7', 'application/pdf'],
    ['\x89PNG\r\n\x1a\n', 'image/png'],
    ['\x00\x01\x02', 'application/octet-stream'],
  ];
  for (const [body, essence] of bodies) {
    it(`takes ${JSON.stringify(body)} for ${essence}`, () =>
      assert.equal(sniffContentType(latin1(body)), essence));
  }
});

describe('contentTypeOf', () => {
  const cases: readonly (readonly [header: string | undefined, body: string, essence: string])[] = [
    ['text/plain', 'hello', 'text/plain'],
    ['text/plain', '<html>', 'text/plain'],
    ['text/plain', '%PDF-1.7\n', 'application/pdf'],
    ['text/html', '%PDF-1.7\n', 'application/pdf'],
    ['text/plain', '%PDF- is how it begins', 'text/plain'],
    ['text/plain', '\x89PNG\r\n\x1a\n', 'image/png'],
    ['text/html', 'GIF89a\x10\x00\x10\x00', 'image/gif'],
    ['text/html', 'GIF89a is a format', 'text/html'],
    ['text/plain; charset=utf-8', 'a\x00b', 'application/octet-stream'],
    ['text/plain; charset=ISO-8859-1', 'a\x00b', 'application/octet-stream'],
    ['text/plain; charset=utf-16le', 'a\x00b\x00', 'text/plain'],
    ['text/plain', '\xff\xfea\x00', 'text/plain'],
    ['text/html', 'a\x00b', 'text/html'],
    ['image/png', '<html>', 'image/png'],
    ['application/pdf', '<html>', 'application/pdf'],
    ['application/octet-stream', '%PDF-1.7\n', 'application/pdf'],
    ['binary/octet-stream', '<html><p>', 'text/html'],
    ['application/octet-stream', 'hello', 'text/plain'],
    ['application/octet-stream', '\x00\x01', 'application/octet-stream'],
    ['application/force-download', 'PK\x03\x04', 'application/zip'],
    [undefined, '\x00\x00\x00\x20ftypisom', 'video/mp4'],
    ['*/*', '{"a":1}', 'application/json'],
  ];
  for (const [header, body, essence] of cases) {
    it(`takes ${JSON.stringify(body)} sent as ${header} for ${essence}`, () =>
      assert.equal(contentTypeOf(header, latin1(body)).essence, essence));
  }

  it('keeps the charset of a header whose type says nothing', () => {
    const type = contentTypeOf('application/octet-stream; charset=koi8-r', latin1('<html>'));
    assert.deepEqual(type, { essence: 'text/html', charset: 'koi8-r' });
  });
});

describe('certainType', () => {
  it('is the stated type where the body cannot change it', () => {
    assert.equal(certainType('image/png'), 'image/png');
    assert.equal(certainType('Application/PDF; x=1'), 'application/pdf');
    for (const header of ['text/html', 'text/plain', 'application/octet-stream', '*/*', undefined])
      assert.equal(certainType(header), null);
  });
});
