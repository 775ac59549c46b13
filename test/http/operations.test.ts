import { strict as assert } from 'node:assert';
import { TITLE, type Answer } from '../support/api.js';
import type { RunningService } from '../support/service.js';
import { sharedService } from '../support/shared.js';

interface Operation {
  responses: Record<string, { description: string }>;
  parameters?: { name: string; in: string; required?: boolean }[];
  requestBody?: { content: Record<string, { schema: object }> };
  security?: Record<string, unknown>[];
}

interface OpenApi {
  openapi: string;
  info: { title: string; version: string };
  paths: Record<string, Record<string, Operation>>;
  components: { securitySchemes: Record<string, unknown> };
}

describe('operations', function () {
  this.timeout(120_000);
  let service: RunningService;

  before(async () => {
    service = await sharedService();
  });

  const get = (path: string): Promise<Answer> => service.api.call('GET', path);

  it('answers /healthz', async () => {
    const { status, body } = await get('/healthz');
    assert.equal(status, 200);
    assert.deepEqual(body, { status: 'ok' });
  });

  it('answers /readyz with its checks', async () => {
    const { status, body } = await get('/readyz');
    assert.equal(status, 200);
    assert.deepEqual(body, { status: 'ready', checks: { database: 'ok', temporal: 'ok', disk: 'ok' } });
  });

  it('counts pages, jobs and calls in /metrics', async () => {
    const { key } = await service.api.account();
    const url = `${service.runtime().demoSite}/kettles/red.html`;
    const before = await pagesTotal();
    await service.api.post(key, '/v1/extract', { url, schema: TITLE });
    const { headers, body } = await get('/metrics');
    assert.match(headers.get('content-type') ?? '', /^text\/plain/);
    // Other test files use this service too, and a job of theirs may still be fetching. That every page is counted once is
    // tested where the workers are a test's own, in test/e2e/scale-out.test.ts.
    assert.ok((await pagesTotal()) > before);
    assert.match(body, /^holdfast_jobs_total\{kind="extract",state="completed"\} \d+$/m);
    assert.match(
      body,
      /^holdfast_http_request_seconds_count\{method="POST",route="\/v1\/extract",status="200"\} \d+$/m,
    );
  });

  async function pagesTotal(): Promise<number> {
    const text = (await get('/metrics')).body as string;
    const lines = text.matchAll(/^holdfast_pages_total\{outcome="\w+"\} (\d+)$/gm);
    return [...lines].reduce((sum, [, count]) => sum + Number(count), 0);
  }

  describe('/openapi.json', () => {
    let document: OpenApi;

    before(async () => {
      const { status, headers, body } = await get('/openapi.json');
      assert.equal(status, 200);
      assert.match(headers.get('content-type') ?? '', /^application\/json/);
      document = body as OpenApi;
    });

    const operations = (): [route: string, operation: Operation][] =>
      Object.entries(document.paths).flatMap(([path, methods]) =>
        Object.entries(methods).map(([method, operation]): [string, Operation] => [
          `${method} ${path}`,
          operation,
        ]),
      );

    it('is OpenAPI 3.1', () => {
      assert.match(document.openapi, /^3\.1\.\d$/);
      assert.ok(document.info.title && document.info.version);
    });

    it('describes no call that does not exist', async () => {
      for (const [route, { security }] of operations()) {
        const [method = '', path = ''] = route.split(' ');
        // Without a key: what exists asks for one.
        if (security === undefined) continue;
        const { status } = await service.api.call(method.toUpperCase(), path.replaceAll(/\{\w+\}/g, 'x'));
        assert.equal(status, 401, route);
      }
    });

    it('gives every operation answers, its path parameters and a security scheme that exists', () => {
      for (const [route, operation] of operations()) {
        assert.ok(Object.keys(operation.responses).length > 0, route);
        for (const [status, { description }] of Object.entries(operation.responses)) {
          assert.match(status, /^[2-5]\d\d$/, route);
          assert.equal(typeof description, 'string', route);
        }
        const named = [...route.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
        const declared = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path');
        assert.deepEqual(
          declared.map(({ name }) => name),
          named,
          route,
        );
        assert.ok(
          declared.every(({ required }) => required === true),
          route,
        );
        for (const scheme of (operation.security ?? []).flatMap(Object.keys)) {
          assert.ok(scheme in document.components.securitySchemes, `${route}: ${scheme}`);
        }
      }
    });

    it('has a body with a schema on every POST and PATCH', () => {
      for (const [route, { requestBody }] of operations()) {
        if (/^(post|patch) /.test(route) && !/\/(replay|webhook-secret|backups|cancel)$/.test(route))
          assert.ok(requestBody?.content['application/json']?.schema, route);
      }
    });

    it('has no reference that leads nowhere', () => {
      const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(
        ([, ref]) => ref as string,
      );
      assert.ok(references.length > 0);
      for (const reference of new Set(references)) {
        assert.match(reference, /^#\//);
        let target: unknown = document;
        for (const part of reference.slice(2).split('/')) target = (target as Record<string, unknown>)[part];
        assert.ok(target, reference);
      }
    });
  });

  it('serves /docs with its script and style from here alone', async () => {
    const page = await get('/docs');
    assert.equal(page.status, 200);
    assert.match(page.headers.get('content-type') ?? '', /^text\/html/);
    const links = [...(page.body as string).matchAll(/(?:src|href)="([^"]+)"/g)].map(
      ([, link]) => link as string,
    );
    assert.ok(links.length >= 3);
    for (const link of links) {
      assert.match(link, /^\/docs\//, 'loaded from elsewhere');
      const asset = await get(link);
      assert.equal(asset.status, 200, link);
      assert.ok((asset.body as string).length > 0, link);
    }
    assert.match((await get('/docs/start.js')).body, /\/openapi\.json/);
    assert.equal((await get('/docs/package.json')).status, 404);
    assert.equal((await get('/docs/..%2fpackage.json')).status, 404);
  });

  it('answers the CORS preflight of /v1/extract, and lets scripts read the counters', async () => {
    const origin = 'https://app.test';
    const preflight = await service.api.call('OPTIONS', '/v1/extract', {
      Origin: origin,
      'Access-Control-Request-Method': 'POST',
      'Access-Control-Request-Headers': 'content-type,x-api-key,idempotency-key',
    });
    assert.equal(preflight.status, 204);
    assert.equal(preflight.headers.get('access-control-allow-origin'), '*');
    assert.match(preflight.headers.get('access-control-allow-methods') ?? '', /POST/);
    assert.match(preflight.headers.get('access-control-allow-headers') ?? '', /x-api-key/i);

    const refused = await service.api.call('POST', '/v1/extract', { Origin: origin }, {});
    assert.equal(refused.status, 401);
    assert.equal(
      refused.headers.get('access-control-allow-origin'),
      '*',
      'a script must be able to read the refusal',
    );
    assert.match(refused.headers.get('access-control-expose-headers') ?? '', /X-Job-ID/i);
  });

  it('does not open the admin API to scripts of other sites', async () => {
    const { headers } = await service.api.call('GET', '/admin/accounts', { Origin: 'https://app.test' });
    assert.equal(headers.get('access-control-allow-origin'), null);
  });
});
