import { strict as assert } from 'node:assert';
import { once } from 'node:events';
import { connect } from 'node:net';
import { startEgressProxy, type EgressProxy } from '../../src/adapters/egress/proxy.js';
import type { ProxyClient } from '../../src/adapters/egress/proxy-clients.js';
import { createRenderer, findChromium } from '../../src/adapters/browser/index.js';
import { allPids, commandLine } from '../../src/adapters/processes.js';
import { proxiesOf } from '../support/browsers.js';
import { startCrawlSite, type CrawlSite } from '../support/crawl-site.js';
import { loginHeader } from '../support/proxy-login.js';
import { openReach, type Reach } from './ground.js';

/** The answer of the proxy at `port` to a head, `then` being sent behind it. */
async function say(port: number, head: string, then = ''): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.setTimeout(5_000, () => socket.destroy(new Error('the proxy did not answer')));
  let answer = '';
  socket.on('data', (chunk) => (answer += chunk.toString('latin1')));
  socket.write(`${head}\r\nConnection: close\r\n\r\n${then}`);
  await once(socket, 'close');
  return answer;
}

const statusOf = (answer: string): string => answer.split(' ')[1] ?? answer;

describe('the login of the egress proxy', function () {
  this.timeout(60_000);
  let site: CrawlSite;
  let reach: Reach;
  let proxy: EgressProxy;
  let client: ProxyClient;
  const headersSeen: string[][] = [];

  before(async () => {
    site = await startCrawlSite(() => (request, response) => {
      headersSeen.push(request.rawHeaders);
      response.setHeader('content-type', 'text/html');
      if (request.url === '/asks') response.writeHead(407, { 'proxy-authenticate': 'Basic realm="x"' });
      if (request.url === '/login') response.writeHead(401, { 'www-authenticate': 'Basic realm="x"' });
      response.end('<title>Kettle</title><h1>Kettle</h1><script>document.title = "Blue kettle"</script>');
    });
    reach = openReach(`127.0.0.1:${site.port}`);
    proxy = await startEgressProxy({ gate: reach.gate, trackers: true });
  });
  after(async () => {
    await proxy.close();
    await reach.close();
    await site.close();
  });
  beforeEach(() => {
    client = proxy.admitClient();
    headersSeen.length = 0;
  });

  const heads = (host: string): string[] => [
    `GET http://${host}/ HTTP/1.1\r\nHost: ${host}`,
    `CONNECT ${host} HTTP/1.1\r\nHost: ${host}`,
    `GET http://${host}/ HTTP/1.1\r\nHost: ${host}\r\nUpgrade: websocket\r\nConnection: Upgrade`,
  ];
  const answersTo = async (host: string, login: string | null): Promise<string[]> => {
    const port = Number(new URL(proxy.url).port);
    const shown = login === null ? '' : `\r\nProxy-Authorization: ${login}`;
    const answers = [];
    for (const head of heads(host)) answers.push(statusOf(await say(port, head + shown)));
    return answers;
  };

  it('is asked of whoever shows none, a wrong one, or the one of a client that is gone', async () => {
    const { username, password } = client;
    const revoked = proxy.admitClient();
    revoked.revoke();
    const wrong = [
      null,
      loginHeader({ username, password: '' }),
      loginHeader({ username: '', password }),
      loginHeader({ username, password: password.slice(1) }),
      loginHeader({ username, password: `${password}0` }),
      loginHeader({ username: 'other', password }),
      loginHeader(revoked),
    ];
    for (const login of wrong) {
      assert.deepEqual(await answersTo(`127.0.0.1:${site.port}`, login), ['407', '407', '407'], `${login}`);
      assert.deepEqual(await answersTo('name.test:80', login), ['407', '407', '407'], `${login}`);
    }
    assert.deepEqual(await answersTo(`127.0.0.1:${site.port}`, `Bearer ${password}`), ['400', '400', '400']);
    assert.deepEqual(site.requests, []);
    assert.deepEqual(reach.asked, [], 'no name was looked up');
  });

  it('lets a client through, and does not reach the site', async () => {
    const port = Number(new URL(proxy.url).port);
    const [get = ''] = heads(`127.0.0.1:${site.port}`);
    const answer = await say(port, `${get}\r\nProxy-Authorization: ${loginHeader(client)}`);
    assert.equal(statusOf(answer), '200');
    assert.equal(new URL(client.urlWithLogin).password, client.password);
    assert.ok(!JSON.stringify(headersSeen).toLowerCase().includes('proxy-auth'));
  });

  it('is shown by the browser alone, also after sites have asked for logins of their own', async () => {
    const renderer = createRenderer({
      gate: reach.gate,
      executablePath: findChromium(process.env) ?? 'chromium is missing',
      env: process.env,
      userAgent: 'Test/1',
      slots: 1,
      log: console,
    });
    const signal = new AbortController().signal;
    const judge = async () => ({
      ...{ isFilled: false, isShell: false, isAwaited: false },
      ...{ missing: [], listItems: null },
    });
    const read = async (path: string): Promise<string> => {
      const url = site.url + path;
      const outcome = await renderer.render(
        { url, timeoutMs: 20_000, judge, cacheScope: 'job' },
        { signal, waiting: signal },
      );
      if (outcome.kind !== 'page') return outcome.kind;
      return `${outcome.status} ${/<title>(.*?)</.exec(Buffer.from(outcome.body).toString())?.[1]}`;
    };
    try {
      assert.equal(await read('/'), '200 Blue kettle');
      assert.equal(await read('/login'), '401 Blue kettle');
      assert.equal(await read('/asks'), 'failed');
      assert.equal(await read('/'), '200 Blue kettle');
      const seen = JSON.stringify(headersSeen).toLowerCase();
      assert.ok(!seen.includes('authorization'), seen);

      const [port] = proxiesOf(process.pid);
      assert.ok(port !== undefined, 'the browser names its proxy');
      for (const head of heads(`127.0.0.1:${site.port}`))
        assert.equal(statusOf(await say(port, head)), '407');
      const lines = allPids().map(commandLine).join('\n');
      assert.ok(!/holdfast:[0-9a-f]{64}/.test(lines), 'no command line has the login');
    } finally {
      await renderer.close();
    }
  });
});
