import assert from 'node:assert/strict';
import { openDocument } from '../../../src/core/extract/index.js';
import { blockOf, MAX_WALL_CHARS, SHORT_PAGE_RULES, type BlockKind } from '../../../src/core/page/block.js';
import { isLoginUrl } from '../../../src/core/page/rules/login.js';
import { HEADER_RULES } from '../../../src/core/page/rules/products.js';
import { INNOCENTS } from './innocents.js';
import { judge, page, paragraphs, URL_OF_PAGE } from './vectors.js';
import { WALLS } from './walls.js';

/** What the name of a rule promises. */
function kindOf(rule: string): BlockKind {
  if (/^captcha_|_captcha$/.test(rule)) return 'captcha';
  if (rule.startsWith('login_')) return 'login';
  if (rule === 'script_redirect') return 'redirect';
  return rule.startsWith('empty_') ? 'empty_shell' : 'bot_wall';
}

describe('blockOf', () => {
  for (const wall of WALLS) {
    it(`knows ${wall.name}`, () => {
      const block = judge(wall);
      assert.equal(block?.rule, wall.rule);
      assert.equal(block?.kind, kindOf(wall.rule));
      assert.equal(block?.mayPass, /_check$|^empty_shell$|^script_redirect$/.test(wall.rule));
      assert.match(block?.message ?? '', /^[A-Z][^<>]{20,150}\.$/);
    });
  }

  for (const innocent of INNOCENTS) {
    it(`lets pass ${innocent.name}`, () => assert.equal(judge(innocent), null));
  }

  it('has a vector for every rule', () => {
    const rules = [...SHORT_PAGE_RULES, ...HEADER_RULES].map(({ name }) => name);
    assert.deepEqual([...new Set(WALLS.map(({ rule }) => rule))].sort(), [...new Set(rules)].sort());
  });

  it('takes a page with content for a wall only by its headers or the way to it', () => {
    const content = paragraphs(Math.ceil(MAX_WALL_CHARS / 200));
    for (const wall of WALLS) {
      const declared = ['cf-mitigated', 'x-amzn-waf-action', 'x-vercel-mitigated', 'sg-captcha'].some(
        (name) => wall.headers?.[name] !== undefined,
      );
      // A login that is told where to return to.
      const sent = wall.rule === 'login_redirect' && /[?&](?:next|continue)=/.test(wall.final ?? '');
      const block = judge({ ...wall, html: `${wall.html}${content}` });
      // The kind that a page itself tells apart (a CAPTCHA among checks) is not told by a header.
      assert.equal(block !== null, declared || sent, wall.name);
      if (sent) assert.equal(block?.rule, wall.rule);
    }
  });

  it('does not depend on the status', () => {
    for (const wall of WALLS) {
      for (const status of [200, 202, 403, 429, 503])
        assert.equal(judge({ ...wall, status })?.rule, wall.rule, wall.name);
    }
  });

  for (const [what, html, final = URL_OF_PAGE] of [
    ['a million words', page('x', 'Checking your browser. '.repeat(400_000))],
    ['a title of 5 MB', page('access '.repeat(700_000), '')],
    ['5 MB of code', page('x', `<script>${'var dd={};"geo.captcha-'.repeat(200_000)}</script>`)],
    ['100,000 scripts', page('x', '<script src="/a?b=c&edet=1"></script>'.repeat(100_000))],
    ['100,000 classes', page('x', `<p class="${'a '.repeat(100_000)}">`.repeat(5))],
    ['100,000 empty roots', page('x', '<div id="root">'.repeat(100_000))],
    ['100,000 noscripts', page('x', '<noscript>Enable</noscript>'.repeat(100_000))],
    ['a million open braces', page('x', '{{'.repeat(1_000_000))],
    ['a source of 5 MB', page('x', `<iframe src="/_Incapsula_Resource?SWUDNSAI=${'&x'.repeat(2_500_000)}">`)],
    ['a query of 100 KB', page('x', '<input type="password">'), `${URL_OF_PAGE}?${'a=b/&'.repeat(20_000)}`],
  ] satisfies [string, string, string?][]) {
    it(`judges a hostile page: ${what}`, () => {
      const doc = openDocument(html, final);
      const facts = doc.facts.anchors.length + doc.links.length;
      blockOf({ status: 200, headers: {}, requestedUrl: URL_OF_PAGE, doc });
      assert.equal(facts, 0);
    });
  }
});

describe('an address', () => {
  // prettier-ignore
  const yes = [
    '/login', '/en/sign-in', '/account/logIn.aspx', '/users/sign_in', '/wp-login.php', '/oauth2/authorize', '/auth/realms/x',
    '/user/login', '/customer-login', '/anmelden', '/connexion', '/signin_form', '/index.php?title=Special:UserLogin',
    '/index.php?route=account/login', '/?action=login',
  ];
  // prettier-ignore
  const no = [
    '/', '/blog/how-to-login', '/login-history-explained', '/authors/7', '/signing', '/catalog', '/blogin', '/logins',
    '/x?next=/login', '/x?return=https://a.test/login', '/design-in', '/assign-on',
  ];

  for (const path of yes)
    it(`of a login is ${path}`, () => assert.ok(isLoginUrl(new URL(path, URL_OF_PAGE))));
  for (const path of no)
    it(`of no login is ${path}`, () => assert.ok(!isLoginUrl(new URL(path, URL_OF_PAGE))));
});
