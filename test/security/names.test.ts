import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { lookup as systemLookup } from 'node:dns/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Lookup } from '../../src/adapters/egress/gate.js';
import { recordDials, type Dials } from '../support/dials.js';
import {
  assertSilent,
  endingOf,
  openGround,
  openReach,
  redirectPath,
  type Ground,
  type Reach,
} from './ground.js';
import { skipWithout } from '../support/skip.js';

/** Answers beside 127.0.0.1, which the operator opened: each of them refuses the name. */
const PRIVATE_ANSWERS = [
  ...[
    '127.0.0.2',
    '::1',
    '::',
    '0.0.0.0',
    '::ffff:127.0.0.2',
    '::127.0.0.1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
  ],
  ...[
    '10.0.0.1',
    '192.168.0.1',
    '172.16.0.1',
    '100.64.0.1',
    '169.254.169.254',
    '224.0.0.1',
    '255.255.255.255',
  ],
  ...['fc00::1', 'fd00:ec2::254', 'fe80::1', 'ff02::1', '168.63.129.16', '::ffff:a9fe:a9fe'],
];
/** No resolver should answer these; the operating system would still understand some when told to connect. */
const ODD_ANSWERS = [
  ...[
    '',
    'localhost',
    '127.1',
    '2130706433',
    '0x7f000001',
    '0177.0.0.1',
    '127.0.0.1.',
    '127.0.0.1%lo',
    '::1%lo',
  ],
  ...['fe80::1%lo', '[::1]', ' 127.0.0.1', '127.0.0.1\n', 'inside.test', '/var/run/docker.sock'],
];

