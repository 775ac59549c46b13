import { strict as assert } from 'node:assert';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TestAccount } from '../support/api.js';
import { cleanUp, serve } from '../support/fetching.js';
import type { RunningService } from '../support/service.js';
import { sharedService } from '../support/shared.js';

const HEADING = { field: 'heading', type: 'string', example: 'About us' };
const PRICE = { field: 'price', type: 'float', example: 9.5 };
const TEXT = `<p>${'Text that a reader came for, of some length. '.repeat(8)}</p>`;

/** Answers a request by itself while the site is in a bad mood; false leaves it to the good one. */
type Mood = (request: IncomingMessage, response: ServerResponse) => boolean;

interface MoodySite {
  readonly url: string;
  readonly paths: string[];
  mood: Mood;
}

const send = (response: ServerResponse, body: string, headers: Record<string, string> = {}): true => {
  response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', ...headers });
  response.end(body);
  return true;
};
const isBrowser = ({ headers }: IncomingMessage): boolean =>
  (headers['user-agent'] ?? '').startsWith('Mozilla');

const PAGES: Readonly<Record<string, string>> = {
  // Whole as it comes; a browser shows another heading.
  '/whole': `<h1>Whole</h1>${TEXT}<p>Price: 10.00 EUR</p><script>document.querySelector('h1').textContent = 'Changed'</script>`,
  // Its script brings the price.
  '/filled': `<h1>Filled</h1>${TEXT}<p id="price"></p><script src="/fill.js"></script>`,
};
const FILL = `document.querySelector('#price').textContent = 'Price: 24.90 EUR'`;

function good(request: IncomingMessage, response: ServerResponse): void {
  const path = (request.url ?? '').split('?', 1)[0] ?? '';
  if (path === '/fill.js') send(response, FILL, { 'Content-Type': 'text/javascript' });
  else if (path === '/robots.txt') response.writeHead(404).end();
  else send(response, `<!doctype html><title>Shop</title>${PAGES[path] ?? '<h1>Other</h1>'}`);
}

