import { strict as assert } from 'node:assert';
import type { Lookup } from '../../src/adapters/egress/gate.js';
import { startPrivateListener, type PrivateListener } from '../support/private-listener.js';
import { openReach } from './ground.js';

const URLS = [
  'http://127.0.0.1:{port}/',
  'http://2130706433:{port}/',
  'http://[::ffff:127.0.0.1]:{port}/',
  'http://127.0.0.2:{port}/',
  'http://[::1]:{port}/',
  'http://0.0.0.0:{port}/',
  'http://[::]:{port}/',
  'http://localhost:{port}/',
  'http://a.localhost:{port}/',
  'http://inside.test:{port}/',
  'http://a.inside.test:{port}/',
  'http://other.test:{port}/',
  'http://two.test:{port}/',
  'http://six.test:{port}/',
] as const;

const LOOKUP: Lookup = async (name) => {
  if (name === 'two.test') return ['127.0.0.2'];
  return name === 'six.test' ? ['::1'] : ['127.0.0.1'];
};

/** URLs that are open, each with the address at which the listener hears them. */
type Opened = Partial<Record<(typeof URLS)[number], string>>;

const ONE: Opened = {
  'http://127.0.0.1:{port}/': '127.0.0.1',
  'http://2130706433:{port}/': '127.0.0.1',
  'http://[::ffff:127.0.0.1]:{port}/': '127.0.0.1',
  'http://localhost:{port}/': '127.0.0.1',
  'http://a.localhost:{port}/': '127.0.0.1',
  'http://inside.test:{port}/': '127.0.0.1',
  'http://a.inside.test:{port}/': '127.0.0.1',
  'http://other.test:{port}/': '127.0.0.1',
};
const TWO: Opened = { 'http://127.0.0.2:{port}/': '127.0.0.2', 'http://two.test:{port}/': '127.0.0.2' };
// localhost means both loopback addresses, and of these only what is open.
const SIX: Opened = {
  'http://[::1]:{port}/': '::1',
  'http://localhost:{port}/': '::1',
  'http://a.localhost:{port}/': '::1',
  'http://six.test:{port}/': '::1',
};
const INSIDE: Opened = { 'http://inside.test:{port}/': '127.0.0.1' };
const UNSPECIFIED_SIX: Opened = { 'http://[::]:{port}/': '::1' };

/** What the operator wrote, and all that it opens. `{next}` is another port than the listener's. */
const LISTS: readonly (readonly [list: string, opened: Opened])[] = [
  ['', {}],
  ['127.0.0.1:{port}', ONE],
  ['127.0.0.1', ONE],
  ['127.0.0.1:{next}', {}],
  ['127.0.0.1:1,127.0.0.1:{next},127.0.0.2:{next},[::1]:{next}', {}],
  ['::ffff:127.0.0.1', ONE],
  ['2130706433:{port}', ONE],
  ['127.0.0.2:{port}', TWO],
  ['[::1]:{port}', SIX],
  ['::1', SIX],
  ['[::1]:{next}', {}],
  ['127.0.0.0/31:{port}', ONE],
  ['127.0.0.0/8:{port}', { ...ONE, ...TWO }],
  ['127.0.0.0/8:{next}', {}],
  ['127.0.0.2/31', TWO],
  ['10.0.0.0/8,172.16.0.0/12,192.168.0.0/16,169.254.0.0/16,fc00::/7', {}],
  ['0.0.0.0', { 'http://0.0.0.0:{port}/': '127.0.0.1' }],
  ['::', UNSPECIFIED_SIX],
  ['::/127', { ...SIX, ...UNSPECIFIED_SIX }],
  ['inside.test:{port}', INSIDE],
  ['INSIDE.test.', INSIDE],
  ['inside.test:{next}', {}],
  ['test,example.com,st', {}],
  ['localhost:{port}', { 'http://localhost:{port}/': '127.0.0.1' }],
  ['a.localhost', { 'http://a.localhost:{port}/': '127.0.0.1' }],
];

describe('what the operator opens', () => {
  let listener: PrivateListener;
  before(async () => {
    listener = await startPrivateListener();
  });
  after(() => listener.close());

  for (const [list, opened] of LISTS) {
    const what = list === '' ? 'nothing' : `"${list}"`;
    it(`is for ${what} ${Object.keys(opened).length} of ${URLS.length} URLs`, async () => {
      const fill = (text: string): string =>
        text.replaceAll('{port}', String(listener.port)).replaceAll('{next}', String(listener.port - 1));
      const reach = openReach(fill(list), LOOKUP);
      const heardBefore = (await listener.contacts()).length;
      const reached: string[] = [];
      try {
        for (const url of URLS) {
          const outcome = await reach.fetch(fill(url));
          if (outcome.kind === 'page') reached.push(url);
          else assert.ok(outcome.kind === 'failed' && outcome.failure.code === 'URL_UNREACHABLE');
        }
      } finally {
        await reach.close();
      }
      const expected = URLS.filter((url) => listener.addresses.includes(opened[url] ?? ''));
      assert.deepEqual(reached, expected);
      const heard = (await listener.contacts()).slice(heardBefore);
      assert.deepEqual(
        heard.map(({ at }) => at),
        expected.map((url) => opened[url]),
      );
    });
  }
});
