import { strict as assert } from 'node:assert';
import { TITLE } from '../support/api.js';
import { encode } from '../../bench/wild/inputs/encoder.js';
import { UNDECLARED } from '../../bench/wild/inputs/undeclared.js';
import type { RunningService } from '../support/service.js';
import { sharedService } from '../support/shared.js';
import { startSite, type TestSite } from '../support/site.js';

interface Fixture {
  readonly what: string;
  readonly title: string;
  readonly header: string | undefined;
  readonly body: Buffer;
}

const ascii = (text: string): Buffer => Buffer.from(text, 'latin1');
/** A page with these bytes as its title, and `head` before it. */
const page = (title: Buffer, head = ''): Buffer =>
  Buffer.concat([ascii(`<!doctype html><html><head>${head}<title>`), title, ascii('</title></head></html>')]);

/** Label, title and, where Node's decoder is not the standard's, the bytes. */
const ENCODINGS: readonly (readonly [label: string, title: string, hex?: string])[] = [
  ['utf-8', 'Naïve – 日本語 𠮷', '4e61c3af766520e2809320e697a5e69cace8aa9e20f0a0aeb7'],
  ['windows-1252', '“Naïve” – 5 €', '934e61ef766594209620352080'],
  ['iso-8859-1', '“Naïve” – 5 €', '934e61ef766594209620352080'],
  ['iso-8859-2', 'Zażółć gęślą jaźń'],
  ['iso-8859-3', 'Eĥoŝanĝo ĉiuĵaŭde'],
  ['iso-8859-4', 'Ķēķis ņem šķūni'],
  ['iso-8859-5', 'Съешь ещё булок'],
  ['iso-8859-6', 'غلاية زرقاء'],
  ['iso-8859-7', 'Γαλάζιος βραστήρας'],
  ['iso-8859-8', 'קומקום כחול'],
  ['iso-8859-9', 'İstanbul şişe ığdır'],
  ['iso-8859-15', 'Œuvre à 5 €, Žižka'],
  ['iso-8859-16', 'Șș €', 'aaba20a4'],
  ['windows-874', 'กาต้มน้ำสีฟ้า'],
  ['windows-1250', 'Příliš žluťoučký kůň'],
  ['windows-1251', 'Синий чайник – 5 €'],
  ['windows-1253', 'Γαλάζιος βραστήρας – 5 €'],
  ['windows-1254', 'Mavi çaydanlık – ğüşiöç'],
  ['windows-1255', 'קומקום כחול – 5 ₪'],
  ['windows-1256', 'غلاية زرقاء – 5 €'],
  ['windows-1257', 'Mėlynas virdulys – ąčęėįšųūž'],
  ['windows-1258', 'đun ưa ơn – 5 ₫'],
  ['koi8-r', 'Синий чайник'],
  ['koi8-u', 'Синій чайник, ґанок'],
  ['ibm866', 'Синий чайник'],
  ['macintosh', 'Bouilloire d’été – œuvre'],
  ['shift_jis', '青いやかん ソ連 ﾃｽﾄ'],
  ['euc-jp', '青いやかん、表示'],
  ['iso-2022-jp', '青いやかん Kettle、表示'],
  ['gbk', '蓝色水壶，价格'],
  ['gb18030', '𠮷 €', '9534b23520a2e3'],
  ['big5', '藍色水壺，價格'],
  ['big5-hkscs', '䏰𧉧', '87408745'],
  ['euc-kr', '파란 주전자, 값'],
  ['ks_c_5601-1987', '똠갂', '8c638141'],
];

