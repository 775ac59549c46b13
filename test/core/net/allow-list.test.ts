import assert from 'node:assert/strict';
import { parseAllowList } from '../../../src/core/net/allow-list.js';

describe('parseAllowList', () => {
  const cases: readonly (readonly [
    list: string,
    host: string,
    address: string,
    port: number,
    allowed: boolean,
  ])[] = [
    ['', 'localhost', '127.0.0.1', 80, false],
    ['127.0.0.1:8899', 'localhost', '127.0.0.1', 8899, true],
    ['127.0.0.1:8899', 'localhost', '127.0.0.1', 8898, false],
    ['127.0.0.1:8899', 'localhost', '::1', 8899, false],
    ['127.0.0.1', 'x.test', '127.0.0.1', 1234, true],
    ['127.0.0.1', 'x.test', '127.0.0.2', 1234, false],
    ['127.0.0.1', 'x.test', '::ffff:127.0.0.1', 1234, true],
    ['10.0.0.0/8', 'x.test', '10.9.8.7', 80, true],
    ['10.1.2.3/8', 'x.test', '10.9.8.7', 80, true],
    ['10.0.0.0/8', 'x.test', '11.0.0.1', 80, false],
    ['10.0.0.0/8:8080', 'x.test', '10.9.8.7', 8080, true],
    ['10.0.0.0/8:8080', 'x.test', '10.9.8.7', 80, false],
    ['intranet.test', 'intranet.test', '10.0.0.1', 80, true],
    ['intranet.test', 'INTRANET.test.', '10.0.0.1', 80, true],
    ['intranet.test', 'a.intranet.test', '10.0.0.1', 80, false],
    ['intranet.test', '10.0.0.1', '10.0.0.1', 80, false],
    ['intranet.test:81', 'intranet.test', '10.0.0.1', 80, false],
    ['Bücher.test', 'xn--bcher-kva.test', '10.0.0.1', 80, true],
    ['::1', 'localhost', '::1', 80, true],
    ['[::1]', 'localhost', '::1', 80, true],
    ['[::1]:81', 'localhost', '::1', 81, true],
    ['[::1]:81', 'localhost', '::1', 80, false],
    ['fd00::/8', 'x.test', 'fd12::1', 80, true],
    ['fd00::/8', 'x.test', '10.0.0.1', 80, false],
    ['[fd00::/8]:443', 'x.test', 'fd12::1', 443, true],
    ['127.1:81', 'localhost', '127.0.0.1', 81, true],
    [' 127.0.0.1:1 , ,db.test:2 ', 'db.test', '10.0.0.1', 2, true],
  ];
  for (const [list, host, address, port, allowed] of cases) {
    it(`"${list}" ${allowed ? 'admits' : 'does not admit'} ${host} at ${address} port ${port}`, () => {
      assert.equal(parseAllowList(list).allows(host, address, port), allowed);
    });
  }

  const bad = [
    'http://intranet.test',
    'a b',
    '10.0.0.0/33',
    'fd00::/129',
    '10.0.0.0/',
    'host:0',
    'host:65536',
    'host:x',
    '*.test',
    '[::1',
    '::1]:80',
    '[10.0.0.1',
    'fe80::1%eth0',
    '300.1.1.1',
    ':80',
    'a..b',
    'user@host',
    '[host]:80',
  ];
  for (const entry of bad) {
    it(`names "${entry}" as a bad entry`, () => {
      assert.throws(
        () => parseAllowList(`127.0.0.1,${entry}`),
        (error: Error) => error.message.includes(`"${entry}"`),
      );
    });
  }

  it('tells whether an entry names the host itself', () => {
    const list = parseAllowList('hooks.test:8080,10.0.0.0/8');
    assert.equal(list.names('hooks.test', 8080), true);
    assert.equal(list.names('10.1.1.1', 80), true);
    assert.equal(list.names('other.test', 8080), false);
  });
});
