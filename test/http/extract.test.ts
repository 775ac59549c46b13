import { strict as assert } from 'node:assert';
import { startSite, type TestSite } from '../support/site.js';
import type { RunningService } from '../support/service.js';
import { sharedService } from '../support/shared.js';
import { TITLE } from '../support/api.js';

describe('POST /v1/extract', function () {
  this.timeout(90_000);
  let service: RunningService;
  let site: TestSite;

  before(async () => {
    site = await startSite();
    service = await sharedService();
  });
  after(() => site.close());

  it('answers typed values of a page that carries metadata', async () => {
    const { key } = await service.api.account();
    const { demoSite } = service.runtime();
    const answer = await service.api.post(key, '/v1/extract', {
      url: `${demoSite}/kettles/red.html`,
      schema: [
        { field: 'title', type: 'string', example: 'Some teapot' },
        { field: 'price', type: 'float', example: 1.5 },
        { field: 'inStock', type: 'boolean', example: false },
      ],
    });
    assert.equal(answer.status, 200);
    assert.deepEqual(answer.body, {
      url: `${demoSite}/kettles/red.html`,
      status: 'success',
      render_mode: 'structured',
      data: { title: 'Red kettle', price: 31, inStock: true },
      images_processed: null,
    });
  });

  it('keeps every key of the schema, with null for what the page does not say', async () => {
    const { key } = await service.api.account();
    const schema = [
      ...TITLE,
      { field: 'price', type: 'float', example: 2 },
      { field: 'tags', type: 'array<string>', example: ['a'] },
    ];
    const answer = await service.api.post(key, '/v1/extract', { url: `${site.url}/ok/1`, schema });
    assert.deepEqual(answer.body.data, { title: 'Title of /ok/1', price: null, tags: [] });
    assert.equal(answer.body.render_mode, 'fetch');
  });

  it('carries a job id and every counter', async () => {
    const { key } = await service.api.account({ plan: 'pro' });
    const { headers } = await service.api.post(key, '/v1/extract', {
      url: `${site.url}/ok/2`,
      schema: TITLE,
    });
    assert.match(headers.get('x-job-id') ?? '', /^job_[0-9a-f]{12}$/);
    assert.equal(headers.get('x-ratelimit-limit'), '60');
    assert.equal(headers.get('x-ratelimit-remaining'), '59');
    assert.ok(Number(headers.get('x-ratelimit-reset')) * 1000 > Date.now() - 60_000);
    assert.equal(headers.get('x-monthly-usage-limit'), '50000');
    assert.equal(headers.get('x-monthly-usage-remaining'), '49999');
    assert.match(headers.get('content-type') ?? '', /^application\/json/);
  });

  it('answers a page that hangs with TIMEOUT after its own time', async () => {
    const { key, id } = await service.api.account();
    const { status, body } = await service.api.post(key, '/v1/extract', {
      url: `${site.url}/hang/1`,
      schema: TITLE,
      options: { timeout_ms: 1_000 },
    });
    assert.equal(status, 200);
    assert.equal(body.status, 'error');
    assert.equal(body.error.code, 'TIMEOUT');
    assert.equal(body.error.retryable, true);
    assert.deepEqual(
      (await service.api.ledger(id)).map(({ kind, units }) => [kind, units]),
      [['reserve', 1]],
      'a failed page is charged',
    );
  });

  it('answers a site that refuses with FETCH_BLOCKED, and takes a 404 as the page it is', async () => {
    const { key } = await service.api.account();
    const refused = await service.api.post(key, '/v1/extract', {
      url: `${site.url}/status/403/1`,
      schema: TITLE,
    });
    assert.equal(refused.body.error.code, 'FETCH_BLOCKED');
    const missing = await service.api.post(key, '/v1/extract', {
      url: `${site.url}/status/404/1`,
      schema: TITLE,
    });
    assert.equal(missing.body.data.title, 'Title of /status/404/1');
  });

  it('takes the schema from a static key', async () => {
    const { id } = await service.api.account();
    const issued = await service.api.admin('POST', `/accounts/${id}/keys`, { type: 'static', schema: TITLE });
    assert.match(issued.body.key, /^sk_static_/);
    const answer = await service.api.post(issued.body.key, '/v1/extract', { url: `${site.url}/ok/4` });
    assert.deepEqual(answer.body.data, { title: 'Title of /ok/4' });
    const both = await service.api.post(issued.body.key, '/v1/extract', {
      url: `${site.url}/ok/4`,
      schema: TITLE,
    });
    assert.equal(both.status, 400);
    assert.equal(both.body.error.code, 'SCHEMA_NOT_ALLOWED');
  });

  it('cancelled, answers JOB_CANCELLED and gives nothing back', async () => {
    const { key, id } = await service.api.account({ monthly_quota: 10 });
    const pending = service.api.post(key, '/v1/extract', { url: `${site.url}/hang/2`, schema: TITLE });
    let jobs: { job_id: string; endpoint: string }[] = [];
    while (jobs.length === 0) jobs = (await service.api.get(key, '/v1/jobs')).body.jobs;
    assert.equal(jobs[0]?.endpoint, '/extract');
    assert.equal((await service.api.delete(key, `/v1/jobs/${jobs[0].job_id}`)).status, 200);
    const { status, body } = await pending;
    assert.equal(status, 200);
    assert.equal(body.error.code, 'JOB_CANCELLED');
    assert.equal(body.error.retryable, false);
    assert.equal((await service.api.admin('GET', `/accounts/${id}`)).body.monthly.used, 1);
  });
});