function fixtures(): Fixture[] {
  const list: Fixture[] = [];
  const add = (what: string, title: string, header: string | undefined, body: Buffer): void => {
    list.push({ what, title, header, body });
  };
  for (const [label, title, hex] of ENCODINGS) {
    const bytes = hex === undefined ? encode(title, label) : Buffer.from(hex, 'hex');
    add(`${label} by its header`, title, `text/html; charset=${label}`, page(bytes));
    add(`${label} by a meta element`, title, 'text/html', page(bytes, `<meta charset="${label}">`));
    add(`${label} as plain text`, title, `text/plain; charset=${label}`, bytes);
  }

  const utf8 = 'Naïve – 日本語';
  const russian = 'Синий чайник';
  const inUtf8 = Buffer.from(utf8);
  const in1251 = encode(russian, 'windows-1251');
  const html = `<!doctype html><title>${utf8}</title>`;
  const mark = Buffer.from('\ufeff');
  const late = `<script>${' '.repeat(5_000)}</script>`;

  add('UTF-8 that nothing declares', utf8, 'text/html', page(inUtf8));
  add('UTF-8 without any Content-Type', utf8, undefined, page(inUtf8));
  add('UTF-8 by its mark', utf8, 'text/html', Buffer.concat([mark, page(inUtf8)]));
  add(
    'UTF-8 by its mark, against header and meta',
    utf8,
    'text/html; charset=koi8-r',
    Buffer.concat([mark, page(inUtf8, '<meta charset="big5">')]),
  );
  add('UTF-16LE by its mark', utf8, 'text/html', encode(`\ufeff${html}`, 'utf-16le'));
  add('UTF-16BE by its mark', utf8, 'text/html', encode(`\ufeff${html}`, 'utf-16be'));
  add('UTF-16LE by its header', utf8, 'text/html; charset=utf-16', encode(html, 'utf-16le'));
  add('UTF-16BE by its header', utf8, 'text/html; charset=UTF-16BE', encode(html, 'utf-16be'));
  for (const [label, text] of UNDECLARED) {
    const bytes = encode(text, label);
    add(`${label} that nothing declares`, text, 'text/html', page(bytes));
    add(`${label} that nothing declares, as plain text`, text, 'text/plain', bytes);
  }
  add('windows-1252 that nothing declares', 'Café à 5 €', 'text/html', page(ascii('Caf\xe9 \xe0 5 \x80')));
  add(
    'the header against the meta element',
    russian,
    'text/html; charset=windows-1251',
    page(in1251, '<meta charset="koi8-r">'),
  );
  add('a quoted label in any case', russian, 'Text/HTML; Charset="Windows-1251"', page(in1251));
  add('another name of the encoding', russian, 'text/html; charset=x-cp1251', page(in1251));
  add(
    'a header with a label that nobody knows',
    russian,
    'text/html; charset=none',
    page(in1251, '<meta charset="windows-1251">'),
  );
  add(
    'the older form of the meta element',
    russian,
    'text/html',
    page(in1251, '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">'),
  );
  add(
    'a meta element behind one in a comment',
    russian,
    'text/html',
    page(in1251, '<!-- <meta charset="koi8-r"> --><meta charset="windows-1251">'),
  );
  add(
    'a meta element beyond the first 1024 bytes',
    russian,
    'text/html',
    page(in1251, `${late}<meta charset="windows-1251">`),
  );
  add(
    'ISO-2022-JP by a late meta element',
    '青い',
    'text/html',
    page(encode('青い', 'iso-2022-jp'), `${late}<meta charset="iso-2022-jp">`),
  );
  add('a meta element that says utf-16', utf8, 'text/html', page(inUtf8, '<meta charset="utf-16">'));
  add(
    'a meta element that says x-user-defined',
    'Café à 5 €',
    'text/html',
    page(ascii('Caf\xe9 \xe0 5 \x80'), '<meta charset="x-user-defined">'),
  );
  add(
    'an XML declaration in HTML',
    russian,
    'text/html',
    Buffer.concat([ascii('<?xml version="1.0" encoding="windows-1251"?>'), page(in1251)]),
  );
  const feed = (title: Buffer, encoding = ''): Buffer =>
    Buffer.concat([
      ascii(`<?xml version="1.0"${encoding}?><rss><channel><title>`),
      title,
      ascii('</title></channel></rss>'),
    ]);
  add(
    'an XML declaration in a feed',
    russian,
    'application/rss+xml',
    feed(in1251, ' encoding="windows-1251"'),
  );
  add('a feed without a declaration', utf8, 'application/rss+xml', feed(inUtf8));
  add(
    'the header of a feed against its declaration',
    russian,
    'text/xml; charset=windows-1251',
    feed(in1251, ' encoding="koi8-r"'),
  );
  add(
    'XML in UTF-16 by its declaration',
    utf8,
    'text/xml',
    encode(feed(Buffer.from('@')).toString().replace('@', utf8), 'utf-16le'),
  );
  add('JSON', utf8, 'application/json', Buffer.from(JSON.stringify({ title: utf8 })));
  add(
    'JSON with a label',
    russian,
    'application/json; charset=windows-1251',
    Buffer.concat([ascii('{"title":"'), in1251, ascii('"}')]),
  );
  return list;
}

describe('encodings', function () {
  this.timeout(120_000);
  const all = fixtures();
  let service: RunningService;
  let site: TestSite;
  let results: readonly {
    readonly status: string;
    readonly data?: { readonly title: string };
    readonly warnings?: readonly string[];
  }[];

  before(async () => {
    site = await startSite((request, response) => {
      const fixture = all[Number(request.url?.slice(1))];
      if (fixture === undefined) return false;
      response.writeHead(200, fixture.header === undefined ? {} : { 'Content-Type': fixture.header });
      response.end(fixture.body);
      return true;
    });
    service = await sharedService();
    const { key } = await service.api.account();
    const urls = all.map((_, index) => `${site.url}/${index}`);
    results = (await service.api.post(key, '/v1/batch', { urls, schema: TITLE })).body.results;
  });
  after(() => site.close());

  it('are at least the twelve that matter', () => {
    assert.ok(new Set(ENCODINGS.map(([label]) => label)).size >= 12);
  });

  for (const [index, { what, title }] of all.entries()) {
    it(`reads ${what}`, () => assert.equal(results[index]?.data?.title, title));
  }

  it('says which encoding it has guessed, and only where it has', () => {
    for (const [index, { what }] of all.entries()) {
      const guessed = what.includes('that nothing declares') && !/^(?:UTF-8|windows-1252)/.test(what);
      assert.equal(/does not say its encoding/.test(String(results[index]?.warnings)), guessed, what);
    }
  });
});
