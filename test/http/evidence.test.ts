import { strict as assert } from 'node:assert';
import { TITLE, type TestAccount } from '../support/api.js';
import type { RunningService } from '../support/service.js';
import { sharedService } from '../support/shared.js';
import { startSite, type TestSite } from '../support/site.js';
import { waitFor } from '../support/wait.js';

const SCHEMA = [
  { field: 'title', type: 'string', example: 'Some kettle' },
  { field: 'price', type: 'float', example: 1.5 },
  { field: 'tags', type: 'array<string>', example: ['steel'] },
  { field: 'weight', type: 'float', example: 2 },
];
const HTML = `<!doctype html><html lang="en"><head><title>Blue kettle</title>
  <meta property="article:tag" content="kitchen"><meta property="article:tag" content="steel">
  <script type="application/ld+json">{"@type":"Product","name":"Blue kettle","offers":{"price":"$24.90"}}</script>
  </head><body><h1>Blue kettle</h1></body></html>`;
const PAGES: Readonly<Record<string, readonly [type: string, body: string]>> = {
  html: ['text/html', HTML],
  json: ['application/json', '{"product": {"name": "Blue kettle", "price": 24.9}}'],
  text: ['text/plain', 'Blue kettle\nPrice: 24.90'],
  'no-price': ['application/json', '{"price": "on request", "weight": "heavy"}'],
  'no-weight': ['application/json', '{"title": "Blue kettle", "weight": "heavy"}'],
  nothing: ['application/json', '{"other": 1}'],
};

