import { strict as assert } from 'node:assert';
import type { TestAccount } from '../../support/api.js';
import { startCrawlSite, type CrawlSite, type Page } from '../../support/crawl-site.js';
import type { RunningService } from '../../support/service.js';
import { sharedService } from '../../support/shared.js';
import { useFirecrawl, type FirecrawlCaller } from '../../support/use-firecrawl.js';

const SCHEMA = {
  type: 'object',
  properties: {
    title: { type: 'string' },
    price: { anyOf: [{ type: 'number' }, { type: 'null' }], default: null },
    keywords: { type: 'array', items: { type: 'string' } },
    serialNumber: { type: ['string', 'null'] },
  },
  required: ['title'],
};

describe('Firecrawl: /v2/extract', function () {
  this.timeout(90_000);
  let service: RunningService;
  let site: CrawlSite;
  let account: TestAccount;
  let caller: FirecrawlCaller;

  before(async () => {
    site = await startCrawlSite({
      '/1': page(
        '<title>First</title><meta name="keywords" content="red, blue">',
        '<h1>First</h1><p>Text.</p>',
      ),
      '/2': page(
        '<title>Second</title><meta name="keywords" content="blue, green">',
        '<h1>Second</h1><p>Price: $5.50</p>',
      ),
      '/denied': { ...page('', '<h1>No</h1>'), status: 403 },
    });
    service = await sharedService();
    account = await service.api.account({ plan: 'free', monthly_quota: 100, requests_per_minute: 1_000 });
    caller = useFirecrawl(service, account);
  });
  after(() => site.close());

  it('merges pages in the order of their URLs, and charges those that were read', async () => {
    const urls = ['/denied', '/1', '/2'].map((path) => `${site.url}${path}`);
    const done = await caller.sdk.extract({ urls, schema: SCHEMA, pollInterval: 1 });
    assert.equal(done.status, 'completed', JSON.stringify(done));
    assert.deepEqual(done.data, {
      title: 'First',
      price: 5.5,
      keywords: ['red', 'blue', 'green'],
      serialNumber: null,
    });
    assert.deepEqual((done.sources as Record<string, string[]>)['price'], [`${site.url}/2`]);
    assert.match(done.warning ?? '', /serialNumber/);
    const { body } = await service.api.admin('GET', `/accounts/${account.id}`);
    assert.equal(body.monthly.used, 2);
  });

  it('fails without data when no page could be read', async () => {
    const done = await caller.sdk.extract({ urls: [`${site.url}/denied`], schema: SCHEMA, pollInterval: 1 });
    assert.equal(done.status, 'failed');
    assert.match(done.error ?? '', /403/);
    assert.equal(done.data, undefined);
  });

  it('refuses a prompt alone', async () => {
    const { status, body } = await caller.call('POST', '/extract', { urls: [site.url], prompt: 'the price' });
    assert.deepEqual([status, body.code], [400, 'BAD_REQUEST']);
    assert.match(body.error, /schema/);
  });
});

function page(head: string, body: string): Page {
  return {
    body: `<!doctype html><html><head>${head}</head><body>${body}</body></html>`,
    headers: { 'Content-Type': 'text/html' },
  };
}
