import assert from 'node:assert/strict';
import { extractFields, groundedFields, openDocument } from '../../../src/core/extract/index.js';
import { blockOf } from '../../../src/core/page/block.js';
import { gapsOf } from '../../../src/core/page/gaps.js';
import { needsBrowser, type BrowserNeed } from '../../../src/core/page/needs-browser.js';
import type { Schema } from '../../../src/core/schema.js';
import { page, paragraphs, script, URL_OF_PAGE } from './vectors.js';
import { WALLS } from './walls.js';

const SCHEMA: Schema = [
  { field: 'title', type: 'string' },
  { field: 'warranty', type: 'string' },
];
const WEAK: BrowserNeed = { reason: 'fields_missing', strength: 'weak' };
const strong = (reason: BrowserNeed['reason']): BrowserNeed => ({ reason, strength: 'strong' });

interface Case {
  readonly status?: number;
  readonly schema?: Schema;
}

/** What the service would do with the page: judge, extract, decide. */
function needOf(html: string, { status = 200, schema = SCHEMA }: Case = {}): BrowserNeed | null {
  const doc = openDocument(html, URL_OF_PAGE);
  const block = blockOf({ status, headers: {}, requestedUrl: URL_OF_PAGE, doc });
  const { data, evidence } = extractFields(doc, schema, { fetchedAt: new Date() });
  const gaps = gapsOf(schema, data, groundedFields(evidence));
  return needsBrowser({ status, doc, schema, gaps, block });
}

const app = script('/assets/main.js', 'type="module"');
const gtm = script('https://www.googletagmanager.com/gtag/js?id=G-1', 'async');
const heading = '<h1>Blue kettle</h1>';
const content = `${heading}${paragraphs(8)}`;
const challenge = page('Just a moment...', `<script>window._cf_chl_opt={cType:'managed'};</script>`);