describe('jobs of one account at a host', function () {
  this.timeout(180_000);
  let service: RunningService;
  let bad: TestAccount;
  let next: TestAccount;
  let control: TestAccount;

  before(async () => {
    service = await sharedService();
  });
  beforeEach(async () => {
    [bad, next, control] = [
      await service.api.account(),
      await service.api.account(),
      await service.api.account(),
    ];
  });
  afterEach(cleanUp);

  async function open(): Promise<MoodySite> {
    const paths: string[] = [];
    const moody = { url: '', paths, mood: (() => false) as Mood };
    const site = await serve((request, response) => {
      if (request.url !== '/favicon.ico') paths.push(request.url ?? '');
      if (!moody.mood(request, response)) good(request, response);
    });
    return Object.assign(moody, { url: `http://127.0.0.1:${site.port}` });
  }

  /** The answer as text, with one name for every site. */
  async function batch(
    { key }: TestAccount,
    { url }: MoodySite,
    paths: readonly string[],
    options: object = {},
    schema: readonly object[] = [HEADING, PRICE],
  ): Promise<string> {
    const request = {
      urls: paths.map((path) => url + path),
      schema,
      options: { concurrency: 1, timeout_ms: 30_000, ...options },
    };
    const { status, body } = await service.api.post(key, '/v1/batch', request);
    assert.equal(status, 200);
    return JSON.stringify(body, null, 1).replaceAll(url, 'http://site');
  }

  /** What is asked once the site is in a good mood. */
  const jobs = async (account: TestAccount, site: MoodySite): Promise<string[]> => [
    await batch(account, site, ['/whole', '/filled', '/other'], { render_js: 'auto' }),
    await batch(account, site, ['/whole', '/filled'], { render_js: 'never', evidence: true }),
    await batch(account, site, ['/whole'], { render_js: 'always' }),
  ];

  /**
   * After `misbehave` the same jobs are answered to another account, byte for byte, as at a host that nobody has asked. Where
   * the account that met it `learns`, its own are not: there was something to keep apart.
   */
  async function assertApart(
    misbehave: (site: MoodySite) => Promise<unknown>,
    { learns = true } = {},
  ): Promise<void> {
    const site = await open();
    await misbehave(site);
    site.mood = () => false;
    const answers = await jobs(next, site);
    const expected = await jobs(control, await open());
    assert.deepEqual(answers, expected);
    const [auto = ''] = expected;
    for (const part of ['"Whole"', '"Filled"', '24.9', '"headless"', '"fetch"'])
      assert.ok(auto.includes(part), `${part} in ${auto}`);
    if (learns) assert.notDeepEqual(await jobs(bad, site), expected, 'the first account has learned nothing');
  }

  it('where rendering did not help do not keep another from the browser', () =>
    assertApart(async (site) => {
      site.mood = ({ url }, response) =>
        url === '/fill.js' && send(response, ';', { 'Content-Type': 'text/javascript' });
      const paths = Array.from({ length: 4 }, (_, at) => `/filled?${at}`);
      await batch(bad, site, paths, { render_js: 'auto' });
      site.paths.length = 0;
      await batch(bad, site, ['/filled?5'], { render_js: 'auto' });
      assert.deepEqual(site.paths, ['/filled?5'], 'no browser is tried any more');
    }));

  it('where rendering helped do not send another to the browser', () =>
    assertApart(async (site) => {
      const shell = `<div id="root"></div><script>root.innerHTML = '<h1>Late</h1>' + ${JSON.stringify(TEXT)}</script>`;
      site.mood = (_, response) => send(response, `<!doctype html><title>App</title><body>${shell}`);
      await batch(bad, site, ['/1', '/2', '/3'], { render_js: 'auto' }, [HEADING]);
      assert.deepEqual(site.paths, ['/1', '/1', '/2', '/2', '/3'], 'the third is rendered at once');
    }));

  it('that met a wall do not close the host to another', () =>
    assertApart(async (site) => {
      site.mood = (_, response) =>
        send(response, '<!doctype html><title>Just a moment...</title><p>Checking.</p>', {
          'cf-mitigated': 'challenge',
        });
      for (const render_js of ['never', 'auto', 'always'])
        assert.match(await batch(bad, site, ['/walled'], { render_js, timeout_ms: 5_000 }), /FETCH_BLOCKED/);
    }));

  it('that was answered in no valid HTTP do not change how another reads it', () =>
    assertApart(async (site) => {
      const odd = 'HTTP/1.1 200 OK\r\nno colon\r\nContent-Type: text/html\r\n\r\n<h1>Odd</h1>';
      site.mood = (_, response) => {
        response.socket?.end(odd);
        return true;
      };
      assert.match(await batch(bad, site, ['/odd'], { render_js: 'never' }), /not valid HTTP/);
    }));

  it('keep their results to themselves', () =>
    assertApart(async (site) => {
      site.mood = (_, response) =>
        send(response, `<!doctype html><title>Old</title><h1>Old</h1>${TEXT}<p>Price: 1.00 EUR</p>`);
      for (const render_js of ['never', 'auto'])
        await batch(bad, site, ['/whole', '/filled'], { render_js, evidence: render_js === 'never' });
    }));

  it('keep to themselves where their examples stand', () =>
    assertApart(
      async (site) => {
        const decoy = (no: number): string =>
          `<!doctype html><title>Shop</title><h1>Decoy ${no}</h1>${TEXT}<p class="member-cost">${no}9.95 EUR</p><p>Price: 3.00 EUR</p>`;
        site.mood = ({ url }, response) => send(response, decoy(Number(url?.slice(1))));
        const schema = [
          { ...HEADING, example: 'Decoy 1' },
          { ...PRICE, example: 19.95 },
        ];
        assert.match(await batch(bad, site, ['/1', '/2'], {}, schema), /29\.95/);
      },
      { learns: false },
    ));

  it('that is slow, breaks off and asks for a pause only make another wait', () =>
    assertApart(
      async (site) => {
        site.mood = ({ url }, response) => {
          if (url === '/hangs') return true;
          if (url === '/breaks') response.destroy();
          else response.writeHead(429, { 'Retry-After': '2' }).end();
          return true;
        };
        await batch(bad, site, ['/hangs', '/breaks', '/busy'], { timeout_ms: 1_000 });
      },
      { learns: false },
    ));

  it('know a check that scripts may pass for a wall only after the browser met it too', async () => {
    const site = await open();
    site.mood = (request, response) =>
      !isBrowser(request) &&
      send(response, '<!doctype html><title>Just a moment...</title>', { 'cf-mitigated': 'challenge' });
    const headingOf = async (path: string, render_js: string): Promise<string> => {
      const answer = JSON.parse(await batch(bad, site, [path], { render_js }, [HEADING]));
      return answer.results[0].data?.heading ?? answer.results[0].error.code;
    };
    assert.equal(await headingOf('/a', 'never'), 'FETCH_BLOCKED');
    for (const path of ['/a', '/b', '/c']) {
      assert.equal(await headingOf(path, 'auto'), 'Other');
      assert.equal(await headingOf(path, 'always'), 'Other');
    }
    site.mood = (_, response) =>
      send(response, '<!doctype html><title>Just a moment...</title>', { 'cf-mitigated': 'challenge' });
    assert.equal(await headingOf('/d', 'auto'), 'FETCH_BLOCKED');
    const asked = site.paths.length;
    assert.equal(await headingOf('/e', 'auto'), 'FETCH_BLOCKED');
    assert.equal(site.paths.length, asked, 'what the browser met as well is known');
    assert.equal(await headingOf('/e', 'always'), 'FETCH_BLOCKED');
    assert.ok(site.paths.length > asked, 'pages with another render_js are still asked for');
  });
});
