import { strict as assert } from 'node:assert';
import { z } from 'zod';
import { waitFor } from '../../support/wait.js';
import type { TestAccount } from '../../support/api.js';
import { startCrawlSite, type CrawlSite } from '../../support/crawl-site.js';
import type { RunningService } from '../../support/service.js';
import { sharedService } from '../../support/shared.js';
import { rejectionOf, useFirecrawl, type FirecrawlCaller } from '../../support/use-firecrawl.js';

const PAGE = `<!doctype html><html lang="en"><head><title>Blue kettle</title>
<meta name="description" content="Boils water."><meta property="og:title" content="Kettle"></head><body>
<nav><a href="/menu">Menu</a></nav>
<main><h1>Blue kettle</h1><p>Boils <b>water</b>. See <a href="/more?x=1#part">more</a>.</p>
<table><tr><th>Size</th><th>Price</th></tr><tr><td>1 l</td><td>$24.90</td></tr></table>
<pre><code class="language-js">let a = 1;</code></pre>
<p>${'It is made of steel and holds a litre of water. '.repeat(12)}</p>
<img src="/kettle.png" alt="A kettle"><p class="item" data-id="a">Item</p><p class="item" data-id="b">Item</p></main>
<footer>Imprint</footer><script>var hidden = 1;</script></body></html>`;

