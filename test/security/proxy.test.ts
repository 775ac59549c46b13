import { strict as assert } from 'node:assert';
import { once } from 'node:events';
import { connect } from 'node:net';
import type { Lookup } from '../../src/adapters/egress/gate.js';
import { startEgressProxy, type EgressProxy } from '../../src/adapters/egress/proxy.js';
import { recordDials, type Dials } from '../support/dials.js';
import { SECRET } from '../support/private-listener.js';
import { loginHeader } from '../support/proxy-login.js';
import { assertSilent, openGround, openReach, titled, type Ground, type Reach } from './ground.js';
import { BAD_PORTS, DECOYS, ELSEWHERE, fill, LOOPBACK, MALFORMED, SCHEMES } from './vectors.js';

const ALL = [...LOOPBACK, ...DECOYS, ...MALFORMED, ...SCHEMES, ...ELSEWHERE, ...BAD_PORTS];

/** The browser sends nothing of this kind, but a spider's process could. */
const ODD_LINES = [
  'GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}',
  'GET //127.0.0.1:{port}/ HTTP/1.1\r\nHost: 127.0.0.1:{site}',
  'GET https://127.0.0.1:{port}/ HTTP/1.1\r\nHost: 127.0.0.1:{site}',
  'OPTIONS * HTTP/1.1\r\nHost: 127.0.0.1:{port}',
  'TRACE http://127.0.0.1:{port}/ HTTP/1.1\r\nHost: 127.0.0.1:{site}',
  'GET http://127.0.0.1:{port}/ HTTP/1.1\r\nHost: 127.0.0.1:{site}\r\nUpgrade: websocket\r\nConnection: Upgrade',
  'GET http://127.0.0.1:{port}/ HTTP/1.0',
  'CONNECT 127.0.0.1 HTTP/1.1\r\nHost: 127.0.0.1:{port}',
  'CONNECT 127.0.0.1:{port}:{site} HTTP/1.1',
  'CONNECT 127.0.0.1:{port}/127.0.0.1:{site} HTTP/1.1',
  'CONNECT http://127.0.0.1:{port}/ HTTP/1.1',
  'CONNECT user@127.0.0.1:{port} HTTP/1.1',
  'CONNECT 127.0.0.1:{site}@127.0.0.1:{port} HTTP/1.1',
  'CONNECT 127.0.0.1:{port}?127.0.0.1:{site} HTTP/1.1',
  'CONNECT 127.0.0.1:{port}#127.0.0.1:{site} HTTP/1.1',
  'CONNECT 127.0.0.1\\:{port} HTTP/1.1',
  'CONNECT 127%2e0%2e0%2e1:{port} HTTP/1.1',
  'CONNECT 127%00.0.0.1:{port} HTTP/1.1',
  'CONNECT [::1%25lo]:{port} HTTP/1.1',
  'CONNECT ::1:{port} HTTP/1.1',
  'CONNECT [::ffff:127.0.0.1]:{port} HTTP/1.1',
  'CONNECT name.test:{port} HTTP/1.1',
  'CONNECT name.test.:{port} HTTP/1.1',
  'CONNECT 127.0.0.1:22 HTTP/1.1',
];

