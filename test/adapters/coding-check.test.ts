import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import http from 'node:http';
import net from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { mendConnection } from '../../src/adapters/http1/mended-connection.js';
import { cleanUp, onCleanUp, serve } from '../support/fetching.js';

afterEach(cleanUp);

/** Text that is large in gzip too. */
const PAGE = `<!doctype html><p>${randomBytes(200_000).toString('hex')}</p>`;
const gzip = gzipSync(PAGE);
const br = brotliCompressSync(PAGE);
const HTML = { 'content-type': 'text/html' };
const GZIP = { ...HTML, 'content-encoding': 'gzip' };

/** What a mended connection says of an answer that is read to its end: whether it was cut, or null. */
async function toldOf(
  body: Buffer,
  headers: http.OutgoingHttpHeaders,
  { method = 'GET', chunked = false } = {},
): Promise<readonly (readonly [path: string, isCut: boolean | null])[]> {
  const { port } = await serve((_request, response) => {
    response.writeHead(200, chunked ? headers : { ...headers, 'content-length': body.length });
    response.write(body.subarray(0, 1_000));
    response.end(body.subarray(1_000));
  });
  const told: (readonly [string, Promise<boolean> | null])[] = [];
  const agent = new http.Agent({ keepAlive: true });
  onCleanUp(() => agent.destroy());
  agent.createConnection = (options) =>
    mendConnection(
      net.connect(options as net.NetConnectOpts),
      (path, isCut) => void told.push([path, isCut]),
    );
  const request = http.request({ host: '127.0.0.1', port, path: '/a?b=1', method, agent });
  const [response] = (await once(request.end(), 'response')) as [http.IncomingMessage];
  await once(response.resume(), 'end');
  return Promise.all(told.map(async ([path, isCut]) => [path, isCut === null ? null : await isCut] as const));
}

describe('a mended connection tells whether a compressed page is cut', () => {
  for (const [name, body, headers, isCut] of [
    ['gzip that is cut', gzip.subarray(0, 150_000), GZIP, true],
    ['gzip that is cut within its first bytes', gzip.subarray(0, 15), GZIP, true],
    ['gzip', gzip, GZIP, false],
    ['gzip with a comment behind it', Buffer.concat([gzip, Buffer.from('<!-- cached -->')]), GZIP, false],
    ['gzip of several members', Buffer.concat([gzip, gzip]), GZIP, false],
    ['brotli that is cut', br.subarray(0, 150_000), { ...HTML, 'content-encoding': 'br' }, true],
    ['brotli', br, { ...HTML, 'content-encoding': 'br' }, false],
    ['what only says that it is gzip', Buffer.from(PAGE), GZIP, false],
    ['what does not say its type', gzip.subarray(0, 150_000), { 'content-encoding': 'gzip' }, true],
    ['a page that is not compressed', Buffer.from(PAGE), HTML, null],
    ['data in gzip', gzip.subarray(0, 99), { ...GZIP, 'content-type': 'application/json' }, null],
  ] as const) {
    for (const chunked of [false, true]) {
      it(`${name}${chunked ? ', in chunks' : ''}`, async () =>
        assert.deepEqual(await toldOf(body, headers, { chunked }), [['/a?b=1', isCut]]));
    }
  }

  it('but not of what was not asked for with GET', async () =>
    assert.deepEqual(await toldOf(gzip, GZIP, { method: 'POST' }), []));

  it('nor of a bomb', async () => {
    const bomb = gzipSync(Buffer.alloc(80 * 1024 * 1024)).subarray(0, -20);
    assert.deepEqual(await toldOf(bomb, GZIP), [['/a?b=1', false]]);
  });
});
