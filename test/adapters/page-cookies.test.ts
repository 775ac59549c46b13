import assert from 'node:assert/strict';
import { createPageCookies } from '../../src/adapters/fetch/cookies.js';
import type { SessionCookie } from '../../src/core/session-cookies.js';
import type { PageCookies } from '../../src/ports/page-cookies.js';

const SHOP = new URL('https://shop.test/cart/items');

const cookie = (name: string, over: Partial<SessionCookie> = {}): SessionCookie => ({
  name,
  value: '1',
  domain: 'shop.test',
  path: '/',
  hostOnly: true,
  secure: false,
  httpOnly: false,
  expiresAt: null,
  ...over,
});

/** Names of what was set, and of what was made to expire with a minus in front. */
const changed = (cookies: PageCookies): string[] =>
  cookies.changes().map(({ name, cookie: kept }) => (kept === null ? `-${name}` : name));

describe('the cookies of a page in a session', () => {
  it('begin with those of earlier pages, by host, path, scheme and time', () => {
    const cookies = createPageCookies([
      cookie('own'),
      cookie('below', { domain: 'shop.test', hostOnly: false }),
      cookie('deep', { path: '/cart' }),
      cookie('elsewhere', { path: '/admin' }),
      cookie('safe', { secure: true }),
      cookie('other', { domain: 'other.test' }),
      cookie('old', { expiresAt: Date.now() - 1 }),
      cookie('young', { expiresAt: Date.now() + 60_000 }),
    ]);
    const namesFor = (url: string): string[] =>
      cookies
        .headerFor(new URL(url))
        .split('; ')
        .map((pair) => pair.split('=')[0] ?? '')
        .sort();
    assert.deepEqual(namesFor(SHOP.href), ['below', 'deep', 'own', 'safe', 'young']);
    assert.deepEqual(namesFor('http://shop.test/'), ['below', 'own', 'young']);
    assert.deepEqual(namesFor('http://www.shop.test/'), ['below']);
    assert.deepEqual(namesFor('http://evil-shop.test/'), ['']);
    assert.deepEqual(changed(cookies), []);
  });

  it('tell what the page has set, and what it has made expire, the last one last', () => {
    const cookies = createPageCookies([cookie('kept'), cookie('same'), cookie('gone'), cookie('new')]);
    cookies.keep(['new=2; Path=/', 'gone=; Path=/; Max-Age=0', 'same=1; Path=/', 'added=3; Path=/'], SHOP);
    cookies.keep(['new=4; Path=/', 'never=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT'], SHOP);
    assert.deepEqual(changed(cookies), ['-gone', 'added', 'new', '-never']);
    assert.equal(cookies.headerFor(SHOP), 'kept=1; same=1; new=4; added=3');
  });

  it('keep domain, path, flags and the time of expiry of what is set', () => {
    const cookies = createPageCookies();
    const before = Date.now();
    const set = 'a=1; Domain=.Shop.test; Path=/cart; Max-Age=60; Secure; HttpOnly; SameSite=Strict';
    cookies.keep([set, 'b=2', 'c=3; Max-Age=999999999999'], new URL('https://www.shop.test/cart/items'));
    const [a, b, c] = cookies.changes().map((change) => change.cookie);
    const { expiresAt, ...rest } = a as SessionCookie;
    assert.deepEqual(rest, {
      ...{ name: 'a', value: '1', domain: 'shop.test', path: '/cart', hostOnly: false },
      ...{ secure: true, httpOnly: true, sameSite: 'strict' },
    });
    assert.ok(expiresAt !== null && Math.abs(expiresAt - before - 60_000) < 5_000);
    assert.deepEqual(b, cookie('b', { value: '2', domain: 'www.shop.test', path: '/cart' }));
    const days = ((c?.expiresAt ?? 0) - before) / 86_400_000;
    assert.ok(days > 399 && days < 401, `a cookie lives for ${days} days`);
  });

  it('do not live longer for being sent', async () => {
    const cookies = createPageCookies();
    cookies.keep(['a=1; Max-Age=1'], SHOP);
    const until = cookies.list()[0]?.expiresAt ?? 0;
    while (Date.now() <= until) {
      assert.ok(Date.now() < until + 2_000);
      cookies.headerFor(SHOP);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    assert.equal(cookies.headerFor(SHOP), '');
    assert.deepEqual(cookies.list(), []);
  });

  it('take over what a browser has made of them', () => {
    const expiresAt = Date.now() + 60_000;
    const cookies = createPageCookies([cookie('kept', { expiresAt }), cookie('set'), cookie('gone')]);
    const left = [
      cookie('kept', { expiresAt: expiresAt + 400, sameSite: 'lax' }),
      cookie('set', { value: '2' }),
      cookie('added', { domain: 'other.test' }),
      cookie('long', { value: 'x'.repeat(5_000) }),
    ];
    cookies.replace(left);
    assert.deepEqual(changed(cookies), ['set', 'added', '-gone']);
    assert.equal(cookies.headerFor(SHOP), 'kept=1; set=2');
    assert.equal(cookies.headerFor(new URL('http://other.test/')), 'added=1');
  });

  it('are nothing that no request could send, of any site but its own, or of a whole suffix', () => {
    const cookies = createPageCookies();
    const setCookies = ['a=\u00011', 'b\u007f=1', 'c=1; Domain=other.test', 'd=1; Domain=test', '=; Path=/'];
    cookies.keep(setCookies, SHOP);
    cookies.keep(['e=1; Domain=co.uk'], new URL('https://shop.co.uk/'));
    assert.deepEqual(changed(cookies), []);
  });

  it('are so many that one page sets at the most', () => {
    const cookies = createPageCookies();
    const many = Array.from({ length: 1_000 }, (_, at) => `c${at}=1`);
    cookies.keep(many, SHOP);
    cookies.replace([...cookies.list(), ...many.map((_, at) => cookie(`d${at}`))]);
    assert.equal(cookies.changes().filter((change) => change.cookie !== null).length, 180);
  });
});