describe('Firecrawl: /v2/scrape', function () {
  this.timeout(90_000);
  let service: RunningService;
  let site: CrawlSite;
  let account: TestAccount;
  let caller: FirecrawlCaller;

  before(async () => {
    site = await startCrawlSite((path) => {
      if (path.startsWith('/kettle'))
        return { body: PAGE, headers: { 'Content-Type': 'text/html; charset=utf-8' } };
      if (path === '/gone') return { status: 404, body: '<title>Gone</title><h1>Gone</h1>', headers: HTML };
      if (path === '/denied') return { status: 403, body: '<h1>No</h1>', headers: HTML };
      if (path === '/feed') return { body: '{"a":1}', headers: { 'Content-Type': 'application/json' } };
      if (path === '/picture') return { body: new Uint8Array(10), headers: { 'Content-Type': 'image/png' } };
      if (path === '/script') return { body: SCRIPT, headers: HTML };
      if (path === '/hang') return () => undefined;
      return undefined;
    });
    service = await sharedService();
  });
  beforeEach(async () => {
    account = await service.api.account({ plan: 'free', monthly_quota: 100, requests_per_minute: 1_000 });
    caller = useFirecrawl(service, account);
  });
  after(() => site.close());

  const used = async (): Promise<number> =>
    (await service.api.admin('GET', `/accounts/${account.id}`)).body.monthly.used;

  it('answers Markdown of the main content to a call without options, for one unit', async () => {
    const document = await caller.sdk.scrape(`${site.url}/kettle`);
    assert.match(document.markdown ?? '', /^# Blue kettle\n\nBoils \*\*water\*\*\. See \[more\]\(/);
    assert.match(document.markdown ?? '', /\| Size \| Price \|\n\| --- \| --- \|\n\| 1 l \| \$24\.90 \|/);
    assert.match(document.markdown ?? '', /```js\nlet a = 1;\n```/);
    assert.doesNotMatch(document.markdown ?? '', /Menu|Imprint|hidden/);
    assert.equal(document.metadata?.title, 'Blue kettle');
    assert.equal(document.metadata?.sourceURL, `${site.url}/kettle`);
    assert.equal(document.metadata?.statusCode, 200);
    assert.equal(document.html, undefined);
    assert.equal(await used(), 1);
  });

  it('answers exactly the formats that are asked for', async () => {
    const { body, status, headers } = await caller.call('POST', '/scrape', {
      url: `${site.url}/kettle/all`,
      formats: [
        'html',
        { type: 'rawHtml' },
        'links',
        'images',
        { type: 'attributes', selectors: [{ selector: '.item', attribute: 'data-id' }] },
      ],
      origin: 'js-sdk@4.42.0',
    });
    assert.equal(status, 200, JSON.stringify(body));
    const { metadata, ...formats } = body.data;
    assert.deepEqual(Object.keys(formats).sort(), ['attributes', 'html', 'images', 'links', 'rawHtml']);
    assert.equal(formats.rawHtml, PAGE);
    assert.doesNotMatch(formats.html, /<script|Menu/);
    assert.match(formats.html, new RegExp(`href="${site.url}/more`));
    assert.ok(formats.links.includes(`${site.url}/menu`), 'links are of the whole page');
    assert.deepEqual(formats.images, [`${site.url}/kettle.png`]);
    assert.deepEqual(formats.attributes, [{ selector: '.item', attribute: 'data-id', values: ['a', 'b'] }]);
    assert.equal(metadata.scrapeId, headers.get('x-job-id'));
    assert.equal(metadata.contentType, 'text/html; charset=utf-8');
    assert.equal(metadata.ogTitle, 'Kettle');
  });

  it('reads JSON by a schema, and says what it has not found', async () => {
    const schema = z.object({ title: z.string(), price: z.number().nullable(), serialNumber: z.string() });
    const document = await caller.sdk.scrape(`${site.url}/kettle/json`, {
      // The client does not convert schemas of zod 4 itself.
      formats: [{ type: 'json', schema: z.toJSONSchema(schema) }],
    });
    const json = document.json as Record<string, unknown>;
    assert.deepEqual(Object.keys(json), ['title', 'price', 'serialNumber']);
    assert.equal(json['title'], 'Blue kettle');
    assert.equal(json['price'], 24.9);
    assert.equal(json['serialNumber'], null);
    assert.match(document.warning ?? '', /Not found: serialNumber\./);
    assert.equal(document.markdown, undefined);
  });

  it('leaves out and takes in what selectors say', async () => {
    const ask = async (options: object): Promise<string> => {
      const url = `${site.url}/kettle`;
      return (await caller.call('POST', '/scrape', { url, ...options })).body.data.markdown;
    };
    assert.match(await ask({ onlyMainContent: false }), /Menu[^]*Imprint/);
    assert.equal(await ask({ includeTags: ['h1'] }), '# Blue kettle');
    assert.doesNotMatch(await ask({ excludeTags: ['table', '.item'] }), /Size|Item/);
  });

  it('renders a page that shows nothing without its scripts', async () => {
    const document = await caller.sdk.scrape(`${site.url}/script`);
    assert.equal(document.markdown, '# Made by a script');
  });

  it('takes a page with an error status for a document, and JSON for code', async () => {
    const gone = await caller.sdk.scrape(`${site.url}/gone`);
    assert.equal(gone.markdown, '# Gone');
    assert.equal(gone.metadata?.statusCode, 404);
    assert.equal(gone.metadata?.error, 'Not Found');
    assert.equal((await caller.sdk.scrape(`${site.url}/feed`)).markdown, '```json\n{"a":1}\n```');
  });

  it('answers what gives no document in the codes of its clients, and takes nothing for it', async () => {
    const failures: Record<string, [number | undefined, string | undefined]> = {};
    for (const path of ['/denied', '/picture']) {
      const { status, code } = await rejectionOf(caller.sdk.scrape(`${site.url}${path}`));
      failures[path] = [status, code];
    }
    const late = await rejectionOf(caller.sdk.scrape(`${site.url}/hang`, { timeout: 1_000 }));
    failures['/hang'] = [late.status, late.code];
    const nameless = await caller.call('POST', '/scrape', { url: 'http://no-such-name.invalid/' });
    failures['name'] = [nameless.status, nameless.body.code];
    const dead = await caller.call('POST', '/scrape', { url: 'http://127.0.0.1:9/' });
    failures['dead'] = [dead.status, dead.body.code];
    assert.deepEqual(failures, {
      '/denied': [500, 'SCRAPE_ALL_ENGINES_FAILED'],
      '/picture': [500, 'SCRAPE_UNSUPPORTED_FILE_ERROR'],
      '/hang': [408, 'SCRAPE_TIMEOUT'],
      name: [200, 'SCRAPE_DNS_RESOLUTION_ERROR'],
      dead: [500, 'SCRAPE_SITE_ERROR'],
    });
    assert.equal(nameless.body.success, false);
    await waitFor('the units to be given back', async () => ((await used()) === 0 ? true : null));
  });

  it('answers again from a stored copy that is young enough', async () => {
    const url = `${site.url}/kettle/stored`;
    const first = await caller.call('POST', '/scrape', { url });
    assert.equal(first.body.data.metadata.cacheState, 'miss');
    const again = await caller.call('POST', '/scrape', { url });
    assert.equal(again.body.data.metadata.cacheState, 'hit');
    assert.equal(again.body.data.markdown, first.body.data.markdown);
    assert.ok(!Number.isNaN(Date.parse(again.body.data.metadata.cachedAt)));
    const fresh = await caller.call('POST', '/scrape', { url, maxAge: 0 });
    assert.equal(fresh.body.data.metadata.cacheState, 'miss');
    assert.equal(site.asked('/kettle/stored'), 2);
  });

  it('gives the first answer again to a repeat under one key, and 409 to another request', async () => {
    const url = `${site.url}/kettle`;
    const key = { 'x-idempotency-key': `scrape ${account.id}` };
    const first = await caller.call('POST', '/scrape', { url, origin: 'a' }, key);
    const again = await caller.call('POST', '/scrape', { url, origin: 'b' }, key);
    assert.equal(again.headers.get('x-job-id'), first.headers.get('x-job-id'));
    assert.equal((await caller.call('POST', '/scrape', { url, waitFor: 1 }, key)).status, 409);
    assert.equal(await used(), 1);
  });
});

const HTML = { 'Content-Type': 'text/html' };
const SCRIPT = `<title>App</title><div id="root"></div>
<script>document.getElementById('root').innerHTML = '<h1>Made by a script</h1>'</script>`;
