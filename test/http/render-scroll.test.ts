import { strict as assert } from 'node:assert';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TestAccount } from '../support/api.js';
import { startScrollSite } from '../support/scroll-site.js';
import type { RunningService } from '../support/service.js';
import { sharedService } from '../support/shared.js';
import type { TestSite } from '../support/site.js';
import { waitFor } from '../support/wait.js';

const FIELDS = [
  { field: 'heading', type: 'string', example: 'About us' },
  { field: 'warranty', type: 'string', example: '24 months' },
];
const GOODS = [
  {
    field: 'products',
    type: 'array<object>',
    fields: [
      { field: 'name', type: 'string' },
      { field: 'price', type: 'float' },
    ],
  },
];
const SCROLLED = /^scrolled \d+ screens? down for content that loads only then$/;
const CUT = /^scrolled \d+ screens down, and the page still grew/;

const tells = ({ warnings = [] }: { warnings?: string[] }, what: RegExp): boolean =>
  warnings.some((warning) => what.test(warning));

describe('scrolling', function () {
  this.timeout(180_000);
  let service: RunningService;
  let site: TestSite;
  let account: TestAccount;

  before(async () => {
    site = await startScrollSite();
    service = await sharedService();
    account = await service.api.account();
  });
  after(() => site.close());

  async function extract(path: string, schema: object[], options: object = {}): Promise<any> {
    const { status, body } = await service.api.post(account.key, '/v1/extract', {
      url: site.url + path,
      schema,
      options: { render_js: 'always', timeout_ms: 40_000, no_cache: true, ...options },
    });
    assert.equal(status, 200, JSON.stringify(body));
    return body;
  }

  const kettles = (from: number, to: number): object[] =>
    Array.from({ length: to - from + 1 }, (_, at) => ({
      name: `Kettle ${from + at}`,
      price: from + at + 0.9,
    }));

  for (const path of ['/in-view', '/in-view-smooth', '/on-scroll', '/in-box']) {
    it(`finds a field that ${path} shows only then`, async () => {
      const body = await extract(path, FIELDS);
      assert.deepEqual(body.data, { heading: 'Kettles', warranty: '30 months' });
      assert.ok(tells(body, SCROLLED), JSON.stringify(body.warnings));
    });
  }

  it('says nothing of a page that is as it was', async () => {
    for (const [path, warranty] of [
      ['/all-there', '30 months'],
      ['/never-there', null],
    ]) {
      const body = await extract(path as string, FIELDS);
      assert.deepEqual(body.data, { heading: 'Kettles', warranty });
      assert.deepEqual(body.warnings ?? [], []);
    }
  });

  it('leaves out what has not helped three times in a row, but not for another field', async () => {
    const { key } = await service.api.account();
    const scrolledWith = async (field: string): Promise<number> => {
      const urls = Array.from({ length: 6 }, (_, at) => `${site.url}/tells?${field}=${at}`);
      const options = { render_js: 'always', timeout_ms: 40_000, no_cache: true, concurrency: 1 };
      const { status, body } = await service.api.post(key, '/v1/batch', {
        urls,
        schema: [{ field, type: 'string', example: '24 months' }],
        options,
      });
      assert.equal(status, 200, JSON.stringify(body));
      return site.requests.filter(({ path }) => path.startsWith(`/scrolled?${field}=`)).length;
    };
    assert.equal(await scrolledWith('warranty'), 3);
    assert.equal(await scrolledWith('voltage'), 3);
  });

  for (const path of ['/sixty', '/sixty-on-scroll']) {
    it(`reads a list to its end: ${path}`, async () => {
      const body = await extract(path, GOODS);
      assert.deepEqual(body.data.products, kettles(1, 60));
      assert.ok(tells(body, SCROLLED), JSON.stringify(body.warnings));
    });
  }

  for (const path of ['/removed-rows', '/recycled-rows']) {
    it(`keeps the rows that a list shows only while they are in view: ${path}`, async () => {
      const body = await extract(path, GOODS);
      assert.deepEqual(body.data.products, kettles(1, 200));
      assert.ok(tells(body, SCROLLED), JSON.stringify(body.warnings));
      assert.ok(tells(body, /^kept \d+ rows that the page takes away/));
    });
  }

  it('ends at its bounds where a list never does', async () => {
    const body = await extract('/endless', GOODS, { timeout_ms: 120_000 });
    const many = body.data.products.length;
    assert.ok(many >= 1_000 && many < 1_200, `${many} products`);
    assert.deepEqual(body.data.products.slice(0, 50), kettles(1, 50));
    assert.ok(tells(body, CUT), JSON.stringify(body.warnings));
  });

  it('ends with the time where that is short, and keeps what was there', async () => {
    const body = await extract('/endless', GOODS, { timeout_ms: 6_000 });
    assert.equal(body.status, 'success', JSON.stringify(body));
    assert.ok(body.data.products.length > 20, `${body.data.products.length} products`);
    assert.ok(tells(body, CUT), JSON.stringify(body.warnings));
  });

  it('gives an article no part of the next one', async () => {
    const schema = [
      { field: 'heading', type: 'string', example: 'About us' },
      { field: 'tags', type: 'array<string>', example: ['green'] },
    ];
    const body = await extract('/next-article', schema);
    assert.deepEqual(body.data, { heading: 'Kettles', tags: ['tea', 'steel'] });
    assert.deepEqual(body.warnings ?? [], []);
  });

  it('stops when the job is cancelled', async () => {
    const urls = [`${site.url}/endless?cancelled`];
    const options = { render_js: 'always', timeout_ms: 120_000 };
    const { jobId, answer } = await service.api.startBatch(account.key, { urls, schema: GOODS, options });
    const loads = (): number => site.requests.filter(({ path }) => path.startsWith('/more')).length;
    const before = loads();
    await waitFor('the list to be loading', () => loads() > before + 5);
    assert.equal((await service.api.delete(account.key, `/v1/jobs/${jobId}`)).status, 200);
    const answeredAt = Date.now();
    const { body } = await answer;
    assert.equal(body.results[0].error?.code, 'JOB_CANCELLED', JSON.stringify(body.results[0]));
    // Far from the deadline of the page, on a slow machine too.
    assert.ok(Date.now() - answeredAt < 20_000);
    await sleep(Math.max(0, answeredAt + 3_500 - Date.now()));
    // A second is the promise; a machine that runs other tests beside gets two.
    const late = site.requests.filter(({ at }) => at > answeredAt + 2_000);
    assert.deepEqual(late, [], 'late requests');
  });
});