describe('options.evidence', function () {
  this.timeout(90_000);
  let service: RunningService;
  let site: TestSite;
  let account: TestAccount;

  before(async () => {
    site = await startSite((request, response) => {
      const [, name = ''] = (request.url ?? '').split('/');
      const [type, body] = PAGES[name] ?? [];
      if (type === undefined) return false;
      response.setHeader('Content-Type', type);
      response.end(body);
      return true;
    });
    service = await sharedService();
  });
  after(() => site.close());
  beforeEach(async () => {
    account = await service.api.account();
  });

  const post = async (path: string, body: object): Promise<any> => {
    const answer = await service.api.post(account.key, path, { schema: SCHEMA, ...body });
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    return { ...answer.body, jobId: answer.headers.get('x-job-id') };
  };
  const extract = (path: string, body: object = {}): Promise<any> =>
    post('/v1/extract', { url: `${site.url}/${path}`, ...body });
  const WITH = { options: { evidence: true } };

  it('tells the rule, the source, the place and the text of each value', async () => {
    const { data, evidence } = await extract('html/1', WITH);
    assert.deepEqual(data, { title: 'Blue kettle', price: 24.9, tags: ['kitchen', 'steel'], weight: null });
    assert.deepEqual(Object.keys(evidence), ['title', 'price', 'tags']);
    const { confidence, ...price } = evidence.price;
    assert.deepEqual(price, {
      rule: 'json-ld.property',
      source: 'json-ld',
      path: 'offers.price',
      raw: '$24.90',
    });
    assert.ok(confidence > 0.5 && confidence <= 1);
    assert.equal(evidence.tags.items, 2);
    assert.equal(evidence.tags.path, 'article:tag');
  });

  it('tells it of JSON and of texts too', async () => {
    const ofJson = (await extract('json/1', WITH)).evidence;
    assert.deepEqual([ofJson.price.source, ofJson.price.path], ['json', '/product/price']);
    const ofText = (await extract('text/1', WITH)).evidence;
    assert.deepEqual([ofText.price.source, ofText.price.path], ['text', 'Price']);
  });

  it('is asked for: without it, and where it is false, answers have none', async () => {
    for (const body of [{}, { options: { evidence: false } }])
      assert.ok(!('evidence' in (await extract('html/2', body))));
  });

  it('is a boolean', async () => {
    const answer = await service.api.post(account.key, '/v1/extract', {
      url: `${site.url}/html/1`,
      schema: SCHEMA,
      options: { evidence: 'yes' },
    });
    assert.equal(answer.status, 400);
    assert.equal(answer.body.error.code, 'INVALID_REQUEST');
    assert.match(answer.body.error.message, /options\.evidence/);
  });

  it('comes with each result of a batch, and with those of its job', async () => {
    const urls = ['html/3', 'nothing/3', 'status/403/3'].map((path) => `${site.url}/${path}`);
    const { results, jobId } = await post('/v1/batch', { urls, ...WITH });
    const kept = (await service.api.get(account.key, `/v1/jobs/${jobId}`)).body.results;
    for (const [found, empty, failed] of [results, kept]) {
      assert.equal(found.evidence.title.raw, 'Blue kettle');
      assert.deepEqual(empty.evidence, {});
      assert.ok(!('evidence' in failed));
    }
  });

  it('comes with the pages of a crawl', async () => {
    const crawl = { follow_pattern: `${site.url}/*`, max_pages: 1 };
    const { results } = await post('/v1/crawl', { seed_url: `${site.url}/html/4`, crawl, ...WITH });
    assert.equal(results[0].evidence.title.raw, 'Blue kettle');
  });

  it('comes with results from the cache: one that was kept without it is read again', async () => {
    const times = (): number => site.requests.filter(({ path }) => path === '/ok/5').length;
    const kept = (body: object): Promise<any> =>
      waitFor('the result to be kept', async () => {
        const answer = await extract('ok/5', { schema: TITLE, ...body });
        return answer.render_mode === 'cache' && answer;
      });
    assert.ok(!('evidence' in (await kept({}))));
    const before = times();
    const again = await extract('ok/5', { schema: TITLE, ...WITH });
    assert.equal(again.render_mode, 'fetch');
    assert.equal(times(), before + 1);
    assert.deepEqual((await kept(WITH)).evidence, again.evidence);
    assert.ok(!('evidence' in (await kept({}))), 'whoever does not ask for it does not get it');
  });

  it('is counted in /metrics, asked for or not', async () => {
    const counted = async (labels: string): Promise<number> => {
      const text = (await service.api.call('GET', '/metrics')).body as string;
      const line = text
        .split('\n')
        .find((one) => one.startsWith(`holdfast_extraction_rule_total{${labels}}`));
      return Number(line?.split(' ').at(-1) ?? 0);
    };
    const LABELS = [
      'rule="keyed.name",outcome="answered"',
      'rule="keyed.name",outcome="coercion_failed"',
      'rule="none",outcome="empty"',
    ];
    const before = await Promise.all(LABELS.map(counted));
    await extract('no-weight/6');
    const after = await Promise.all(LABELS.map(counted));
    assert.deepEqual(
      after.map((count, at) => count - (before[at] ?? 0)),
      [1, 1, 2],
    );
  });

  describe('values that cannot be read', () => {
    it('are null beside values that can, with a warning', async () => {
      const { status, data, warnings } = await extract('no-weight/7');
      assert.equal(status, 'success');
      assert.deepEqual(data, { title: 'Blue kettle', price: null, tags: [], weight: null });
      assert.deepEqual(warnings, ["could not read 'weight' as float from 'heavy'"]);
    });

    it('fail the page when nothing else was found', async () => {
      const { status, error, ...rest } = await extract('no-price/8', WITH);
      assert.equal(status, 'error');
      assert.deepEqual(Object.keys(rest), ['url', 'jobId']);
      assert.deepEqual(error, {
        code: 'TYPE_COERCION_FAILED',
        message:
          "No field could be read as its type: could not read 'price' as float from 'on request'; could not read 'weight' as float from 'heavy'.",
        retryable: false,
      });
      const { results } = await post('/v1/batch', {
        urls: [`${site.url}/no-price/9`, `${site.url}/html/9`],
      });
      assert.deepEqual(
        results.map((page: any) => page.error?.code ?? page.status),
        ['TYPE_COERCION_FAILED', 'success'],
      );
    });

    it('are not those of a page that says nothing', async () => {
      const { status, data } = await extract('nothing/10');
      assert.equal(status, 'success');
      assert.deepEqual(data, { title: null, price: null, tags: [], weight: null });
    });
  });
});
