import assert from 'node:assert/strict';
import http2 from 'node:http2';
import net from 'node:net';
import { createRoads } from '../../src/adapters/fetch/roads.js';
import { hasText } from '../../src/core/page/page-type.js';
import { cleanUp, failureOf, fetcherFor, pageOf, serve, textOf } from '../support/fetching.js';
import { HALF, ODD_ANSWERS, oddServer, PAGE } from '../../bench/wild/inputs/odd-answers.js';
import { LOOPBACK_CERT, LOOPBACK_KEY } from '../../bench/wild/inputs/tls.js';

afterEach(cleanUp);

describe('answers that break HTTP', () => {
  for (const secure of [false, true]) {
    for (const [at, { name, cut }] of ODD_ANSWERS.entries()) {
      it(`are read with ${name}, over ${secure ? 'https' : 'http'}`, async () => {
        const site = await serve(() => {}, oddServer(secure));
        const url = `${secure ? 'https' : 'http'}://127.0.0.1:${site.port}/${at}`;
        const page = pageOf(await fetcherFor(site).get(url, { timeoutMs: 2_000 }));
        assert.equal(page.status, 200);
        assert.equal(page.contentType, 'text/html');
        assert.equal(textOf(page), cut ? HALF : PAGE);
        assert.equal(page.truncated, cut);
      });
    }
  }

  /** A server that gives each request the next of these answers. */
  const serveRaw = (answers: readonly string[], onRequest: (request: string) => void = () => {}) => {
    let at = 0;
    const server = net.createServer((socket) => {
      socket.on('error', () => socket.destroy());
      socket.on('data', (bytes) => {
        onRequest(bytes.toString());
        socket.end(answers[at++ % answers.length] ?? '');
      });
    });
    return serve(() => {}, server);
  };
  const ODD = 'HTTP/1.1 200 OK\r\nno colon\r\nContent-Type: text/html\r\n';

  it('are told in warnings, and so is what was cut', async () => {
    const { get } = fetcherFor(await serve(() => {}, oddServer(false)));
    const warningsOf = async (name: string) =>
      pageOf(await get(`/${ODD_ANSWERS.findIndex((answer) => answer.name === name)}`)).warnings;
    assert.deepEqual(await warningsOf('no header at all'), []);
    assert.deepEqual(await warningsOf('a line without a colon'), [
      'the answer of the host is not valid HTTP, and was read as browsers read it',
    ]);
    assert.deepEqual(await warningsOf('chunks that are cut'), [
      'the connection ended before the page was complete',
    ]);
  });

  it('are read with one request where the server is known to send them', async () => {
    let requests = 0;
    const site = await serveRaw([`${ODD}\r\n<p>x`], () => requests++);
    const { get } = fetcherFor(site);
    for (let i = 0; i < 3; i++) assert.equal(textOf(pageOf(await get('/'))), '<p>x');
    assert.equal(requests, 4);
  });

  it('are asked strictly first for another account', async () => {
    let requests = 0;
    const odd = await serveRaw([`${ODD}\r\n<p>x`], () => requests++);
    const { get } = fetcherFor(odd);
    await get('/', { accountId: 'acc_1' });
    await get('/', { accountId: 'acc_2' });
    assert.equal(requests, 4);
  });

  it('are asked for with the same request', async () => {
    const requests: string[] = [];
    const site = await serveRaw([`${ODD}\r\n<p>x`], (request) => requests.push(request));
    await fetcherFor(site).get('/a?b=c', { locale: 'de' });
    const [strict = '', lenient = ''] = requests.map((request) =>
      request.toLowerCase().split('\r\n').sort().join('\n'),
    );
    assert.equal(lenient.replace('connection: close', ''), strict.replace('connection: keep-alive', ''));
  });

  it('redirect, and set cookies, as others do', async () => {
    const redirect = `${ODD}Set-Cookie: a=1\r\nSet-Cookie: b=2\r\nLocation: /next\r\n\r\n`.replace(
      '200',
      '302',
    );
    let last = '';
    const site = await serveRaw([redirect, redirect, `${ODD}\r\n<p>there`], (request) => (last = request));
    const page = pageOf(await fetcherFor(site).get('/'));
    assert.deepEqual([textOf(page), page.finalUrl], ['<p>there', `http://127.0.0.1:${site.port}/next`]);
    assert.match(last, /^cookie: a=1; b=2\r$/im);
  });

  it('are bounded as others are', async () => {
    const long = `${ODD}\r\n<p>${'x'.repeat(200_000)}`;
    const page = pageOf(await fetcherFor(await serveRaw([long]), { maxBodyBytes: 1_000 }).get('/'));
    assert.deepEqual([page.body.length, page.truncated], [1_000, true]);

    const image = `${ODD.replace('text/html', 'image/png')}\r\n${'x'.repeat(200_000)}`;
    const unread = pageOf(await fetcherFor(await serveRaw([image])).get('/', { wantsBody: hasText }));
    assert.ok(unread.body.length < 100_000, `${unread.body.length} bytes were kept`);

    const silent = await serve(
      () => {},
      net.createServer((socket) => socket.write(ODD)),
    );
    const outcome = await fetcherFor(silent).get('/', { timeoutMs: 150 });
    assert.equal(failureOf(outcome).code, 'TIMEOUT');
  });

  for (const [name, answer] of [
    ['is no HTTP', 'SSH-2.0-x\r\n\r\n'],
    ['has two lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd'],
    ['has a NUL in its head', 'HTTP/1.1 200 OK\r\nX: a\0b\r\n\r\nabcd'],
    ['has a head without end', `HTTP/1.1 200 OK\r\n${'X: y\r\n'.repeat(60_000)}`],
    ['ends within its head', 'HTTP/1.1 200 OK\r\nX: y\r\n'],
  ] as const) {
    it(`are not read when one ${name}`, async () => {
      const outcome = await fetcherFor(await serveRaw([answer])).get('/');
      assert.deepEqual(outcome, {
        kind: 'failed',
        failure: { code: 'URL_UNREACHABLE', message: 'The answer of the host is not valid HTTP.' },
        fault: 'protocol',
      });
    });
  }
});

