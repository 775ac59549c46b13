import assert from 'node:assert/strict';
import { once } from 'node:events';
import type http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import zlib from 'node:zlib';
import type { AddressInfo } from 'node:net';
import { createEgressGate, EgressRefused, type Lookup } from '../../src/adapters/egress/gate.js';
import { createFetcher } from '../../src/adapters/fetch/fetcher.js';
import { hasText } from '../../src/core/page/page-type.js';
import { decodeText } from '../../src/core/html/decode.js';
import { parseAllowList } from '../../src/core/net/allow-list.js';
import {
  cleanUp,
  failureOf,
  fetcherFor,
  fetchFrom,
  onCleanUp,
  pageOf,
  serve,
  textOf,
  until,
} from '../support/fetching.js';
import type { Handler } from '../support/fetching.js';
import { TEST_CERT, TEST_KEY } from '../../bench/wild/inputs/tls.js';

afterEach(cleanUp);

describe('createFetcher', () => {
  describe('an exchange', () => {
    it('returns status, headers, type and body, and keeps the connection', async () => {
      const seen: http.IncomingHttpHeaders[] = [];
      const site = await serve((request, response) => {
        seen.push(request.headers);
        response
          .writeHead(404, { 'Content-Type': 'Text/HTML; charset=utf-8', 'X-A': ['1', '2'] })
          .end('<p>gone</p>');
      });
      const { get } = fetcherFor(site);
      const page = pageOf(await get('/a?b#c', { locale: 'de-AT' }));
      assert.equal(page.status, 404);
      assert.equal(page.finalUrl, `http://127.0.0.1:${site.port}/a?b`);
      assert.equal(page.contentType, 'text/html');
      assert.equal(page.headers['x-a'], '1, 2');
      assert.equal(textOf(page), '<p>gone</p>');
      assert.equal(page.truncated, false);
      assert.equal(seen[0]?.['user-agent'], 'Holdfast/test');
      assert.equal(seen[0]?.['accept-language'], 'de-AT');
      assert.equal(seen[0]?.host, `127.0.0.1:${site.port}`);
      for (let i = 0; i < 9; i++) await get('/');
      assert.ok(site.connections <= 2);
    });

    it('does not send credentials of the URL', async () => {
      const site = await serve((request, response) => response.end(request.headers.authorization ?? 'none'));
      const page = pageOf(await fetcherFor(site).get(`http://user:secret@127.0.0.1:${site.port}/`));
      assert.equal(textOf(page), 'none');
      assert.doesNotMatch(page.finalUrl, /secret/);
    });

    it('sniffs the type when the server does not say it', async () => {
      const page = pageOf(await fetchFrom((_, response) => response.end('<!doctype html><p>x')));
      assert.equal(page.contentType, 'text/html');
    });

    it('skips informational answers', async () => {
      const page = pageOf(
        await fetchFrom((_, response) => {
          response.writeEarlyHints({ link: '</a.css>; rel=preload' });
          response.end('real');
        }),
      );
      assert.equal(textOf(page), 'real');
    });

    for (const status of [204, 304, 403, 429, 500, 503]) {
      it(`takes ${status} as a page`, async () => {
        const page = pageOf(await fetchFrom((_, response) => response.writeHead(status).end()));
        assert.equal(page.status, status);
      });
    }

    for (const [charset, hex, text] of [
      ['windows-1251', 'cff0e8e2e5f2', 'Привет'],
      ['shift_jis', '93fa967b8cea', '日本語'],
    ] as const) {
      it(`delivers the header that decodes ${charset}`, async () => {
        const page = pageOf(
          await fetchFrom((_, response) => {
            response
              .writeHead(200, { 'content-type': `text/html; charset=${charset}` })
              .end(Buffer.from(hex, 'hex'));
          }),
        );
        assert.equal(decodeText(page.body, page.headers['content-type']), text);
      });
    }
  });

  describe('redirects', () => {
    const to = (response: http.ServerResponse, location: string, status = 302): void => {
      response.writeHead(status, { location }).end('moved');
    };

    it('follows a chain of every kind to the last URL on one connection', async () => {
      const hops: Record<string, [number, string]> = {
        '/': [301, '/a'],
        '/a': [302, 'b/c?d'],
        '/b/c?d': [303, './e'],
        '/b/e': [307, '//HOST/f'],
        '/f': [308, '/caf\u00c3\u00a9#x'],
      };
      const site = await serve((request, response) => {
        const hop = hops[request.url!];
        if (hop === undefined) return void response.end(request.url);
        to(response, hop[1].replace('HOST', request.headers.host!), hop[0]);
      });
      const page = pageOf(await fetcherFor(site).get('/'));
      assert.equal(textOf(page), '/caf%C3%A9');
      assert.equal(page.finalUrl, `http://127.0.0.1:${site.port}/caf%C3%A9`);
      assert.equal(site.connections, 1);
    });

    it('takes a redirect without Location, and a 300, as pages', async () => {
      assert.equal(pageOf(await fetchFrom((_, response) => response.writeHead(302).end())).status, 302);
      assert.equal(pageOf(await fetchFrom((_, response) => to(response, '/x', 300))).status, 300);
    });

    it('stops at a loop', async () => {
      const outcome = await fetchFrom((request, response) => to(response, request.url === '/' ? '/b' : '/'));
      assert.deepEqual(failureOf(outcome), {
        code: 'URL_UNREACHABLE',
        message: 'The page redirects in a loop.',
      });
    });

    it('stops after the limit', async () => {
      let requests = 0;
      const outcome = await fetchFrom((_, response) => to(response, `/${++requests}`), { maxRedirects: 3 });
      assert.match(failureOf(outcome).message, /too many times/);
      assert.equal(requests, 4);
    });

    for (const location of [
      'ftp://a.test/',
      'javascript:alert(1)',
      'http://a.test:22/',
      'http://[',
      'data:,x',
    ]) {
      it(`does not follow ${location}`, async () => {
        assert.equal(
          failureOf(await fetchFrom((_, response) => to(response, location))).code,
          'URL_UNREACHABLE',
        );
      });
    }

    it('does not open a connection to a private address that a page redirects to', async () => {
      const secret = await serve((_, response) => response.end('secret'));
      for (const host of ['127.0.0.1', 'localhost', '2130706433', '[::ffff:7f00:1]', 'inside.test']) {
        const outcome = await fetchFrom((_, response) => to(response, `http://${host}:${secret.port}/`), {
          lookup: async () => ['127.0.0.1'],
        });
        assert.equal(failureOf(outcome).message, 'The address of this host is not allowed.', host);
      }
      assert.equal(secret.connections, 0);
    });

    it('does not wait for the body of a redirect that never ends', async () => {
      const outcome = await fetchFrom((request, response) => {
        if (request.url === '/next') return void response.end('next');
        response.writeHead(302, { location: '/next' }).write('x');
      });
      assert.equal(textOf(pageOf(outcome)), 'next');
    });
  });

  describe('time', () => {
    it('ends with TIMEOUT when no headers come', async () => {
      const site = await serve(() => {});
      const outcome = await fetcherFor(site).get('/', { timeoutMs: 100 });
      assert.equal(failureOf(outcome).code, 'TIMEOUT');
      await until(() => site.open.size === 0);
    });

    it('ends with TIMEOUT when the body drips, and drops the connection', async () => {
      const site = await serve((_, response) => {
        response.writeHead(200, { 'content-type': 'text/html' });
        const drip = setInterval(() => response.write('.'), 10);
        response.on('close', () => clearInterval(drip));
      });
      assert.equal(failureOf(await fetcherFor(site).get('/', { timeoutMs: 150 })).code, 'TIMEOUT');
      await until(() => site.open.size === 0);
    });

    it('counts redirects and name resolution in the same time', async () => {
      const slow = await fetchFrom(
        (request, response) => {
          const next = String(Number(request.url!.slice(1)) + 1);
          setTimeout(() => response.writeHead(302, { location: `/${next}` }).end(), 40);
        },
        { maxRedirects: 1_000 },
        { timeoutMs: 150 },
      );
      assert.equal(failureOf(slow).code, 'TIMEOUT');

      const { get } = fetcherFor(await serve(() => {}), { lookup: () => new Promise(() => {}) });
      assert.equal(failureOf(await get('http://hang.test/', { timeoutMs: 50 })).code, 'TIMEOUT');
    });

    it('does not send a request whose time ended while its name was being resolved', async () => {
      let requests = 0;
      const site = await serve((_, response) => response.end(String(++requests)));
      const lookup: Lookup = () => new Promise((resolve) => setTimeout(resolve, 80, ['127.0.0.1']));
      const { get } = fetcherFor(site, { lookup, allow: 'late.test' });
      assert.equal(failureOf(await get(`http://late.test:${site.port}/`, { timeoutMs: 30 })).code, 'TIMEOUT');
      await new Promise((resolve) => setTimeout(resolve, 120));
      assert.equal(requests, 0);
    });

    it('rejects with the reason of the signal, drops the connection and leaves no listener', async () => {
      const site = await serve((_, response) => void response.writeHead(200).write('x'));
      const { get } = fetcherFor(site);
      const stop = new AbortController();
      const reason = new Error('cancelled');
      const running = get('/', {}, stop.signal);
      setTimeout(() => stop.abort(reason), 50);
      await assert.rejects(running, reason);
      await until(() => site.open.size === 0);
      await assert.rejects(get('/', {}, stop.signal), reason);
    });

    it('adds no listener that stays on a long-lived signal, and no warning', async () => {
      const site = await serve((_, response) => response.end('x'));
      const { get } = fetcherFor(site);
      const { signal } = new AbortController();
      const warnings: Error[] = [];
      const onWarning = (warning: Error): void => void warnings.push(warning);
      let listeners = 0;
      const add = signal.addEventListener.bind(signal);
      const remove = signal.removeEventListener.bind(signal);
      signal.addEventListener = (...args: Parameters<typeof add>) => (listeners++, add(...args));
      signal.removeEventListener = (...args: Parameters<typeof remove>) => (listeners--, remove(...args));
      process.on('warning', onWarning);
      await Promise.all(Array.from({ length: 40 }, () => get('/', {}, signal)));
      await new Promise(setImmediate);
      process.off('warning', onWarning);
      assert.equal(listeners, 0);
      assert.deepEqual(warnings, []);
    });
  });

  describe('bytes', () => {
    it('cuts a huge body at the limit and stops reading', async () => {
      const site = await serve((_, response) => {
        const more = (): void =>
          void (response.write(Buffer.alloc(64 * 1024, 'x')) ? setImmediate(more) : null);
        response.on('drain', more);
        more();
      });
      const page = pageOf(await fetcherFor(site, { maxBodyBytes: 100_000 }).get('/'));
      assert.equal(page.body.length, 100_000);
      assert.equal(page.truncated, true);
      await until(() => site.open.size === 0);
    });

    it('does not call a body of exactly the limit truncated', async () => {
      const page = pageOf(
        await fetchFrom((_, response) => response.end('x'.repeat(1_000)), { maxBodyBytes: 1_000 }),
      );
      assert.equal(page.truncated, false);
    });

    const html = '<p>hello, compressed world</p>'.repeat(50);
    const codings: readonly (readonly [header: string, body: Buffer])[] = [
      ['gzip', zlib.gzipSync(html)],
      ['x-gzip', zlib.gzipSync(html)],
      ['GZIP', zlib.gzipSync(html)],
      ['br', zlib.brotliCompressSync(html)],
      ['deflate', zlib.deflateSync(html)],
      ['deflate', zlib.deflateRawSync(html)],
      ['gzip, br', zlib.brotliCompressSync(zlib.gzipSync(html))],
      ['deflate, gzip, br', zlib.brotliCompressSync(zlib.gzipSync(zlib.deflateSync(html)))],
      ['identity', Buffer.from(html)],
      ['utf-8', Buffer.from(html)],
      ['gzip', Buffer.from(html)],
      ['br', Buffer.from(html)],
    ];
    const answer =
      (encoding: string, body: Uint8Array): Handler =>
      (_, response) =>
        void response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': encoding }).end(body);

    for (const [index, [encoding, body]] of codings.entries()) {
      it(`reads "${encoding}" (${index + 1})`, async () => {
        const page = pageOf(await fetchFrom(answer(encoding, body)));
        assert.equal(textOf(page), html);
        assert.equal(page.truncated, false);
      });
    }

    it('reads zstd, although it does not ask for it', async () => {
      const zstd = Buffer.from('KLUv/QRo7QAAqDxwPnpzdGFuZGFyZCBwYWdlPC9wPgEAoQD7yQQ0mxlu', 'base64');
      const page = pageOf(await fetchFrom(answer('zstd', zstd)));
      assert.equal(textOf(page), '<p>zstandard page</p>'.repeat(200));
    });

    it('reads all frames of zstd, and skips those that hold no data', async () => {
      const skippable = Buffer.from('502a4d180300000078797a', 'hex');
      const frames = ['one ', 'two ', 'three'].map((text) => zlib.zstdCompressSync(text));
      const body = Buffer.concat(frames.flatMap((frame) => [skippable, frame, skippable]));
      const page = pageOf(await fetchFrom(answer('zstd', body)));
      assert.equal(textOf(page), 'one two three');
      assert.equal(page.truncated, false);
      const broken = pageOf(await fetchFrom(answer('zstd', Buffer.concat([body, Buffer.from('no frame')]))));
      assert.deepEqual([textOf(broken), broken.truncated], ['one two three', true]);
    });

    it('reads zstd of very many empty frames up to a bound', async () => {
      const empty = zlib.zstdCompressSync('');
      const body = Buffer.concat([zlib.zstdCompressSync('start'), ...Array<Buffer>(100_000).fill(empty)]);
      const page = pageOf(await fetchFrom(answer('zstd', body)));
      assert.deepEqual([textOf(page), page.truncated], ['start', true]);
    });

    it('reads a large compressed page', async () => {
      const large = Buffer.from(Array.from({ length: 300_000 }, (_, i) => `<p>${i * 7919}</p>`).join(''));
      for (const [encoding, body] of [
        ['gzip', zlib.gzipSync(large, { level: 1 })],
        ['br', zlib.brotliCompressSync(large, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 2 } })],
        ['deflate', zlib.deflateSync(large, { level: 1 })],
        ['zstd', zlib.zstdCompressSync(large)],
      ] as const) {
        const page = pageOf(await fetchFrom(answer(encoding, body)));
        assert.ok(large.equals(page.body), encoding);
        assert.equal(page.truncated, false);
      }
    });

    it('cuts a gzip bomb at the limit', async () => {
      const bomb = await gzipOfZeros(200 * 1024 * 1024);
      assert.ok(bomb.length < 300_000);
      const page = pageOf(await fetchFrom(answer('gzip', bomb), { maxBodyBytes: 1024 * 1024 }));
      assert.equal(page.body.length, 1024 * 1024);
      assert.equal(page.truncated, true);
      const twice = pageOf(
        await fetchFrom(answer('gzip, gzip', zlib.gzipSync(bomb)), { maxBodyBytes: 1024 * 1024 }),
      );
      assert.equal(twice.body.length, 1024 * 1024);
    });

    it('cuts a zstd bomb at the limit, and decodes none that asks for a huge window', async () => {
      const page = pageOf(
        await fetchFrom(answer('zstd', zstdOfZeros(0x50, 8_000)), { maxBodyBytes: 1024 * 1024 }),
      );
      assert.equal(page.body.length, 1024 * 1024);
      assert.equal(page.truncated, true);
      assert.equal(failureOf(await fetchFrom(answer('zstd', zstdOfZeros(0xa0, 10)))).code, 'URL_UNREACHABLE');
    });

    it('refuses more than three codings', async () => {
      const outcome = await fetchFrom(answer('gzip, gzip, gzip, gzip', zlib.gzipSync('x')));
      assert.match(failureOf(outcome).message, /compressed more often/);
    });

    describe('gzip', () => {
      const large = Buffer.from(Array.from({ length: 200_000 }, (_, i) => `<p>${i * 7919}</p>`).join(''));
      const sources = [Buffer.from(html), large];

      for (const tail of ['\r\n', '<!-- cached -->', '\0\0\0\0', '\x1f\x8b']) {
        it(`is read whole with ${JSON.stringify(tail)} behind its end`, async () => {
          for (const source of sources) {
            const body = Buffer.concat([zlib.gzipSync(source), Buffer.from(tail, 'latin1')]);
            const page = pageOf(await fetchFrom(answer('gzip', body)));
            assert.ok(source.equals(page.body), `${page.body.length} of ${source.length} bytes`);
            assert.deepEqual([page.truncated, page.warnings], [false, []]);
          }
        });
      }

      it('is read with a wrong checksum, with a warning', async () => {
        for (const source of sources) {
          const body = zlib.gzipSync(source);
          body.writeUInt32LE(7, body.length - 8);
          const page = pageOf(await fetchFrom(answer('gzip', body)));
          assert.ok(source.equals(page.body));
          assert.deepEqual(page.warnings, ['the compressed page does not fit its checksum']);
        }
      });

      it('is read as far as it came, with a warning', async () => {
        for (const source of sources) {
          const body = zlib.gzipSync(source);
          const page = pageOf(await fetchFrom(answer('gzip', body.subarray(0, body.length - 20))));
          assert.ok(page.body.length > 0 && source.subarray(0, page.body.length).equals(page.body));
          assert.equal(page.truncated, true);
          assert.match(String(page.warnings), /ended early/);
        }
      });

      it('is read member by member, whatever their heads hold', async () => {
        const named = (flags: number, more: Buffer, text: string): Buffer => {
          const member = zlib.gzipSync(text);
          member[3] = flags;
          return Buffer.concat([member.subarray(0, 10), more, member.subarray(10)]);
        };
        const body = Buffer.concat([
          zlib.gzipSync('one '),
          named(4, Buffer.from([3, 0, 1, 2, 3]), 'two '),
          named(8 + 16, Buffer.from('name\0comment\0'), 'three '),
          named(2, Buffer.from([9, 9]), 'four'),
          Buffer.from('tail'),
        ]);
        const page = pageOf(await fetchFrom(answer('gzip', body)));
        assert.deepEqual([textOf(page), page.warnings], ['one two three four', []]);
      });

      it('of very many empty members is read up to a bound', async () => {
        const empty = zlib.gzipSync('');
        const body = Buffer.concat([
          zlib.gzipSync('start'),
          ...Array<Buffer>(20_000).fill(empty),
          Buffer.from('x'),
        ]);
        const page = pageOf(await fetchFrom(answer('gzip', body)));
        assert.deepEqual([textOf(page), page.truncated], ['start', true]);
      });
    });

    it('keeps what could be decoded of a broken body, marked as truncated', async () => {
      for (const [encoding, whole] of [
        ['gzip', zlib.gzipSync(html)],
        [
          'br',
          zlib.brotliCompressSync(Buffer.from(Array.from({ length: 5_000 }, (_, i) => i * 7919).join())),
        ],
      ] as const) {
        const page = pageOf(await fetchFrom(answer(encoding, whole.subarray(0, whole.length - 9))));
        assert.ok(page.body.length > 0, encoding);
        assert.equal(page.truncated, true);
      }
    });

    it('fails when nothing can be decoded', async () => {
      const noise = Buffer.from('0001020304050607', 'hex');
      for (const encoding of ['gzip', 'br', 'zstd', 'deflate']) {
        const outcome = failureOf(await fetchFrom(answer(encoding, noise)));
        assert.deepEqual(outcome.code, 'URL_UNREACHABLE');
        assert.match(outcome.message, /compressed in a way/);
      }
    });

    it('takes an empty body with a coding as empty', async () => {
      assert.equal(pageOf(await fetchFrom(answer('gzip', Buffer.alloc(0)))).body.length, 0);
    });
  });

  describe('a body that is not wanted', () => {
    const wantsBody = hasText;
    const png = Buffer.from('89504e470d0a1a0a', 'hex');

    /** An endless download in chunks of 16 KiB, and how many of its bytes were taken off our hands. */
    const endless = (headers: http.OutgoingHttpHeaders, start: Buffer) => {
      const sent = { bytes: 0 };
      const handler: Handler = (_, response) => {
        response.writeHead(200, headers);
        const chunk = Buffer.alloc(16 * 1024, 7);
        const pump = (): void => {
          while (!response.destroyed) {
            sent.bytes += chunk.length;
            if (!response.write(chunk)) return;
          }
        };
        response.on('drain', pump);
        response.write(start);
        pump();
      };
      return { sent, handler };
    };

    for (const [what, headers, start, essence] of [
      ['by its header', { 'content-type': 'image/png' }, png, 'image/png'],
      [
        'by its header, compressed',
        { 'content-type': 'video/mp4', 'content-encoding': 'gzip' },
        png,
        'video/mp4',
      ],
      ['by its first bytes', {}, png, 'image/png'],
      ['by what contradicts its header', { 'content-type': 'text/plain' }, png, 'image/png'],
      [
        'by bytes that no text has',
        { 'content-type': 'application/octet-stream' },
        Buffer.alloc(9, 0xff),
        'application/octet-stream',
      ],
    ] as const) {
      it(`is not downloaded when it is known ${what}`, async () => {
        const { sent, handler } = endless(headers, start);
        const site = await serve(handler);
        const { get } = fetcherFor(site);
        const page = pageOf(await get('/', { wantsBody }));
        assert.equal(page.contentType, essence);
        assert.equal(page.truncated, true);
        assert.ok(page.body.length <= 80 * 1024, `${page.body.length} bytes were kept`);
        // What the kernel's buffers on both ends hold counts as sent.
        assert.ok(sent.bytes < 20 * 1024 * 1024, `${sent.bytes} bytes were sent`);
        await new Promise((resolve) => setTimeout(resolve, 50));
        assert.equal(site.open.size, 0, 'the connection is dropped');
      });
    }

    it('keeps the connection when the rest is short', async () => {
      const site = await serve((_, response) => {
        response.writeHead(200, { 'content-type': 'image/png' }).end(Buffer.alloc(5_000));
      });
      const { get } = fetcherFor(site);
      for (let i = 0; i < 5; i++)
        assert.equal(pageOf(await get('/', { wantsBody })).contentType, 'image/png');
      assert.ok(site.connections <= 2, `${site.connections} connections`);
    });

    it('is read whole when it turns out to be text, and when nobody asks', async () => {
      const body = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(100_000, 1)]);
      const handler: Handler = (_, response) => {
        response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(body);
      };
      const pdf = pageOf(await fetchFrom(handler, {}, { wantsBody }));
      assert.deepEqual([pdf.contentType, pdf.body.length], ['application/pdf', body.length]);
      const image: Handler = (_, response) => {
        response.writeHead(200, { 'content-type': 'image/png' }).end(body);
      };
      assert.equal(pageOf(await fetchFrom(image)).body.length, body.length);
    });
  });

  describe('broken hosts', () => {
    it('says that a connection was refused', async () => {
      const site = await serve(() => {});
      const closed = net.createServer().listen(0, '127.0.0.1');
      await once(closed, 'listening');
      const { port } = closed.address() as AddressInfo;
      await new Promise((resolve) => closed.close(resolve));
      const { get } = fetcherFor(site, { allow: '127.0.0.1' });
      assert.deepEqual(failureOf(await get(`http://127.0.0.1:${port}/`)), {
        code: 'URL_UNREACHABLE',
        message: 'The host refused the connection.',
      });
    });

    it('says that a name does not exist', async () => {
      const lookup: Lookup = () => Promise.reject(Object.assign(new Error('x'), { code: 'ENOTFOUND' }));
      const { get } = fetcherFor(await serve(() => {}), { lookup });
      assert.equal(failureOf(await get('http://nowhere.test/')).message, 'The host name does not exist.');
    });

    it('does not take half a page for a page when the connection breaks', async () => {
      let requests = 0;
      const outcome = await fetchFrom((_, response) => {
        requests++;
        response.writeHead(200, { 'content-length': 1_000 }).write('half');
        setTimeout(() => response.socket?.resetAndDestroy(), 20);
      });
      assert.equal(failureOf(outcome).code, 'URL_UNREACHABLE');
      assert.equal(requests, 1);
    });

    it('fails on an answer that is not HTTP', async () => {
      const server = net.createServer((socket) => socket.on('data', () => socket.end('SSH-2.0-x\r\n')));
      const outcome = await fetcherFor(await serve(() => {}, server)).get('/');
      assert.equal(failureOf(outcome).message, 'The answer of the host is not valid HTTP.');
    });

    it('repeats once when a kept connection breaks before any answer', async () => {
      let requests = 0;
      const site = await serve((request, response) => {
        requests++;
        if (requests === 2) return void request.socket.resetAndDestroy();
        response.end(`answer ${requests}`);
      });
      const { get } = fetcherFor(site);
      await get('/');
      assert.equal(textOf(pageOf(await get('/'))), 'answer 3');
    });

    it('does not repeat more than once', async () => {
      let requests = 0;
      const outcome = await fetchFrom((request) => {
        requests++;
        request.socket.destroy();
      });
      assert.equal(failureOf(outcome).message, 'The host closed the connection.');
      assert.equal(requests, 2);
    });
  });

  describe('addresses', () => {
    it('refuses a name with one private address among its answers, without a packet', async () => {
      const site = await serve((_, response) => response.end('x'));
      for (const answers of [
        ['1.1.1.1', '127.0.0.1'],
        ['127.0.0.1'],
        ['::1', '2606:4700::1'],
        ['::ffff:127.0.0.1'],
      ]) {
        const { get } = fetcherFor(site, { lookup: async () => answers, allow: '' });
        const outcome = await get(`http://mixed.test:${site.port}/`);
        assert.equal(failureOf(outcome).message, 'The address of this host is not allowed.');
      }
      assert.equal(site.connections, 0);
    });

    it('asks for a name once per connection and dials the address that was checked', async () => {
      const site = await serve((request, response) => response.end(request.headers.host));
      let lookups = 0;
      const lookup: Lookup = async () => (lookups++ === 0 ? ['127.0.0.1'] : ['127.0.0.2']);
      const { get } = fetcherFor(site, { lookup });
      const page = pageOf(await get(`http://rebind.test:${site.port}/`));
      assert.equal(textOf(page), `rebind.test:${site.port}`);
      assert.equal(lookups, 1);
    });

    it('refuses every literal spelling of an address that is not open', async () => {
      const site = await serve((_, response) => response.end('x'));
      const { get } = fetcherFor(site, { allow: '' });
      for (const host of [
        '127.0.0.1',
        '127.1',
        '0x7f000001',
        '[::ffff:127.0.0.1]',
        'localhost',
        'x.localhost',
        '0',
      ]) {
        assert.equal(failureOf(await get(`http://${host}:${site.port}/`)).code, 'URL_UNREACHABLE', host);
      }
      assert.equal(site.connections, 0);
    });

    it('reaches localhost through an address entry, whatever else the name means', async () => {
      const site = await serve((_, response) => response.end('home'));
      const page = pageOf(await fetcherFor(site).get(`http://localhost:${site.port}/`));
      assert.equal(textOf(page), 'home');
    });

    it('tries the next address when one does not accept', async () => {
      const site = await serve((_, response) => response.end('second'));
      const { get } = fetcherFor(site, {
        lookup: async () => ['127.0.0.9', '127.0.0.1'],
        allow: '127.0.0.0/8',
      });
      assert.equal(textOf(pageOf(await get(`http://two.test:${site.port}/`))), 'second');
    });

    it('keeps server name and Host of an https site while dialling the checked address', async () => {
      let servername: unknown;
      const server = https.createServer({ key: TEST_KEY, cert: TEST_CERT }, (request, response) => {
        servername = (request.socket as import('node:tls').TLSSocket).servername;
        response.end(request.headers.host);
      });
      const site = await serve(() => {}, server);
      const { get } = fetcherFor(site, { lookup: async () => ['127.0.0.1'] });
      assert.equal(textOf(pageOf(await get(`https://shop.test:${site.port}/`))), `shop.test:${site.port}`);
      assert.equal(servername, 'shop.test');
      assert.equal(
        failureOf(await get(`https://other.test:${site.port}/`)).message,
        'The certificate is for another host name.',
      );
      assert.equal(failureOf(await get(`https://127.0.0.1:${site.port}/`)).code, 'URL_UNREACHABLE');
    });

    it('does not accept a certificate that nobody vouches for', async () => {
      const server = https.createServer({ key: TEST_KEY, cert: TEST_CERT }, (_, response) =>
        response.end('x'),
      );
      const site = await serve(() => {}, server);
      const gate = createEgressGate({
        allowList: parseAllowList('127.0.0.1'),
        lookup: async () => ['127.0.0.1'],
      });
      const fetcher = createFetcher({ gate, userAgent: 'Holdfast/test' });
      onCleanUp(() => fetcher.close());
      const request = { url: `https://shop.test:${site.port}/`, timeoutMs: 2_000 };
      const outcome = await fetcher.fetch(request, new AbortController().signal);
      assert.equal(failureOf(outcome).message, 'The certificate of the host cannot be verified.');
    });
  });

  describe('close', () => {
    it('waits for running fetches, then refuses new ones', async () => {
      const site = await serve((_, response) => void setTimeout(() => response.end('late'), 80));
      const { get, close } = fetcherFor(site);
      const running = get('/');
      await close();
      assert.equal(textOf(pageOf(await running)), 'late');
      await assert.rejects(get('/'), /closed/);
      await until(() => site.open.size === 0);
    });
  });
});

