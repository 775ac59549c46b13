import { strict as assert } from 'node:assert';
import { lookup as systemLookup } from 'node:dns/promises';
import { EgressRefused, type Lookup } from '../../src/adapters/egress/gate.js';
import { recordDials, type Dials } from '../support/dials.js';
import {
  assertEndings,
  assertSilent,
  endingOf,
  openGround,
  openReach,
  titled,
  type Ground,
  type Reach,
} from './ground.js';
import { BAD_PORTS, DECOYS, ELSEWHERE, expand, LOOPBACK, MALFORMED, SCHEMES } from './vectors.js';

const ALL = [...LOOPBACK, ...DECOYS, ...MALFORMED, ...SCHEMES, ...ELSEWHERE, ...BAD_PORTS];
const ATTEMPTS = expand(ALL);

describe('a URL of a private address', () => {
  let ground: Ground;
  let reach: Reach;
  let dials: Dials;

  before(async () => {
    ground = await openGround();
    // Every name is the listener: a spelling that slipped through to the resolver would end there.
    reach = openReach(`127.0.0.1:${ground.site.port}`, async () => ['127.0.0.1']);
  });
  after(async () => {
    await reach.close();
    await ground.close();
  });
  beforeEach(() => (dials = recordDials()));
  afterEach(async () => {
    dials.stop();
    await assertSilent(ground.listener);
  });

  it(`is tried in ${ATTEMPTS.length} ways, no two alike`, () => {
    assert.ok(ATTEMPTS.length >= 80);
    assert.equal(new Set(ATTEMPTS.map(({ template }) => template)).size, ATTEMPTS.length);
  });

  for (const { title, vectors } of titled(ALL)) {
    it(`is not dialled: ${title}`, async () => {
      await assertEndings(vectors, async (vector) =>
        endingOf(await reach.fetch(vector.url(ground.ports)), ground.site),
      );
      const elsewhere = dials.dialled().filter((dial) => dial !== `127.0.0.1 ${ground.site.port}`);
      assert.deepEqual(elsewhere, []);
      assert.deepEqual([reach.asked, dials.asked()], [[], []], 'nobody needs to be asked what these are');
    });
  }

  it('keeps bad ports and other schemes shut, whatever the operator opened', async () => {
    const open = openReach('0.0.0.0/0,::/0,example.com');
    try {
      await assertEndings(expand([...BAD_PORTS, ...SCHEMES]), async (vector) =>
        endingOf(await open.fetch(vector.url(ground.ports)), ground.site),
      );
      assert.deepEqual([...dials.dialled(), ...open.asked], []);
    } finally {
      await open.close();
    }
  });
});

/** As they may stand in the first line of a request to a proxy, where no URL parser has been before. */
const RAW_HOSTS = [
  ...['127.0.0.1', '127.0.0.1.', '127.1', '2130706433', '0x7f000001', '0x7f.1', '0177.0.0.1', '017700000001'],
  ...['0', '0.0.0.0', '00', '::', '[::]', '::1', '[::1]', '::1%lo', '::1%1', 'fe80::1%lo', '::127.0.0.1'],
  ...['::ffff:127.0.0.1', '[::ffff:7f00:1]', '64:ff9b::7f00:1', '2002:7f00:1::', 'LOCALHOST', 'localhost.'],
  ...['a.localhost', 'a.localhost..', '10.0.0.1', '10.1', '169.254.169.254', '2852039166', 'fd00:ec2::254'],
];
const RAW_NAMES = [
  ...[
    '127.0.0.1:80',
    'user@127.0.0.1',
    '127.0.0.1/',
    '127.0.0.1\0.test',
    '127.0.0.1 ',
    '\t127.0.0.1',
    '[127.0.0.1',
  ],
  ...[
    '\u2460\u2461\u2466.0.0.1',
    '127\u30020\u30020\u30021',
    '127.0.0.1#.test',
    '127.0.0.1\\.test',
    '[::1%lo]',
    '',
  ],
];

describe('a host that no URL parser has read', () => {
  const port = 8_080;
  const admit = async (host: string, lookup: Lookup): Promise<string> => {
    const reach = openReach('127.0.0.1:1', lookup);
    try {
      return (await reach.gate.admit(host, port)).join();
    } catch (error) {
      return error instanceof EgressRefused ? 'refused' : String(error);
    } finally {
      await reach.close();
    }
  };

  it(`is refused when it is an address, in ${RAW_HOSTS.length} spellings`, async () => {
    // The system's own resolver understands all of them without asking anybody, which is the danger.
    const lookup: Lookup = async (name) =>
      (await systemLookup(name, { all: true })).map(({ address }) => address);
    const actual = await Promise.all(RAW_HOSTS.map(async (host) => [host, await admit(host, lookup)]));
    assert.deepEqual(
      actual,
      RAW_HOSTS.map((host) => [host, 'refused']),
    );
  });

  it(`is refused when a resolver takes it for one, in ${RAW_NAMES.length} spellings`, async () => {
    const actual = await Promise.all(
      RAW_NAMES.map(async (host) => [host, await admit(host, async () => ['127.0.0.1'])]),
    );
    assert.deepEqual(
      actual,
      RAW_NAMES.map((host) => [host, 'refused']),
    );
  });
});
