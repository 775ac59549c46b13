import { strict as assert } from 'node:assert';
import https from 'node:https';
import tls from 'node:tls';
import { createEgressGate } from '../../src/adapters/egress/gate.js';
import { createFetcher } from '../../src/adapters/fetch/fetcher.js';
import { parseAllowList } from '../../src/core/net/allow-list.js';
import { certify, type Certified } from '../../bench/wild/inputs/certificates.js';
import {
  cleanUp,
  failureOf,
  onCleanUp,
  pageOf,
  serve,
  textOf,
  type Handler,
  type Site,
} from '../support/fetching.js';

afterEach(cleanUp);

const root = certify('Root');

/** A chain of root, two in between and a server's, whose issuers are to be had at `issuers`. */
function chainAt(issuers: Site): {
  readonly outer: Certified;
  readonly inner: Certified;
  readonly server: Certified;
} {
  const base = `http://127.0.0.1:${issuers.port}`;
  const outer = certify('Outer', { issuer: root, issuerUrl: `${base}/root` });
  const inner = certify('Inner', { issuer: outer, issuerUrl: `${base}/outer` });
  return {
    outer,
    inner,
    server: certify('Server', { issuer: inner, issuerUrl: `${base}/inner`, isServer: true }),
  };
}

/** A place that certificates are fetched from; `answers` may be filled in later. */
async function serveIssuers(): Promise<{ site: Site; answers: Map<string, Buffer>; requests: string[] }> {
  const answers = new Map<string, Buffer>([['/root', root.der]]);
  const requests: string[] = [];
  const handler: Handler = (request, response) => {
    requests.push(request.url ?? '');
    const body = answers.get(request.url ?? '');
    response.writeHead(body === undefined ? 404 : 200).end(body);
  };
  return { site: await serve(handler), answers, requests };
}

async function serveWith({ key }: Certified, ...sent: readonly Certified[]): Promise<Site> {
  const cert = sent.map((each) => each.cert).join('\n');
  return serve(
    () => {},
    https.createServer({ key, cert }, (_, response) => response.end('the page')),
  );
}

function fetcherTrusting(authority: Certified, allow = '127.0.0.1') {
  const gate = createEgressGate({
    allowList: parseAllowList(allow),
    connectTimeoutMs: 2_000,
    tls: { ca: authority.cert },
  });
  const fetcher = createFetcher({ gate, userAgent: 'Holdfast/test' });
  onCleanUp(() => fetcher.close());
  return (site: Site) =>
    fetcher.fetch(
      { url: `https://127.0.0.1:${site.port}/`, timeoutMs: 10_000 },
      new AbortController().signal,
    );
}

const UNVERIFIED = 'The certificate of the host cannot be verified.';

describe('a server that does not send the certificates in between', () => {
  it('is read with those that its certificate names, with a warning, and asked for them once', async () => {
    const { site, answers, requests } = await serveIssuers();
    const { outer, inner, server } = chainAt(site);
    answers.set('/inner', inner.der).set('/outer', Buffer.from(outer.cert));
    const shop = await serveWith(server, server);
    const get = fetcherTrusting(root);
    const pages = await Promise.all([get(shop), get(shop), get(shop)]);
    for (const page of [...pages.map(pageOf), pageOf(await get(shop))]) {
      assert.equal(textOf(page), 'the page');
      assert.match(String(page.warnings), /does not send the certificates/);
    }
    assert.deepEqual(requests, ['/inner', '/outer', '/root']);
  });

  it('is read when it sends some of them', async () => {
    const { site, answers, requests } = await serveIssuers();
    const { outer, inner, server } = chainAt(site);
    answers.set('/outer', outer.der);
    const page = pageOf(await fetcherTrusting(root)(await serveWith(server, server, inner)));
    assert.equal(textOf(page), 'the page');
    assert.deepEqual(requests, ['/outer', '/root']);
  });

  it('needs no warning when it sends all of them', async () => {
    const { site, requests } = await serveIssuers();
    const { outer, inner, server } = chainAt(site);
    const page = pageOf(await fetcherTrusting(root)(await serveWith(server, server, inner, outer)));
    assert.deepEqual([page.warnings, requests], [[], []]);
  });

  it('is not trusted because of them: the chain ends at an authority or nowhere', async () => {
    const { site, answers } = await serveIssuers();
    const { outer, inner, server } = chainAt(site);
    answers.set('/inner', inner.der).set('/outer', outer.der);
    const get = fetcherTrusting(certify('Another root'));
    assert.equal(failureOf(await get(await serveWith(server, server))).message, UNVERIFIED);
    assert.equal(failureOf(await get(await serveWith(server, server, inner, outer))).message, UNVERIFIED);
  });

  it('is not trusted with a certificate of another name, a foreign one, or an expired one', async () => {
    const { site, answers } = await serveIssuers();
    const { outer, inner, server } = chainAt(site);
    answers.set('/outer', outer.der);
    for (const wrong of [
      certify('Inner', { issuer: outer }).der,
      outer.der,
      Buffer.from('no certificate'),
      Buffer.alloc(100_000),
    ]) {
      answers.set('/inner', wrong);
      const outcome = await fetcherTrusting(root)(await serveWith(server, server));
      assert.equal(failureOf(outcome).message, UNVERIFIED);
      assert.equal(outcome.kind === 'failed' && outcome.fault, 'chain');
    }
    answers.set('/inner', inner.der);
    const expired = certify('Server', {
      issuer: inner,
      issuerUrl: `http://127.0.0.1:${site.port}/inner`,
      isServer: true,
      expired: true,
    });
    const outcome = await fetcherTrusting(root)(await serveWith(expired, expired));
    assert.equal(outcome.kind, 'failed');
  });

  it('makes nobody connect where the rules for addresses forbid it, nor send it anything', async () => {
    const { site, answers } = await serveIssuers();
    const { outer, inner, server } = chainAt(site);
    answers.set('/inner', inner.der).set('/outer', outer.der);
    let received = 0;
    const shop = await serve(
      () => {},
      tls.createServer({ key: server.key, cert: server.cert }, (socket) => {
        socket.on('data', () => received++).on('error', () => socket.destroy());
      }),
    );
    const get = fetcherTrusting(root, `127.0.0.1:${shop.port}`);
    assert.equal(failureOf(await get(shop)).message, UNVERIFIED);
    assert.deepEqual([site.connections, received], [0, 0]);
  });

  it('is not asked again and again when there is nothing to be had', async () => {
    const { site, requests } = await serveIssuers();
    const { server } = chainAt(site);
    const shop = await serveWith(server, server);
    const get = fetcherTrusting(root);
    for (let i = 0; i < 3; i++) assert.equal(failureOf(await get(shop)).message, UNVERIFIED);
    assert.deepEqual(requests, ['/inner']);
  });
});
