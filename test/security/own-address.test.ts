import { strict as assert } from 'node:assert';
import { networkInterfaces } from 'node:os';
import { createEgressGate, EgressRefused } from '../../src/adapters/egress/gate.js';
import { parseAllowList } from '../../src/core/net/allow-list.js';

const OWN = ['203.0.114.7', '2606:4700:4700::7', 'fe80::7', '127.0.0.1'];

/** A server's own address may be public; what listens on it may be meant for nobody outside. */
describe('a public address of this machine', () => {
  const admit = async (host: string, allow = '', answers: readonly string[] = []): Promise<string> => {
    const gate = createEgressGate({
      allowList: parseAllowList(allow),
      lookup: async () => answers,
      ownAddresses: () => OWN,
    });
    try {
      return (await gate.admit(host, 8_080)).join();
    } catch (error) {
      assert.ok(error instanceof EgressRefused, String(error));
      return 'refused';
    }
  };

  for (const host of ['203.0.114.7', '::ffff:203.0.114.7', '[2606:4700:4700::7]', '2606:4700:4700:0::0007']) {
    it(`is refused as ${host}`, async () => assert.equal(await admit(host), 'refused'));
  }

  it('is refused behind a name, also beside others', async () => {
    assert.equal(await admit('name.test', '', ['203.0.114.7']), 'refused');
    assert.equal(await admit('name.test', '', ['203.0.114.8', '2606:4700:4700::7']), 'refused');
  });

  it('is reached when the operator opened it', async () => {
    assert.equal(await admit('203.0.114.7', '203.0.114.7:8080'), '203.0.114.7');
    assert.equal(await admit('203.0.114.7', '203.0.114.7:8081'), 'refused');
    assert.equal(await admit('name.test', 'name.test', ['203.0.114.7']), '203.0.114.7');
  });

  it('is no reason to refuse its neighbours', async () => {
    assert.equal(await admit('203.0.114.8'), '203.0.114.8');
    assert.equal(await admit('name.test', '', ['2606:4700:4700::8']), '2606:4700:4700::8');
  });

  it('is known for every interface', async () => {
    const gate = createEgressGate({ allowList: parseAllowList('') });
    const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
    assert.ok(addresses.length > 0);
    for (const { address } of addresses) await assert.rejects(gate.admit(address, 8_080), EgressRefused);
  });
});
