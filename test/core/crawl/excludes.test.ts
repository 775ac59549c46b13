import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_EXCLUDES, defaultExclude } from '../../../src/core/crawl/default-excludes.js';
import { compileExcludes } from '../../../src/core/crawl/excludes.js';
import { ROOT } from '../../support/root.js';

const YEAR = 2026;
const S = 'https://shop.test';

/** URLs that each rule excludes, and those beside them that no rule does. */
const EXCLUDED: Readonly<Record<string, readonly string[]>> = {
  cart: [
    '/p?add-to-cart=7',
    '/?Add_To_Cart=7&x=1',
    '/p?x=1&remove_item=a',
    '/?wc-ajax=get',
    '/?add_to_wishlist=3',
  ],
  'cart path': [
    '/checkout/cart/add/uenc/x',
    '/cart/clear',
    '/wishlist/index/add/product/3',
    '/catalog/product_compare/add/3',
  ],
  logout: ['/logout', '/user/log-out/', '/account/SignOut.aspx?next=/', '/a/sign_off', '/userlogout.php'],
  'logout action': ['/ucp.php?mode=logout&sid=1', '/index.php?action=Logout', '/?do=sign-out'],
  'logout page of a wiki': ['/wiki/Special:UserLogout', '/index.php?title=Special:Logout&x=1'],
  deletion: ['/post.php?post=3&action=delete', '/x?do=remove', '/index.php?title=A&action=rollback'],
  unsubscribe: ['/mail/unsubscribe?id=1', '/unsubscribe/'],
  'action with a token': ['/x?_wpnonce=12ab', '/x?a=1&csrf_token=x'],
  'answer to a comment': ['/2026/05/post?replytocom=123'],
  'answer to a comment by path': ['/comment/reply/12/34'],
  share: ['/post?share=facebook', '/post?share=twitter&nb=1'],
  'protected address': ['/cdn-cgi/l/email-protection'],
  calendar: [
    '/events/2029-01',
    '/calendar/2031/5/',
    '/x?date=2035-01-01',
    '/x?tribe-bar-date=2040-02',
    '/x?month=7&year=2100',
  ],
};
const KEPT = [
  '/',
  '/carts',
  '/cart',
  '/how-to-add-to-cart',
  '/login',
  '/logout-guide',
  '/docs/api/logout.html',
  '/blog/sign-out-loud',
  '/p?action=view',
  '/delete-your-account',
  '/?q=add-to-cart',
  '/events/8471',
  '/events/2028-12',
  '/events/1931/05',
  '/event/9000/12345',
  '/films?year=1975',
  '/x?date=2026-11-29',
  '/article/2099/01',
  '/search?share=holders',
  '/x?token=1',
  '/cart-add',
  '/wishlist',
  '/p?sort=price&page=3',
  '/wiki/Special:RecentChanges',
];

describe('the default excludes', () => {
  for (const [name, paths] of Object.entries(EXCLUDED))
    it(`leave out ${name}`, () => {
      assert.deepEqual(
        paths.map((path) => defaultExclude(S + path, YEAR)),
        paths.map(() => name),
      );
    });

  it('have a case here for each rule, and a line in the documentation', () => {
    const names = [...DEFAULT_EXCLUDES.map(({ name }) => name), 'calendar'];
    assert.deepEqual(names, Object.keys(EXCLUDED));
    const docs = readFileSync(join(ROOT, 'docs/crawling.md'), 'utf8');
    assert.deepEqual(
      names.filter((name) => !docs.includes(`| ${name} `)),
      [],
    );
  });

  it('keep everything else', () => {
    assert.deepEqual(
      KEPT.filter((path) => defaultExclude(S + path, YEAR) !== null),
      [],
    );
  });

  it('take time in proportion to the URL', () => {
    const long = [
      `${S}/${'logout/'.repeat(1_100)}x`,
      `${S}/?${'action='.repeat(1_100)}`,
      `${S}/events${'/2031'.repeat(1_500)}`,
      `${S}/${'cart/'.repeat(1_600)}`,
      `${S}/?${'&share='.repeat(1_100)}`,
    ];
    const before = process.cpuUsage();
    for (const url of long) for (let n = 0; n < 100; n += 1) defaultExclude(url, YEAR);
    const { user } = process.cpuUsage(before);
    assert.ok(user / 500 < 5_000, `${user / 500} µs for a URL of 8 kB`);
  });
});

describe('compileExcludes', () => {
  const stayed = { seedUrl: `${S}/`, arrivedAt: null, year: YEAR };

  it('tells the patterns of the caller from the default rules', () => {
    const excludedBy = compileExcludes({ patterns: ['*/tags/*', '*?sort=*'], defaults: true, ...stayed });
    const of = (path: string): string | null => excludedBy(S + path);
    assert.deepEqual(['/tags/a', '/p?sort=x', '/logout', '/tags/logout', '/p'].map(of), [
      ...['pattern', 'pattern', 'default', 'pattern', null],
    ]);
    const none = compileExcludes({ patterns: [], defaults: false, ...stayed });
    assert.equal(none(`${S}/logout`), null);
  });

  it('takes patterns for all forms of the site that the seed was redirected on', () => {
    const compiled = (
      arrivedAt: string | null,
      pattern = 'http://shop.test/blog/*',
    ): ((url: string) => string | null) =>
      compileExcludes({
        patterns: [pattern],
        defaults: false,
        seedUrl: 'http://shop.test/',
        arrivedAt,
        year: YEAR,
      });
    const blog = 'https://www.shop.test/blog/a';
    assert.equal(compiled('https://www.shop.test/')(blog), 'pattern');
    assert.equal(compiled('https://www.shop.test/')('https://www.shop.test/a'), null);
    assert.equal(compiled(null)(blog), null);
    assert.equal(compiled('https://other.test/')(blog), null);
    for (const form of ['http://*', 'https://shop.test/*']) {
      const excludedBy = compiled('https://www.shop.test/', form);
      assert.equal(excludedBy(blog), null, form);
      assert.equal(excludedBy(form.replace('://*', '://shop.test/*')), 'pattern', form);
    }
  });
});