describe('a server that speaks HTTP/2 alone', () => {
  it('is read, in HTTP/2 at once from then on', async () => {
    const server = http2.createSecureServer({ key: LOOPBACK_KEY, cert: LOOPBACK_CERT });
    server.on('stream', (stream, headers) => {
      if (headers[':path'] === '/moved') {
        stream.respond({ ':status': 302, location: '/p', 'set-cookie': ['a=1', 'b=2'] });
        stream.end();
      } else {
        stream.respond({ ':status': 200, 'content-type': 'text/html' });
        stream.end(`<p>${headers.cookie ?? 'no cookie'}`);
      }
    });
    const site = await serve(() => {}, server);
    const { get } = fetcherFor(site);
    const base = `https://127.0.0.1:${site.port}`;
    const page = pageOf(await get(`${base}/moved`));
    assert.deepEqual([textOf(page), page.finalUrl, page.status], ['<p>a=1; b=2', `${base}/p`, 200]);
    assert.deepEqual(page.warnings, []);
    const connections = site.connections;
    assert.equal(textOf(pageOf(await get(`${base}/p`))), '<p>no cookie');
    assert.equal(site.connections, connections);
  });
});

describe('createRoads', () => {
  it('forgets what it has noted, as servers get mended', () => {
    let now = 0;
    const roads = createRoads(() => now);
    roads.note('acc_1', 'http://a.test', 'lenient');
    const first = (origin: string): string => roads.first('acc_1', origin);
    assert.deepEqual([first('http://a.test'), first('http://b.test')], ['lenient', 'strict']);
    now = 3_600_000;
    assert.equal(first('http://a.test'), 'strict');
  });

  it('keeps what it has noted to those who have met it', () => {
    const roads = createRoads(() => 0);
    roads.note('acc_1', 'http://a.test', 'lenient');
    assert.equal(roads.first('acc_2', 'http://a.test'), 'strict');
  });
});