describe('a name that means a private address', () => {
  let ground: Ground;
  let dials: Dials;
  let reach: Reach | undefined;

  before(async () => {
    ground = await openGround((path) =>
      path.startsWith('/close') ? { headers: { Connection: 'close' } } : undefined,
    );
  });
  after(() => ground.close());
  beforeEach(() => (dials = recordDials()));
  afterEach(async () => {
    await reach?.close();
    dials.stop();
    const elsewhere = dials.dialled().filter((dial) => dial !== `127.0.0.1 ${ground.site.port}`);
    assert.deepEqual(elsewhere, []);
    await assertSilent(ground.listener);
  });

  /** A fetch through a resolver that gives these answers in turn, the last one again and again. */
  const withAnswers = (...answers: (readonly string[])[]): Reach => {
    let at = 0;
    const lookup: Lookup = async () => answers[Math.min(at++, answers.length - 1)] ?? [];
    return (reach = openReach(`127.0.0.1:${ground.site.port}`, lookup));
  };
  const get = async (from: Reach, url: string): Promise<string> =>
    endingOf(await from.fetch(url), { url: `http://name.test:${ground.site.port}` });

  const each = async (sets: readonly (readonly string[])[], port: number): Promise<void> => {
    const actual: [string, string][] = [];
    for (const set of sets) {
      const from = withAnswers(set);
      actual.push([set.join(), await get(from, `http://name.test:${port}/`)]);
      assert.deepEqual(from.asked, ['name.test']);
      await from.close();
    }
    assert.deepEqual(
      actual,
      sets.map((set) => [set.join(), 'refused']),
    );
  };

  it('is dialled where the operator opened that address', async () => {
    assert.equal(
      await get(withAnswers(['127.0.0.1']), `http://name.test:${ground.site.port}/`),
      'at the site',
    );
  });

  it(`is refused: ${PRIVATE_ANSWERS.length} answers alone`, async () => {
    await each(
      [...PRIVATE_ANSWERS, '127.0.0.1'].map((answer) => [answer]),
      ground.listener.port,
    );
  });

  it(`is refused: the same ${PRIVATE_ANSWERS.length} beside one that is open, before and behind it`, async () => {
    const pairs = PRIVATE_ANSWERS.flatMap((answer) => [
      ['127.0.0.1', answer],
      [answer, '127.0.0.1'],
    ]);
    await each(pairs, ground.site.port);
  });

  it(`is refused: ${PRIVATE_ANSWERS.length} beside public ones, also behind more than are ever tried`, async () => {
    const many = Array.from({ length: 40 }, (_, n) => `1.1.${n}.1`);
    await each(
      PRIVATE_ANSWERS.flatMap((answer) => [
        ['8.8.8.8', answer],
        ['2606:4700:4700::1111', '8.8.8.8', answer],
        [...many, answer],
      ]),
      ground.listener.port,
    );
  });

  it(`is refused: ${ODD_ANSWERS.length} answers that are no addresses, alone and beside one that is open`, async () => {
    await each(
      ODD_ANSWERS.map((answer) => [answer]),
      ground.listener.port,
    );
    await each(
      ODD_ANSWERS.flatMap((answer) => [
        [answer, '127.0.0.1'],
        ['127.0.0.1', answer],
      ]),
      ground.site.port,
    );
  });

  it('is asked for once per connection, and what was checked is what is dialled', async () => {
    const from = withAnswers(['127.0.0.1'], ['127.0.0.2']);
    assert.equal(await get(from, `http://name.test:${ground.site.port}/close`), 'at the site');
    assert.deepEqual(from.asked, ['name.test']);
    assert.deepEqual(dials.dialled(), [`127.0.0.1 ${ground.site.port}`]);
    assert.deepEqual(dials.asked(), []);
  });

  it('is refused once its answer has changed, and served again when that changes back', async () => {
    const url = `http://name.test:${ground.site.port}/close`;
    for (const changed of [['127.0.0.2'], ['::1'], ['10.0.0.1'], ['127.0.0.1', '127.0.0.2']]) {
      const from = withAnswers(['127.0.0.1'], changed, ['127.0.0.1']);
      const endings = [await get(from, url), await get(from, url), await get(from, url)];
      assert.deepEqual(endings, ['at the site', 'refused', 'at the site'], changed.join());
      assert.equal(from.asked.length, 3);
      await from.close();
    }
  });

  it('is refused when its answer changes between the hops of one fetch', async () => {
    const own = await openGround((path) => {
      if (path !== '/go') return undefined;
      return { status: 302, headers: { Location: '/arrived', Connection: 'close' } };
    });
    try {
      const changing = openReach(`127.0.0.1:${own.site.port}`, async () =>
        changing.asked.length === 1 ? ['127.0.0.1'] : ['127.0.0.2'],
      );
      const outcome = await changing.fetch(`http://name.test:${own.site.port}/go`);
      assert.equal(endingOf(outcome, own.site), 'refused');
      assert.equal(changing.asked.length, 2);
      assert.deepEqual(
        own.site.requests.map(({ path }) => path),
        ['/go'],
      );
      await changing.close();
    } finally {
      await own.close();
      dials.stop();
      dials = recordDials();
    }
  });

  it('cannot change where an open connection leads', async () => {
    const from = withAnswers(['127.0.0.1'], ['127.0.0.2']);
    const url = `http://name.test:${ground.site.port}/`;
    assert.equal(await get(from, url), 'at the site');
    // undici frees a connection one turn after its answer.
    await nextTurn();
    assert.equal(await get(from, url), 'at the site');
    assert.equal(dials.dialled().length, 1);
  });

  it('is refused to all of a burst that shares one look-up', async () => {
    const from = withAnswers(['127.0.0.1', '127.0.0.2']);
    const urls = Array.from({ length: 20 }, (_, n) => `http://name.test:${ground.site.port}/${n}`);
    const endings = await Promise.all(urls.map((url) => get(from, url)));
    assert.deepEqual(new Set(endings), new Set(['refused']));
    assert.ok(from.asked.length <= 2, `${from.asked.length} look-ups`);
  });

  it('is judged by what it means and not by how it looks', async () => {
    const names = [
      ...[
        '127.0.0.1.nip.test',
        '127-0-0-1.test',
        '0x7f.1.test',
        'localhost.test',
        'localhost.localdomain',
        'local',
      ],
      ...[
        'xn--80ak6aa92e.test',
        'metadata.google.internal',
        'kubernetes.default.svc',
        'host.docker.internal',
      ],
      ...['a.127.0.0.1.test', 'test.', '127.0.0.1x', '127.0.0.1;x', 'b%C3%BCcher.test'],
    ];
    for (const name of names) {
      const from = withAnswers(['127.0.0.1']);
      assert.equal(await get(from, `http://${name}:${ground.listener.port}/`), 'refused', name);
      assert.equal(from.asked.length, 1, name);
      const moved = redirectPath(`http://${name}:${ground.listener.port}/`);
      assert.equal(await get(from, ground.site.url + moved), 'refused', name);
      await from.close();
    }
  });

  it('is refused when only the hosts file of this machine has it', async function () {
    const names = hostsFileNames();
    skipWithout('hosts', names.length > 0, this);
    const lookup: Lookup = async (name) =>
      (await systemLookup(name, { all: true })).map(({ address }) => address);
    reach = openReach(`127.0.0.1:${ground.site.port}`, lookup);
    for (const name of names) {
      assert.equal(await get(reach, `http://${name}:${ground.listener.port}/`), 'refused', name);
    }
    assert.deepEqual(dials.asked(), names);
  });
});

/** Names for loopback addresses other than localhost. */
function hostsFileNames(): string[] {
  const names = readFileSync('/etc/hosts', 'utf8')
    .split('\n')
    .map((line) => (line.split('#', 1)[0] ?? '').trim().split(/\s+/))
    .flatMap(([address = '', ...names]) => (/^(?:127\.|::1$)/.test(address) ? names : []));
  return [...new Set(names)]
    .filter((name) => /^[a-z0-9.-]+$/.test(name) && !/^localhost\b/.test(name))
    .slice(0, 5);
}
