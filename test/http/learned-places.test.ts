import { strict as assert } from 'node:assert';
import type { RunningService } from '../support/service.js';
import { sharedService } from '../support/shared.js';
import { startSite, type TestSite } from '../support/site.js';

/** Products of one template: the price that the examples are of is not the one that the rules would take. */
const GOODS = ['Blue kettle', 'Red toaster', 'Green mixer', 'White oven', 'Black grill'];
const memberPrice = (no: number): number => 19.95 + no;

function page(no: number): string {
  const name = GOODS[no] ?? '';
  const links = GOODS.map((_, other) => `<a href="/p/${other}">next</a>`).join(' ');
  return `<!doctype html><title>${name} | Shop</title>
    <script type="application/ld+json">{"@type":"Product","name":"${name}","offers":{"price":"${90 + no}.00"}}</script>
    <h1>${name}</h1><p class="list-cost">${90 + no}.00 EUR</p><p class="member-cost">${memberPrice(no)} EUR</p>${links}`;
}

const SCHEMA = [
  { field: 'title', type: 'string', example: GOODS[0] },
  { field: 'price', type: 'float', example: memberPrice(0) },
];

interface Entry {
  readonly url: string;
  readonly evidence?: { readonly price: { readonly rule: string; readonly learned_from?: string } };
  readonly data: { readonly title: string; readonly price: number };
}

describe('an example whose value stands on a page of the job', function () {
  this.timeout(120_000);
  let service: RunningService;
  let site: TestSite;
  let key: string;

  before(async () => {
    site = await startSite((incoming, response) => {
      const no = /^\/p\/(\d)$/.exec(incoming.url ?? '')?.[1];
      if (no === undefined) return false;
      const answer = (): unknown =>
        response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(page(Number(no)));
      // The others are there long before the first.
      if (no === '0') setTimeout(answer, 700);
      else answer();
      return true;
    });
    service = await sharedService();
    key = (await service.api.account()).key;
  });
  after(() => site.close());

  const urls = GOODS.map((_, no) => `/p/${no}`);
  const shown = (results: readonly Entry[]): unknown[] =>
    results.map(({ url, data }) => [new URL(url).pathname, data.title, data.price]).sort();
  const members = GOODS.map((name, no) => [`/p/${no}`, name, memberPrice(no)]);

  it('is the answer of its page', async () => {
    const { body } = await service.api.post(key, '/v1/extract', { url: `${site.url}/p/0`, schema: SCHEMA });
    assert.deepEqual(body.data, { title: GOODS[0], price: memberPrice(0) });
  });

  it("shows a batch's other pages the place, also those that were fetched before its page", async () => {
    const { status, body } = await service.api.post(key, '/v1/batch', {
      urls: urls.map((path) => site.url + path),
      schema: SCHEMA,
      options: { concurrency: 5, no_cache: true, evidence: true },
    });
    assert.equal(status, 200);
    assert.deepEqual(shown(body.results), members);
    const [own, other] = body.results.map((entry: Entry) => entry.evidence?.price);
    assert.deepEqual([own?.rule, own?.learned_from], ['example.place', undefined]);
    assert.deepEqual([other?.rule, other?.learned_from], ['example.learned', `${site.url}/p/0`]);
  });

  it("shows a crawl's later pages the place", async () => {
    const { status, body } = await service.api.post(key, '/v1/crawl', {
      seed_url: `${site.url}/p/0`,
      crawl: { follow_pattern: `${site.url}/p/*`, max_pages: 10 },
      schema: SCHEMA,
      options: { no_cache: true },
    });
    assert.equal(status, 200);
    assert.deepEqual(shown(body.results), members);
  });

  it('shows nothing to a job that has no page of the examples', async () => {
    const { body } = await service.api.post(key, '/v1/batch', {
      urls: urls.slice(1, 3).map((path) => site.url + path),
      schema: SCHEMA,
      options: { no_cache: true },
    });
    assert.deepEqual(shown(body.results), [
      ['/p/1', GOODS[1], 91],
      ['/p/2', GOODS[2], 92],
    ]);
  });
});
