import assert from 'node:assert/strict';
import type { Block } from '../../../src/core/page/block.js';
import {
  BLOCK_MS,
  createHostHabits,
  FUTILE_MS,
  MAX_FIELDS,
  MAX_HOSTS,
  PREFER_MS,
  type HostHabits,
} from '../../../src/core/page/host-habits.js';
import type { BrowserNeed } from '../../../src/core/page/needs-browser.js';

const HOST = 'shop.test';
const ACCOUNT = 'acc_1';
const block = (kind: Block['kind'], rule = kind): Block => ({ kind, rule, message: 'No.', mayPass: false });
const WEAK: BrowserNeed = { reason: 'fields_missing', strength: 'weak' };
const STRONG: BrowserNeed = { reason: 'empty_root', strength: 'strong' };

describe('host habits', () => {
  let time = 0;
  let habits: HostHabits;
  beforeEach(() => {
    time = 1_000_000;
    habits = createHostHabits(() => time);
  });
  const times = (count: number, act: () => void): void => {
    for (let i = 0; i < count; i += 1) act();
  };
  const rendered = (helped: boolean, missing = ['price'], need = WEAK): void =>
    habits.noteRendered(ACCOUNT, HOST, need, missing, helped);

  describe('of scrolling', () => {
    const scrolled = (before: readonly string[], after: readonly string[]): void =>
      habits.noteScrolled(ACCOUNT, HOST, before, after);
    const isVain = (missing: readonly string[], account = ACCOUNT, host = HOST): boolean =>
      habits.isScrolledInVain(account, host, missing);

    it('leave it out after three pages in a row that it did not help, for half an hour', () => {
      times(2, () => scrolled(['sku'], ['sku']));
      assert.equal(isVain(['sku']), false);
      scrolled(['sku'], ['sku']);
      assert.equal(isVain(['sku']), true);
      time += FUTILE_MS;
      assert.equal(isVain(['sku']), false);
    });

    it('are of each field: a page is scrolled while it may help one', () => {
      times(3, () => scrolled(['sku', 'price'], ['sku']));
      assert.equal(isVain(['sku']), true);
      assert.equal(isVain(['sku', 'price']), false);
      assert.equal(isVain(['brand']), false);
      assert.equal(isVain([]), false);
    });

    it('begin again when it helps', () => {
      times(2, () => scrolled(['sku'], ['sku']));
      scrolled(['sku'], []);
      scrolled(['sku'], ['sku']);
      assert.equal(isVain(['sku']), false);
    });

    it('are of one account and host, and nothing to rendering', () => {
      times(3, () => scrolled(['sku'], ['sku']));
      assert.equal(isVain(['sku'], 'acc_2'), false);
      assert.equal(isVain(['sku'], ACCOUNT, 'other.test'), false);
      assert.equal(habits.isFutile(ACCOUNT, HOST, ['sku']), false);
    });
  });

  describe('of a block', () => {
    it('are answered for five minutes', () => {
      const wall = block('bot_wall');
      assert.equal(habits.blocked(ACCOUNT, HOST, 'auto'), null);
      habits.noteBlock(ACCOUNT, HOST, 'auto', wall);
      assert.equal(habits.blocked(ACCOUNT, HOST, 'auto'), wall);
      time += BLOCK_MS - 1;
      assert.equal(habits.blocked(ACCOUNT, HOST, 'auto'), wall);
      time += 1;
      assert.equal(habits.blocked(ACCOUNT, HOST, 'auto'), null);
    });

    it('are of one host', () => {
      habits.noteBlock(ACCOUNT, HOST, 'auto', block('captcha'));
      assert.equal(habits.blocked(ACCOUNT, 'www.shop.test', 'auto'), null);
    });

    it('are of one account, which may be refused where another is not', () => {
      habits.noteBlock(ACCOUNT, HOST, 'auto', block('captcha'));
      assert.equal(habits.blocked('acc_2', HOST, 'auto'), null);
    });

    it('are of one render_js: what a plain fetch meets, a browser may pass', () => {
      habits.noteBlock(ACCOUNT, HOST, 'never', block('captcha'));
      assert.equal(habits.blocked(ACCOUNT, HOST, 'auto'), null);
      assert.equal(habits.blocked(ACCOUNT, HOST, 'always'), null);
    });

    it('are kept of the last block, from then on', () => {
      habits.noteBlock(ACCOUNT, HOST, 'auto', block('bot_wall'));
      time += BLOCK_MS / 2;
      const last = block('captcha');
      habits.noteBlock(ACCOUNT, HOST, 'auto', last);
      time += BLOCK_MS - 1;
      assert.equal(habits.blocked(ACCOUNT, HOST, 'auto'), last);
    });

    it('are not kept of logins and shells, which are of one page', () => {
      habits.noteBlock(ACCOUNT, HOST, 'auto', block('login'));
      habits.noteBlock(ACCOUNT, HOST, 'auto', block('empty_shell'));
      assert.equal(habits.blocked(ACCOUNT, HOST, 'auto'), null);
    });

    it('end with a good answer', () => {
      habits.noteBlock(ACCOUNT, HOST, 'auto', block('bot_wall'));
      habits.noteGood(ACCOUNT, HOST, 'auto');
      assert.equal(habits.blocked(ACCOUNT, HOST, 'auto'), null);
    });

    it('are kept of the 2,000 hosts that were met last', () => {
      for (let i = 0; i <= MAX_HOSTS; i += 1)
        habits.noteBlock(ACCOUNT, `h${i}.test`, 'auto', block('bot_wall'));
      assert.equal(habits.blocked(ACCOUNT, 'h0.test', 'auto'), null);
      assert.notEqual(habits.blocked(ACCOUNT, 'h1.test', 'auto'), null);
      assert.notEqual(habits.blocked(ACCOUNT, `h${MAX_HOSTS}.test`, 'auto'), null);
    });
  });

  describe('of rendering at once', () => {
    it('come when rendering has helped twice in a row, for whatever reason', () => {
      assert.equal(habits.prefersBrowser(ACCOUNT, HOST), false);
      rendered(true);
      assert.equal(habits.prefersBrowser(ACCOUNT, HOST), false);
      rendered(true, ['sku'], STRONG);
      assert.equal(habits.prefersBrowser(ACCOUNT, HOST), true);
      assert.equal(habits.prefersBrowser(ACCOUNT, 'other.test'), false);
    });

    it('are of one account', () => {
      times(2, () => rendered(true));
      assert.equal(habits.prefersBrowser('acc_2', HOST), false);
      times(2, () => habits.noteRendered('acc_2', HOST, WEAK, ['price'], true));
      habits.notePlainEnough('acc_2', HOST);
      assert.equal(habits.prefersBrowser(ACCOUNT, HOST), true);
    });

    it('do not come when a page in between was not helped', () => {
      rendered(true);
      rendered(false);
      rendered(true);
      assert.equal(habits.prefersBrowser(ACCOUNT, HOST), false);
    });

    it('do not come when a page in between needed no rendering', () => {
      rendered(true);
      habits.notePlainEnough(ACCOUNT, HOST);
      rendered(true);
      assert.equal(habits.prefersBrowser(ACCOUNT, HOST), false);
    });

    it('end when a rendering does not help, or plain HTTP is enough', () => {
      times(2, () => rendered(true));
      rendered(false, ['price'], STRONG);
      assert.equal(habits.prefersBrowser(ACCOUNT, HOST), false);
      times(2, () => rendered(true));
      habits.notePlainEnough(ACCOUNT, HOST);
      assert.equal(habits.prefersBrowser(ACCOUNT, HOST), false);
    });

    it('lapse after half an hour, even if confirmed meanwhile, and come back with the next page that was helped', () => {
      times(2, () => rendered(true));
      time += PREFER_MS - 1;
      rendered(true);
      assert.equal(habits.prefersBrowser(ACCOUNT, HOST), true);
      time += 1;
      assert.equal(habits.prefersBrowser(ACCOUNT, HOST), false);
      rendered(true);
      assert.equal(habits.prefersBrowser(ACCOUNT, HOST), true);
    });

    it('have to be earned anew when the plain fetch after that was enough', () => {
      times(2, () => rendered(true));
      time += PREFER_MS;
      habits.notePlainEnough(ACCOUNT, HOST);
      rendered(true);
      assert.equal(habits.prefersBrowser(ACCOUNT, HOST), false);
    });

    it('are kept of the 2,000 hosts that were met last', () => {
      times(2, () => rendered(true));
      for (let i = 0; i < MAX_HOSTS; i += 1)
        habits.noteRendered(ACCOUNT, `h${i}.test`, WEAK, ['price'], true);
      assert.equal(habits.prefersBrowser(ACCOUNT, HOST), false);
    });
  });

  describe('of not rendering for a guess', () => {
    it('come when rendering has failed to answer a field three times in a row', () => {
      times(2, () => rendered(false));
      assert.equal(habits.isFutile(ACCOUNT, HOST, ['price']), false);
      rendered(false);
      assert.equal(habits.isFutile(ACCOUNT, HOST, ['price']), true);
      assert.equal(habits.isFutile(ACCOUNT, 'other.test', ['price']), false);
    });

    it('are of the fields: one that is not known yet is worth a try', () => {
      times(3, () => rendered(false, ['price', 'sku']));
      assert.equal(habits.isFutile(ACCOUNT, HOST, ['sku']), true);
      assert.equal(habits.isFutile(ACCOUNT, HOST, ['sku', 'price']), true);
      assert.equal(habits.isFutile(ACCOUNT, HOST, ['sku', 'price', 'brand']), false);
      assert.equal(habits.isFutile(ACCOUNT, HOST, []), false);
    });

    it('are of one account', () => {
      times(3, () => rendered(false));
      assert.equal(habits.isFutile('acc_2', HOST, ['price']), false);
      habits.noteRendered('acc_2', HOST, WEAK, ['price'], true);
      assert.equal(habits.isFutile(ACCOUNT, HOST, ['price']), true);
    });

    it('count each field on its own', () => {
      rendered(false, ['price']);
      times(2, () => rendered(false, ['price', 'sku']));
      assert.equal(habits.isFutile(ACCOUNT, HOST, ['price']), true);
      assert.equal(habits.isFutile(ACCOUNT, HOST, ['sku']), false);
    });

    it('do not come from pages that asked for rendering themselves', () => {
      times(5, () => rendered(false, ['price'], STRONG));
      assert.equal(habits.isFutile(ACCOUNT, HOST, ['price']), false);
    });

    it('end when rendering has helped', () => {
      times(3, () => rendered(false));
      rendered(true, ['price'], STRONG);
      assert.equal(habits.isFutile(ACCOUNT, HOST, ['price']), false);
      times(2, () => rendered(false));
      assert.equal(habits.isFutile(ACCOUNT, HOST, ['price']), false);
    });

    it('lapse after half an hour, for one more try', () => {
      times(3, () => rendered(false));
      time += FUTILE_MS - 1;
      rendered(false);
      assert.equal(habits.isFutile(ACCOUNT, HOST, ['price']), true);
      time += 1;
      assert.equal(habits.isFutile(ACCOUNT, HOST, ['price']), false);
      rendered(false);
      assert.equal(habits.isFutile(ACCOUNT, HOST, ['price']), true);
    });

    it('are not touched by pages that plain HTTP answered', () => {
      times(3, () => rendered(false));
      habits.notePlainEnough(ACCOUNT, HOST);
      habits.noteGood(ACCOUNT, HOST, 'auto');
      assert.equal(habits.isFutile(ACCOUNT, HOST, ['price']), true);
    });

    it('are kept of the pairs of host and field that were met last', () => {
      times(3, () => rendered(false));
      for (let i = 0; i < MAX_FIELDS; i += 1)
        habits.noteRendered(ACCOUNT, `h${i % 100}.test`, WEAK, [`field${i}`], false);
      assert.equal(habits.isFutile(ACCOUNT, HOST, ['price']), false);
    });
  });
});
