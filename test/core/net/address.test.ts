import assert from 'node:assert/strict';
import { hostOf, isLocalhostName, isPublicAddress, parseAddress } from '../../../src/core/net/address.js';

describe('isPublicAddress', () => {
  const notPublic = [
    '0.0.0.0',
    '0.1.2.3',
    '10.0.0.1',
    '10.255.255.255',
    '100.64.0.1',
    '100.100.100.200',
    '127.0.0.1',
    '127.255.255.254',
    '168.63.129.16',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.0.0.192',
    '192.0.2.1',
    '192.88.99.1',
    '192.168.1.1',
    '198.18.0.1',
    '198.19.255.255',
    '198.51.100.7',
    '203.0.113.9',
    '224.0.0.1',
    '239.255.255.250',
    '240.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::127.0.0.1',
    '::7f00:1',
    '::8.8.8.8',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '::ffff:10.0.0.1',
    '::ffff:169.254.169.254',
    '::ffff:0:127.0.0.1',
    '64:ff9b::127.0.0.1',
    '64:ff9b::a00:1',
    '64:ff9b::a9fe:a9fe',
    '64:ff9b:1::1',
    '64:ff9b:1::8.8.8.8',
    '100::1',
    '2001::1',
    '2001:0:4136:e378:8000:63bf:3fff:fdd2',
    '2001:2::1',
    '2001:db8::1',
    '2001:10::1',
    '2001:20::1',
    '2002:7f00:1::',
    '2002:a00:1::1',
    '2002:c0a8:101::1',
    '3fff::1',
    '5f00::1',
    '4000::1',
    'fc00::1',
    'fd00:ec2::254',
    'fe80::1',
    'fe80::5efe:10.0.0.1',
    'fec0::1',
    'ff02::1',
    '2a00:1450::5efe:10.0.0.1',
    '2a00:1450::200:5efe:192.168.0.1',
  ];
  for (const address of notPublic) {
    it(`refuses ${address}`, () => assert.equal(isPublicAddress(address), false));
  }

  const publicAddresses = [
    '1.1.1.1',
    '8.8.8.8',
    '9.255.255.255',
    '11.0.0.0',
    '100.63.255.255',
    '100.128.0.0',
    '172.15.255.255',
    '172.32.0.0',
    '192.167.255.255',
    '198.17.255.255',
    '223.255.255.255',
    '2606:4700:4700::1111',
    '2a00:1450:4001:80b::200e',
    '::ffff:8.8.8.8',
    '64:ff9b::8.8.8.8',
    '2a00:1450::5efe:8.8.8.8',
  ];
  for (const address of publicAddresses) {
    it(`admits ${address}`, () => assert.equal(isPublicAddress(address), true));
  }

  for (const text of [
    '',
    'example.com',
    '8.8.8',
    '0x08080808',
    '134744072',
    '010.8.8.8',
    'fe80::1%eth0',
    '2606::1%1',
  ]) {
    it(`does not take "${text}" for an address`, () => assert.equal(isPublicAddress(text), false));
  }
});

describe('parseAddress', () => {
  it('turns an IPv4-mapped address into the IPv4 address that is dialled', () => {
    assert.equal(parseAddress('::ffff:10.1.2.3')?.toString(), '10.1.2.3');
  });
});

describe('hostOf', () => {
  const loopbackSpellings = [
    'http://127.0.0.1/',
    'http://127.0.0.1./',
    'http://127.1/',
    'http://127.0.1/',
    'http://2130706433/',
    'http://0x7f000001/',
    'http://0x7f.1/',
    'http://0177.0.0.1/',
    'http://017700000001/',
    'http://127.0x0.0.01/',
    'http://①②⑦.⓪.⓪.①/',
    'http://127。0。0。1/',
    'http://127%2e0%2e0%2e1/',
    'http://user@127.0.0.1/',
    'http://example.com@127.0.0.1/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:7f00:1]/',
    'http:\\\\127.0.0.1\\',
  ];
  for (const url of loopbackSpellings) {
    it(`reads ${url} as 127.0.0.1`, () => {
      assert.deepEqual(hostOf(new URL(url)), { kind: 'address', address: '127.0.0.1' });
    });
  }

  it('reads what stands before a backslash as the host, as browsers do', () => {
    assert.deepEqual(hostOf(new URL('http://a.test\\@127.0.0.1/')), { kind: 'name', name: 'a.test' });
  });

  it('drops trailing dots and capitals of a name', () => {
    assert.deepEqual(hostOf(new URL('http://EXAMPLE.com./')), { kind: 'name', name: 'example.com' });
  });

  it('reads IPv6 without its brackets', () => {
    assert.deepEqual(hostOf(new URL('http://[0:0:0:0:0:0:0:1]/')), { kind: 'address', address: '::1' });
  });
});

describe('isLocalhostName', () => {
  it('knows localhost and every name under it, and nothing that only looks like it', () => {
    for (const name of ['localhost', 'a.localhost', 'a.b.localhost'])
      assert.equal(isLocalhostName(name), true, name);
    for (const name of ['localhost.com', 'mylocalhost', 'localhos'])
      assert.equal(isLocalhostName(name), false, name);
  });
});
