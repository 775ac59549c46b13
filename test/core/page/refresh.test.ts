import assert from 'node:assert/strict';
import { refreshOf, type RefreshingPage } from '../../../src/core/page/refresh.js';

const HERE = 'http://shop.test/a/b?c';

function page(html: string, changes: Partial<RefreshingPage> = {}): RefreshingPage {
  return {
    finalUrl: HERE,
    status: 200,
    headers: { 'content-type': 'text/html' },
    contentType: 'text/html',
    body: Buffer.from(html),
    ...changes,
  };
}

/** Address and seconds. */
function read(html: string, changes?: Partial<RefreshingPage>): string | null {
  const refresh = refreshOf(page(html, changes));
  return refresh === null ? null : `${refresh.to.href} ${refresh.delaySecs}`;
}

const meta = (content: string): string =>
  `<meta http-equiv="refresh" content="${content}"><title>Redirecting</title>`;
const TO = 'http://shop.test/t';

describe('refreshOf', () => {
  for (const [content, expected] of [
    ['0; url=/t', `${TO} 0`],
    ['0;/t', `${TO} 0`],
    ['0,URL = /t', `${TO} 0`],
    ['5 url=/t', `${TO} 5`],
    ["5;url='/t' behind", `${TO} 5`],
    ['0;&quot;/t', `${TO} 0`],
    [' 3.9 ; url=/t', `${TO} 3`],
    ['.5; url=/t', `${TO} 0`],
    ['30; url=//other.test/x', 'http://other.test/x 30'],
    ['0; url=?d', 'http://shop.test/a/b?d 0'],
    ['0', 'http://shop.test/a/b?c 0'],
    ['31; url=/t', null],
    ['url=/t', null],
    ['-1; url=/t', null],
    ['x', null],
    ['5x; url=/t', null],
    ['0; url=javascript:alert(1)', null],
    ['0; url=mailto:a@shop.test', null],
    ['0; url=http://[', null],
    ['', null],
  ] as const) {
    it(`reads ${content === '' ? 'nothing' : content}`, () => {
      assert.equal(read(meta(content)), expected);
    });
  }

  it('reads the element however it is written, and the first one that says something', () => {
    assert.equal(read("<META content='0;/t' HTTP-EQUIV = Refresh>"), `${TO} 0`);
    assert.equal(read(meta('x') + meta('0;/t') + meta('0;/u')), `${TO} 0`);
    assert.equal(read(`<body><p>Moved.</p>${meta('0;/t')}`), `${TO} 0`);
  });

  it('reads what the document is based on', () => {
    assert.equal(read(`<base href="/deep/">${meta('0;t')}`), 'http://shop.test/deep/t 0');
  });

  it('reads a header, before the element', () => {
    const headers = { 'content-type': 'text/html', refresh: '2; url=/h' };
    assert.equal(read(`<base href="/deep/">${meta('0;/t')}`, { headers }), 'http://shop.test/h 2');
    assert.equal(read('<p>Moved.', { headers }), 'http://shop.test/h 2');
  });

  it('does not take for an element what is none where scripts run', () => {
    for (const [start, end] of [
      ['<!--', '-->'],
      ['<noscript>', '</noscript>'],
      ['<script>', '</script>'],
      ['<template>', '</template>'],
      ['<textarea>', '</textarea>'],
      ["<p title='", "'>"],
    ]) {
      assert.equal(read(`<p>x</p>${start}${meta('0;/t')}${end}`), null, start);
    }
  });

  it('stays on a page that has text of its own, unless that is left at once', () => {
    const text = '<p>A kettle of enamelled steel that whistles when the water boils.</p>'.repeat(20);
    assert.equal(read(meta('5;/t') + text), null);
    assert.equal(read(meta('0;/t') + text), `${TO} 0`);
    assert.equal(read(meta('5;/t') + text.slice(0, 70)), `${TO} 5`);
  });

  it('does not follow a page that only reloads itself, unless it looks for the cookie that it sets', () => {
    assert.equal(read(meta('10')), null);
    assert.equal(read(meta('10; url=b?fresh=1')), null);
    const headers = { 'content-type': 'text/html', 'set-cookie': 'seen=1' };
    assert.equal(read(meta('10'), { headers }), `${HERE} 10`);
  });

  it('leaves errors and what is not HTML alone', () => {
    assert.equal(read(meta('0;/t'), { status: 404 }), null);
    assert.equal(read(meta('0;/t'), { contentType: 'text/plain' }), null);
  });
});
