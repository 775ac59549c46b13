import { strict as assert } from 'node:assert';
import { TITLE, type TestAccount } from '../support/api.js';
import type { RunningService } from '../support/service.js';
import { sharedService } from '../support/shared.js';

const URL = 'http://127.0.0.1:9/never';
const extract = (over: object = {}): object => ({ url: URL, schema: TITLE, ...over });
const batch = (over: object = {}): object => ({ urls: [URL], schema: TITLE, ...over });
const field = (over: object = {}): object => ({ field: 'title', type: 'string', example: 'x', ...over });
const schema = (...fields: unknown[]): object => extract({ schema: fields });
const options = (values: object): object => batch({ options: values });
const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

type Row = readonly [what: string, path: string, body: unknown, code: string, names: RegExp, status?: number];

const E = '/v1/extract';
const B = '/v1/batch';
const CALLS: readonly Row[] = [
  ['broken JSON', E, '{"url": ', 'INVALID_REQUEST', /body.*JSON/],
  ['no body', E, undefined, 'INVALID_REQUEST', /url|body/],
  ['an empty body', B, '', 'INVALID_REQUEST', /urls|body/],
  ['a body that is a string', E, '"text"', 'INVALID_REQUEST', /body/],
  ['a body that is a list', B, '[]', 'INVALID_REQUEST', /body/],
  ['a body of null', B, 'null', 'INVALID_REQUEST', /body/],
  ['a missing url', E, { schema: TITLE }, 'INVALID_REQUEST', /^url /],
  ['a url that is a number', E, extract({ url: 7 }), 'INVALID_REQUEST', /^url /],
  ['a url with a NUL', E, extract({ url: 'http://127.0.0.1:9/\u0000' }), 'INVALID_REQUEST', /^url /],
  [
    'a url with half a character',
    E,
    extract({ url: 'http://127.0.0.1:9/\ud800' }),
    'INVALID_REQUEST',
    /^url /,
  ],
  ['no urls', B, { schema: TITLE }, 'INVALID_REQUEST', /^urls /],
  ['empty urls', B, batch({ urls: [] }), 'INVALID_REQUEST', /^urls /],
  ['urls that are no list', B, batch({ urls: URL }), 'INVALID_REQUEST', /^urls /],
  ['a relative URL', B, batch({ urls: [URL, '/page'] }), 'INVALID_REQUEST', /^urls\[1\] /],
  ['an ftp URL', B, batch({ urls: ['ftp://a.test/'] }), 'INVALID_REQUEST', /^urls\[0\] .*http/],
  ['a javascript: URL', B, batch({ urls: ['javascript:alert(1)'] }), 'INVALID_REQUEST', /^urls\[0\] /],
  ['a null among the URLs', B, batch({ urls: [URL, null] }), 'INVALID_REQUEST', /^urls\[1\] /],
  ['1,001 URLs', B, batch({ urls: Array(1_001).fill(URL) }), 'INVALID_REQUEST', /^urls .*1000/],
  [
    'a URL that is too long',
    B,
    batch({ urls: [`${URL}${'x'.repeat(8_192)}`] }),
    'INVALID_REQUEST',
    /^urls\[0\] .*longer/,
  ],
  ['no schema with a dynamic key', E, { url: URL }, 'SCHEMA_REQUIRED', /^schema /, 422],
  ['no schema with a dynamic key', B, { urls: [URL] }, 'SCHEMA_REQUIRED', /^schema /, 422],
  ['a schema that is an object', E, extract({ schema: field() }), 'SCHEMA_INVALID', /^schema /],
  ['a schema of null', E, extract({ schema: null }), 'SCHEMA_INVALID', /^schema /],
  ['an empty schema', E, schema(), 'SCHEMA_INVALID', /^schema /],
  [
    '201 fields',
    E,
    schema(...Array.from({ length: 201 }, (_, n) => field({ field: `f${n}` }))),
    'SCHEMA_INVALID',
    /^schema .*200/,
  ],
  ['a field that is a string', E, schema('title'), 'SCHEMA_INVALID', /^schema\[0\] /],
  [
    'a field without a name',
    E,
    schema({ type: 'string', example: 'x' }),
    'SCHEMA_INVALID',
    /^schema\[0\]\.field /,
  ],
  ['a blank field', E, schema(field({ field: ' \t' })), 'SCHEMA_INVALID', /^schema\[0\]\.field /],
  [
    'a field name that is too long',
    E,
    schema(field({ field: 'x'.repeat(201) })),
    'SCHEMA_INVALID',
    /^schema\[0\]\.field /,
  ],
  [
    'a field name with a NUL',
    E,
    schema(field({ field: 'a\u0000b' })),
    'SCHEMA_INVALID',
    /^schema\[0\]\.field /,
  ],
  ['a duplicate field', E, schema(field(), field()), 'SCHEMA_INVALID', /^schema\[1\]\.field .*title/],
  [
    'an unknown type',
    E,
    schema(field(), field({ field: 'b', type: 'array<date>' })),
    'SCHEMA_INVALID',
    /^schema\[1\]\.type /,
  ],
  [
    'a missing example',
    E,
    schema({ field: 'title', type: 'string' }),
    'SCHEMA_INVALID',
    /^schema\[0\]\.example /,
  ],
  [
    'a hint that is too long',
    E,
    schema(field({ hint: 'x'.repeat(1_001) })),
    'SCHEMA_INVALID',
    /^schema\[0\]\.hint /,
  ],
  [
    'render_js "sometimes"',
    B,
    options({ render_js: 'sometimes' }),
    'INVALID_REQUEST',
    /^options\.render_js /,
  ],
  ['timeout_ms 999', B, options({ timeout_ms: 999 }), 'INVALID_REQUEST', /^options\.timeout_ms .*1000/],
  [
    'timeout_ms 120001',
    B,
    options({ timeout_ms: 120_001 }),
    'INVALID_REQUEST',
    /^options\.timeout_ms .*120000/,
  ],
  ['timeout_ms 1500.5', B, options({ timeout_ms: 1_500.5 }), 'INVALID_REQUEST', /^options\.timeout_ms /],
  ['timeout_ms "x"', B, options({ timeout_ms: 'x' }), 'INVALID_REQUEST', /^options\.timeout_ms /],
  ['concurrency 0', B, options({ concurrency: 0 }), 'INVALID_REQUEST', /^options\.concurrency /],
  ['fail_fast "yes"', B, options({ fail_fast: 'yes' }), 'INVALID_REQUEST', /^options\.fail_fast /],
  ['process_images 1', B, options({ process_images: 1 }), 'INVALID_REQUEST', /^options\.process_images /],
  ['a locale that is none', B, options({ locale: 'not a locale' }), 'INVALID_REQUEST', /^options\.locale /],
  ['an empty locale', B, options({ locale: '' }), 'INVALID_REQUEST', /^options\.locale /],
  ['options that are a list', B, batch({ options: [] }), 'INVALID_REQUEST', /^options /],
  ['async_mode "true"', B, batch({ async_mode: 'true' }), 'INVALID_REQUEST', /^async_mode /],
  [
    'an example nested 100,000 deep',
    E,
    `{"url":"${URL}","schema":[{"field":"a","type":"string","example":${nested(100_000)}}]}`,
    'INVALID_REQUEST',
    /body.*deep/,
  ],
  [
    'a body over the limit',
    E,
    extract({ padding: 'x'.repeat(4 * 1024 * 1024) }),
    'BODY_TOO_LARGE',
    /body.*larger/,
    413,
  ],
];