describe('the proxy of the browser', () => {
  let ground: Ground;
  let reach: Reach;
  let proxy: EgressProxy;
  let login: string;
  let dials: Dials;
  let answers: readonly string[];

  before(async () => {
    ground = await openGround();
    const lookup: Lookup = async () => answers;
    reach = openReach(`127.0.0.1:${ground.site.port}`, lookup);
    proxy = await startEgressProxy({ gate: reach.gate, trackers: true });
    login = loginHeader(proxy.admitClient());
  });
  after(async () => {
    await proxy.close();
    await reach.close();
    await ground.close();
  });
  beforeEach(() => {
    answers = ['127.0.0.1'];
    dials = recordDials();
  });
  afterEach(async () => {
    dials.stop();
    const ours = [`127.0.0.1 ${ground.site.port}`, `127.0.0.1 ${new URL(proxy.url).port}`];
    assert.deepEqual(
      dials.dialled().filter((dial) => !ours.includes(dial)),
      [],
    );
    assert.deepEqual(dials.asked(), []);
    await assertSilent(ground.listener);
  });

  /** The status that the proxy answers to such a head, `then` being sent behind it. */
  const say = async (head: string, then = ''): Promise<string> => {
    const socket = connect(Number(new URL(proxy.url).port), '127.0.0.1');
    socket.setTimeout(2_000, () => socket.destroy());
    let answer = '';
    socket.on('data', (chunk) => (answer += chunk.toString('latin1')));
    socket.on('error', () => socket.destroy());
    socket.write(`${head}\r\nProxy-Authorization: ${login}\r\nConnection: close\r\n\r\n${then}`, 'utf8');
    await once(socket, 'close');
    assert.ok(!answer.includes(SECRET));
    assert.ok(!answer.startsWith('HTTP/1.1 407'), 'the login was not taken');
    return /^HTTP\/1\.1 (\d+)/.exec(answer)?.[1] ?? answer;
  };
  const here = (text: string): string => fill(text, ground.ports);

  const GET = 'GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n';

  it('leads to what is open, for plain http and through a tunnel', async () => {
    for (const host of ['127.0.0.1', 'localhost', 'name.test', '2130706433']) {
      const seen = ground.site.requests.length;
      assert.equal(await say(here(`GET http://${host}:{site}/ HTTP/1.1\r\nHost: x`)), '200', host);
      assert.equal(await say(here(`CONNECT ${host}:{site} HTTP/1.1\r\nHost: x`), GET), '200', host);
      assert.equal(ground.site.requests.length, seen + 2, host);
    }
  });

  for (const { title, vectors } of titled(ALL)) {
    it(`does not lead to ${title}`, async () => {
      for (const vector of vectors) {
        const url = vector.url(ground.ports);
        const [, host = ''] = /^[^/\\]*[/\\]{2,}([^/\\]*)/.exec(url) ?? [];
        const heads = [`GET ${url} HTTP/1.1\r\nHost: x`, `CONNECT ${host} HTTP/1.1\r\nHost: x`];
        if (URL.canParse(url)) heads.push(`GET ${new URL(url).href} HTTP/1.1\r\nHost: ${new URL(url).host}`);
        for (const head of heads) {
          const status = await say(head, GET);
          const isOpen = vector.ending === 'at the site' && status === '200';
          assert.ok(isOpen || /^4\d\d$/.test(status) || status === '', `${head}: ${status}`);
        }
      }
    });
  }

  it(`does not lead there with ${ODD_LINES.length} other lines`, async () => {
    const endings: Record<string, string> = {};
    for (const line of ODD_LINES) endings[line] = await say(here(line), GET);
    const refused = Object.entries(endings).filter(([, status]) => !/^4\d\d$/.test(status));
    assert.deepEqual(refused, []);
  });

  it('dials no name of which one answer is private, nor one whose answer has become so', async () => {
    const status = (): Promise<string> => say(here('GET http://name.test:{site}/ HTTP/1.1\r\nHost: x'));
    const tunnel = (): Promise<string> => say(here('CONNECT name.test:{site} HTTP/1.1\r\nHost: x'), GET);
    for (const later of [
      ['127.0.0.2'],
      ['::1'],
      ['127.0.0.1', '10.0.0.1'],
      ['8.8.8.8', '127.0.0.1', '::1'],
    ]) {
      const asked = reach.asked.length;
      answers = ['127.0.0.1'];
      assert.deepEqual([await status(), await tunnel()], ['200', '200']);
      answers = later;
      assert.deepEqual([await status(), await tunnel()], ['403', '403'], later.join());
      assert.equal(reach.asked.length, asked + 4);
    }
  });
});