describe('needsBrowser', () => {
  it('is content when every field has a value, whatever the page looks like', () => {
    const html = page(
      'Blue kettle',
      `<div id="root"></div><noscript>Please enable JavaScript</noscript>${app}`,
    );
    assert.deepEqual(needOf(html), strong('empty_root'));
    const data =
      '<script type="application/ld+json">{"@type":"Product","name":"Blue kettle","sku":"K-1"}</script>';
    const filled = html.replace('<div', `${data}<div`);
    assert.equal(needOf(filled, { schema: [{ field: 'sku', type: 'string' }] }), null);
  });

  it('tries a challenge that scripts may pass, refused ones too', () => {
    for (const status of [200, 202, 429, 503])
      assert.deepEqual(needOf(challenge, { status }), strong('script_challenge'));
  });

  it('takes a denial for an answer', () => {
    for (const status of [401, 403, 407, 451]) {
      assert.equal(needOf(challenge, { status }), null);
      assert.equal(needOf(page('', `<div id="root"></div>${app}`), { status }), null);
    }
  });

  it('does not come back with a browser to a host that asks to wait', () => {
    for (const status of [429, 503])
      assert.equal(needOf(page('', `<div id="root"></div>${app}`), { status }), null);
  });

  it('leaves CAPTCHAs, logins and refusals alone, and tries checks and shells', () => {
    const final = 'https://shop.test/login';
    for (const wall of WALLS) {
      const doc = openDocument(wall.html, wall.final ?? final);
      const block = blockOf({
        status: 200,
        headers: {},
        requestedUrl: wall.requested ?? final,
        ...wall,
        doc,
      });
      const gaps = gapsOf(SCHEMA, {}, []);
      const need = needsBrowser({ status: 200, doc, schema: SCHEMA, gaps, block });
      const expected = /_check$/.test(wall.rule)
        ? 'script_challenge'
        : /^empty_shell$|^script_redirect$/.test(wall.rule)
          ? /^empty_root$|^little_text$/
          : undefined;
      if (expected instanceof RegExp) assert.match(need?.reason ?? '', expected, wall.name);
      else assert.equal(need?.reason, expected, wall.name);
    }
  });

  describe('finds an empty root', () => {
    const roots: readonly (readonly [string, string])[] = [
      ['React', '<div id="root"></div>'],
      ['React with a spinner', '<div id="root"><div class="spinner">Loading…</div></div>'],
      ['Next', '<div id="__next"><div class="skeleton"></div></div>'],
      ['Nuxt', '<div id="__nuxt"><div id="__layout"></div></div>'],
      [
        'Vue',
        '<div id="app"><kettle-list :items="items">{{ item.name }} {{ item.price | currency }}</kettle-list></div>',
      ],
      ['Angular', '<app-root></app-root>'],
      ['Angular, versioned', '<shop-main ng-version="17.0.0"></shop-main>'],
      ['AngularJS', '<div ng-app="shop"><div ng-view></div></div>'],
      ['an older React', '<div data-reactroot=""></div>'],
      ['Gatsby', '<div id="___gatsby"></div>'],
      ['Svelte', '<div id="svelte"></div>'],
      ['Qwik', '<div q:container="paused"></div>'],
      ['Astro', '<astro-island client="only" component-url="/a.js"></astro-island>'],
      ['a custom element', '<kettle-app></kettle-app>'],
    ];
    for (const [name, root] of roots) {
      it(`of ${name}`, () => {
        assert.deepEqual(
          needOf(page('Shop', `<header>${heading}<p>Free delivery</p></header>${root}${app}`)),
          strong('empty_root'),
        );
      });
    }

    it('not when the server has rendered it', () => {
      assert.deepEqual(needOf(page('Shop', `<div id="root">${content}</div>${app}`)), WEAK);
    });

    it('not when it is a small part of the page', () => {
      assert.deepEqual(needOf(page('Shop', `${content}<div id="app"></div>${app}`)), WEAK);
    });

    it('not when there is nothing to fill it', () => {
      assert.equal(needOf(page('Shop', `${heading}<p>Free delivery</p><div id="root"></div>${gtm}`)), null);
    });

    it('not when it is a declared shadow root with content', () => {
      const shadow = `<kettle-app><template shadowrootmode="open">${content}</template></kettle-app>`;
      assert.deepEqual(needOf(page('Shop', `${shadow}${app}`)), WEAK);
    });

    it('on error pages as well, which static hosting serves apps with', () => {
      assert.deepEqual(
        needOf(page('Shop', `<div id="root"></div>${app}`), { status: 404 }),
        strong('empty_root'),
      );
    });
  });

  describe('finds little text', () => {
    const words = (chars: number): string => `<p>${'kettle '.repeat(Math.ceil(chars / 6)).trim()}</p>`;
    const markup = (chars: number): string => `<i class="${'x'.repeat(92)}"></i>`.repeat(chars / 100);

    it('of 250 characters on a page of 5,000', () => {
      assert.deepEqual(needOf(page('Shop', `${words(250)}${markup(5_000)}${app}`)), strong('little_text'));
      assert.deepEqual(needOf(page('Shop', `${words(320)}${markup(5_000)}${app}`)), WEAK);
    });

    it('of 150 characters on a longer one', () => {
      assert.deepEqual(needOf(page('Shop', `${words(150)}${markup(20_000)}${app}`)), strong('little_text'));
      assert.deepEqual(needOf(page('Shop', `${words(250)}${markup(20_000)}${app}`)), WEAK);
    });

    it('of 80 characters on a page of 400', () => {
      assert.deepEqual(needOf(page('Shop', `${words(80)}${app}`)), strong('little_text'));
      assert.deepEqual(needOf(page('Shop', `${words(120)}${app}`)), WEAK);
    });

    it('in a page whose code is all there is', () => {
      assert.deepEqual(
        needOf(page('Shop', `<h2>Shop</h2><script>${'render({});'.repeat(2_000)}</script>`)),
        strong('little_text'),
      );
    });

    it('as a guess where a heading says that the page may just be short', () => {
      const html = page('Shop', `${heading}${words(200)}${markup(5_000)}${app}`);
      assert.deepEqual(needOf(html), { reason: 'little_text', strength: 'weak' });
    });

    it('not on error pages, unless they are shells', () => {
      assert.equal(
        needOf(page('Not found', `<p>There is no such kettle in the shop.</p>${app}`), { status: 404 }),
        null,
      );
      assert.deepEqual(needOf(page('Shop', app), { status: 404 }), strong('little_text'));
    });

    it('not in a page without scripts, however short', () => {
      assert.equal(needOf(page('Shop', `${words(50)}${markup(5_000)}`)), null);
      assert.equal(needOf(page('Shop', `${words(50)}${markup(5_000)}${gtm}`)), null);
    });

    it('not in a page whose text stands in noscript', () => {
      assert.deepEqual(needOf(page('Shop', `<noscript>${content}</noscript>${markup(5_000)}${app}`)), WEAK);
    });
  });

  describe('heeds a notice for readers without scripts', () => {
    const notice = '<noscript><p>Bitte aktivieren Sie JavaScript, um die Seite zu sehen.</p></noscript>';

    it('on a page with some text', () => {
      assert.deepEqual(
        needOf(page('Shop', `${heading}${paragraphs(2)}${notice}${app}`)),
        strong('noscript_notice'),
      );
    });

    it('not on a page with much, where it means a form', () => {
      assert.deepEqual(needOf(page('Shop', `${content}${notice}${app}`)), WEAK);
    });

    it('not when it is a picture for a counter', () => {
      const pixel = '<noscript><img src="https://www.facebook.com/tr?id=1" height="1"></noscript>';
      assert.deepEqual(needOf(page('Shop', `${heading}${paragraphs(2)}${pixel}${app}`)), WEAK);
    });
  });

  describe('guesses that scripts fill what is missing', () => {
    const inline = (code: string, type = ''): string => `<script ${type}>${code}</script>`;
    const draws = "document.querySelector('#warranty').textContent = state.warranty;".repeat(10);

    for (const [what, scripts] of [
      ['a file', script('/a.js')],
      ['a module', script('/a.mjs', 'type="module"')],
      ['long code', inline(draws)],
      ['many short ones', inline(draws.slice(0, 200)).repeat(4)],
      ['one that a loader runs', script('/a.js', 'type="3f2a-text/javascript"')],
      ['one beside a counter', gtm + script('/a.js')],
      ['long code that also counts', inline(`${draws.repeat(10)}; gtag('event', 'x')`)],
    ] as const) {
      it(`when it is ${what}`, () => assert.deepEqual(needOf(page('Shop', content + scripts)), WEAK));
    }

    for (const [what, scripts] of [
      ['nothing', ''],
      ['JSON-LD', inline(JSON.stringify({ '@type': 'Thing', x: draws }), 'type="application/ld+json"')],
      ['data', inline(JSON.stringify({ x: draws }), 'type="application/json"')],
      ['a template', inline(draws, 'type="text/x-handlebars-template"')],
      ['an import map', inline(JSON.stringify({ imports: { x: draws } }), 'type="importmap"')],
      [
        'a counter',
        gtm +
          inline(
            "window.dataLayer=window.dataLayer||[];function gtag(){dataLayer.push(arguments);}gtag('config','G-1');".repeat(
              8,
            ),
          ),
      ],
      [
        'a pixel',
        inline(
          "!function(f,b,e,v){f.fbq=function(){}}(window);fbq('init','1');fbq('track','PageView');".repeat(8),
        ),
      ],
      [
        'a bot check',
        script('/cdn-cgi/challenge-platform/scripts/jsd/main.js') + script('/_Incapsula_Resource?SWJIYLWA=7'),
      ],
      ['short code', inline("document.documentElement.className = 'js';")],
    ] as const) {
      it(`not when it is ${what}`, () => assert.equal(needOf(page('Shop', content + scripts)), null));
    }

    it('not on error pages', () => {
      for (const status of [404, 410, 500])
        assert.equal(needOf(page('Shop', content + app), { status }), null);
    });
  });

  describe('misses the digits of numbers', () => {
    const price: Schema = [
      { field: 'title', type: 'string' },
      { field: 'price', type: 'float' },
    ];
    const few = page('Shop', `${content}<script>show('price')</script>`);

    it('when hardly any are to be seen and some script runs', () => {
      assert.deepEqual(needOf(few, { schema: price }), WEAK);
    });

    it('not when no number is missing, digits are there, or no script runs', () => {
      assert.equal(needOf(few), null);
      assert.equal(
        needOf(page('Shop', `${content}<p>1,234.50</p><script>show('price')</script>`), { schema: price }),
        null,
      );
      assert.equal(needOf(page('Shop', content), { schema: price }), null);
    });
  });

  it('does not take a shell for its page because its title answers', () => {
    const title: Schema = [{ field: 'title', type: 'string', example: 'Blue kettle' }];
    assert.equal(
      needOf(page('My app', `<div id="root"></div>${app}`), { schema: title })?.reason,
      'empty_root',
    );
  });
});