describe('bad input', function () {
  this.timeout(120_000);
  let service: RunningService;
  let account: TestAccount;
  /** Has one job, for the calls that read. */
  let reader: TestAccount;
  let jobId: string;

  before(async () => {
    service = await sharedService();
    account = await service.api.account({ monthly_quota: 1_000 });
    reader = await service.api.account();
    const { headers } = await service.api.post(reader.key, E, extract());
    jobId = headers.get('x-job-id') ?? '';
  });

  const assertRefused = (answer: { status: number; body: unknown }, status: number, code: string): string => {
    assert.equal(answer.status, status, JSON.stringify(answer.body));
    const { error } = answer.body as { error: { code: string; message: string; retryable: boolean } };
    assert.deepEqual(answer.body, {
      status: 'error',
      error: { code, message: error.message, retryable: false },
    });
    return error.message;
  };

  for (const [what, path, body, code, names, status = 400] of CALLS) {
    it(`refuses ${what} on ${path} with ${status} ${code}`, async () => {
      const answer = await service.api.post(account.key, path, body);
      assert.match(assertRefused(answer, status, code), names);
      assert.match(answer.headers.get('x-job-id') ?? '', /^job_[0-9a-f]{12}$/);
    });
  }

  it('refuses an Idempotency-Key of more than 255 characters', async () => {
    const headers = { 'Idempotency-Key': 'k'.repeat(256) };
    const answer = await service.api.post(account.key, E, extract(), headers);
    assert.match(assertRefused(answer, 400, 'INVALID_REQUEST'), /^Idempotency-Key /);
    assert.ok(answer.headers.get('x-job-id'));
  });

  it('refuses what is nested too deep beside an Idempotency-Key, and takes what is not', async () => {
    const ask = async (depth: number): Promise<number> => {
      const body = `{"url":"${URL}","schema":${JSON.stringify(TITLE)},"unknown":${nested(depth)}}`;
      return (await service.api.post(reader.key, E, body, { 'Idempotency-Key': `deep ${depth}` })).status;
    };
    assert.equal(await ask(20_000), 400);
    assert.equal(await ask(20), 200);
  });

  for (const [query, names] of [
    ['limit=0', /^limit must be at least 1\.$/],
    ['limit=1001', /^limit must be at most 1000\.$/],
    ['limit=x', /^limit must be a number\.$/],
    ['limit=1.5', /^limit must be an integer\.$/],
    ['cursor=abc', /^cursor /],
    ['cursor=', /^cursor /],
    ['cursor=a&cursor=b', /^cursor /],
  ] as const) {
    it(`refuses GET /v1/jobs/{id}?${query} with 400`, async () => {
      const answer = await service.api.get(reader.key, `/v1/jobs/${jobId}?${query}`);
      assert.match(assertRefused(answer, 400, 'INVALID_REQUEST'), names);
    });
  }

  it('answers unknown paths with 404 and wrong methods with 405', async () => {
    assertRefused(await service.api.get(account.key, '/v1/nothing'), 404, 'NOT_FOUND');
    for (const [method, path] of [
      ['GET', E],
      ['DELETE', B],
      ['POST', '/v1/jobs'],
      ['PUT', '/v1/jobs/job_0123456789ab'],
    ] as const) {
      const answer = await service.api.call(method, path, { 'X-API-Key': account.key });
      assertRefused(answer, 405, 'METHOD_NOT_ALLOWED');
    }
  });

  it('has charged nothing for any of this', async () => {
    assert.deepEqual(await service.api.ledger(account.id), []);
    const { body } = await service.api.admin('GET', `/accounts/${account.id}`);
    assert.equal(body.monthly.used, 0);
  });

  it('gives one answer for no key, a wrong one, one in the wrong header and a revoked one', async () => {
    const { id, key } = await service.api.account();
    const { keys } = (await service.api.admin('GET', `/accounts/${id}/keys`)).body;
    assert.equal((await service.api.admin('DELETE', `/keys/${keys[0].id}`)).status, 204);
    const messages = new Set<string>();
    for (const headers of [
      {},
      { 'X-API-Key': 'sk_live_0000' },
      { Authorization: `Bearer ${account.key}` },
      { 'X-API-Key': key },
    ]) {
      for (const [method, path] of [
        ['POST', E],
        ['POST', B],
        ['GET', '/v1/jobs'],
        ['GET', '/v1/jobs/job_0123456789ab'],
        ['DELETE', '/v1/jobs/job_0123456789ab'],
      ] as const) {
        // With a bearer token these are Scrpy's.
        if ('Authorization' in headers && path.startsWith('/v1/jobs')) continue;
        const answer = await service.api.call(method, path, headers);
        messages.add(assertRefused(answer, 401, 'UNAUTHORIZED'));
        assert.equal(answer.headers.has('x-job-id'), method === 'POST');
      }
    }
    assert.equal(messages.size, 1);
  });

  it('refuses two keys where Runo and Scrpy share a path, since it cannot tell whose counts', async () => {
    const headers = { 'X-API-Key': account.key, Authorization: `Bearer ${account.key}` };
    assertRefused(await service.api.call('GET', '/v1/jobs', headers), 400, 'INVALID_REQUEST');
    assertRefused(await service.api.call('DELETE', `/v1/jobs/${jobId}`, headers), 400, 'INVALID_REQUEST');
    const create = await service.api.call('POST', '/v1/jobs', headers, {});
    assert.equal(create.status, 400);
    assert.equal(create.body.success, false);
    assert.equal(create.body.error.code, 'INVALID_REQUEST');
  });

  it('refuses a suspended account with 403, and takes it again afterwards', async () => {
    const { id, key } = await service.api.account();
    await service.api.admin('PATCH', `/accounts/${id}`, { suspended: true });
    assertRefused(await service.api.post(key, E, extract()), 403, 'ACCOUNT_SUSPENDED');
    assertRefused(await service.api.get(key, '/v1/jobs'), 403, 'ACCOUNT_SUSPENDED');
    await service.api.admin('PATCH', `/accounts/${id}`, { suspended: false });
    assert.equal((await service.api.get(key, '/v1/jobs')).status, 200);
  });

  it('ignores fields that it does not know', async () => {
    const { demoSite } = service.runtime();
    const { key } = await service.api.account();
    const { status, body } = await service.api.post(key, B, {
      urls: [`${demoSite}/kettles/red.html`],
      schema: [field({ unknown: 1 })],
      options: { unknown: true, no_cache: true },
      unknown: {},
    });
    assert.equal(status, 200);
    assert.equal(body.results[0].data.title, 'Red kettle');
  });

  it('takes field names that mean something to JavaScript as plain keys', async () => {
    const { demoSite } = service.runtime();
    const { key } = await service.api.account();
    const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype', 'valueOf'];
    // A string, so that `__proto__` is a key like any other on its way out too.
    const body = JSON.stringify({
      url: `${demoSite}/kettles/red.html`,
      schema: [...names.map((name) => field({ field: name })), field()],
    });
    const answer = await service.api.post(key, E, body, { 'Idempotency-Key': 'names' });
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    const { data } = answer.body as { data: Record<string, unknown> };
    assert.deepEqual(Object.keys(data), [...names, 'title']);
    assert.deepEqual(Object.values(data), [...names.map(() => null), 'Red kettle']);
  });
});