describe('createEgressGate', () => {
  const gateWith = (lookup: Lookup, allow = '') =>
    createEgressGate({ allowList: parseAllowList(allow), lookup });

  it('gives the addresses to dial to whoever dials by itself', async () => {
    const gate = gateWith(async () => ['2606:4700::1', '2606:4700::2', '1.1.1.1']);
    assert.deepEqual(await gate.admit('a.test', 443), ['2606:4700::1', '1.1.1.1', '2606:4700::2']);
    assert.deepEqual(await gate.admit('1.1.1.1', 443), ['1.1.1.1']);
    await assert.rejects(gate.admit('10.0.0.1', 443), EgressRefused);
    await assert.rejects(gate.admit('localhost', 443), EgressRefused);
  });

  it('asks once for a burst of connections to one name', async () => {
    let lookups = 0;
    const gate = gateWith(async () => (lookups++, ['1.1.1.1']));
    await Promise.all(Array.from({ length: 20 }, () => gate.admit('a.test', 80)));
    assert.equal(lookups, 1);
    await gate.admit('a.test', 80);
    assert.equal(lookups, 2);
  });

  it('opens a private network by name, address or range', async () => {
    const gate = gateWith(async () => ['10.0.0.5'], 'intranet.test:8080,10.0.0.5:81');
    assert.deepEqual(await gate.admit('intranet.test', 8080), ['10.0.0.5']);
    assert.deepEqual(await gate.admit('other.test', 81), ['10.0.0.5']);
    await assert.rejects(gate.admit('intranet.test', 80), EgressRefused);
  });

  it('checks a URL given as text', () => {
    const gate = gateWith(async () => []);
    assert.equal(gate.check('http://example.com/'), null);
    assert.equal(gate.check('nonsense')?.message, 'The URL is not valid.');
    assert.equal(gate.check('http://10.0.0.1/')?.code, 'URL_UNREACHABLE');
  });
});

async function gzipOfZeros(length: number): Promise<Buffer> {
  const gzip = zlib.createGzip({ level: 9 });
  const block = Buffer.alloc(1024 * 1024);
  const chunks: Buffer[] = [];
  gzip.on('data', (chunk: Buffer) => chunks.push(chunk));
  for (let written = 0; written < length; written += block.length) {
    if (!gzip.write(block)) await once(gzip, 'drain');
  }
  gzip.end();
  await once(gzip, 'end');
  return Buffer.concat(chunks);
}

/** A frame of blocks that each stand for 128 KiB of zeros; `window` is the window descriptor of RFC 8878. */
function zstdOfZeros(window: number, blocks: number): Buffer {
  const frame = Buffer.alloc(6 + 4 * blocks);
  frame.writeUInt32LE(0xfd2fb528, 0);
  frame[5] = window;
  for (let i = 0; i < blocks; i++) {
    frame.writeUIntLE((i === blocks - 1 ? 1 : 0) | (1 << 1) | ((128 * 1024) << 3), 6 + 4 * i, 3);
  }
  return frame;
}
