import { strict as assert } from 'node:assert';
import type { TestAccount } from '../support/api.js';
import { cookieOf, openSession, OWN, signIn } from '../support/console.js';
import type { RunningService } from '../support/service.js';
import { sharedService } from '../support/shared.js';
import { startSite, type TestSite } from '../support/site.js';
import { waitFor } from '../support/wait.js';

const ADMIN_TOKEN = 'a-token-for-tests-only';
const SCHEMA = [{ field: 'title', type: 'string', example: 'Some title' }];

describe('sessions of the console', function () {
  this.timeout(120_000);
  let service: RunningService;
  let site: TestSite;
  let own: TestAccount;
  let jobId: string;

  before(async () => {
    site = await startSite();
    service = await sharedService();
    own = await service.api.account();
    const started = await service.api.startBatch(own.key, { urls: [`${site.url}/ok/1`], schema: SCHEMA });
    jobId = started.jobId;
    await started.answer;
  });
  after(() => site.close());

  const call = (method: string, path: string, cookie: string, headers: Record<string, string> = {}) =>
    service.api.call(method, path, { Cookie: cookie, ...headers });

  it('are opened by a key, in a cookie that scripts and other sites cannot have', async () => {
    const { status, headers, body } = await signIn(service, { key: own.key });
    assert.equal(status, 201);
    assert.equal(body.account.id, own.id);
    assert.ok(!JSON.stringify(body).includes(own.key));
    assert.match(headers.get('set-cookie') ?? '', /; httponly/i);
    assert.match(headers.get('set-cookie') ?? '', /; samesite=strict/i);
    const { body: seen } = await call('GET', '/console/api/session', cookieOf(headers));
    assert.equal(seen.kind, 'key');
  });

  it('are refused for a key that nobody has, and for a wrong token', async () => {
    assert.equal((await signIn(service, { key: 'sk_live_nobody' })).status, 401);
    assert.equal((await signIn(service, { token: 'no-token' })).status, 401);
  });

  it('show the jobs of their account, and those of no other', async () => {
    const mine = await openSession(service, { key: own.key });
    const listed = await call('GET', '/console/api/jobs', mine);
    assert.deepEqual(
      listed.body.jobs.map(({ id }: { id: string }) => id),
      [jobId],
    );

    const theirs = await openSession(service, { key: (await service.api.account()).key });
    for (const path of ['', '/asked', '/pages', '/pages/0', '/download?format=csv']) {
      const { status } = await call('GET', `/console/api/jobs/${jobId}${path}`, theirs);
      assert.equal(status, 404, path);
    }
    assert.equal((await call('POST', `/console/api/jobs/${jobId}/cancel`, theirs, OWN)).status, 404);
    assert.equal((await call('GET', `/v1/jobs/${jobId}`, theirs)).status, 403);
    // The account of another cannot be chosen, except by the operator.
    const chosen = await call('GET', '/console/api/jobs', theirs, { 'X-Holdfast-Account': own.id });
    assert.deepEqual(chosen.body.jobs, []);
  });

  it('open no call of the operator for a key', async () => {
    const cookie = await openSession(service, { key: own.key });
    for (const path of ['/admin/accounts', `/admin/accounts/${own.id}/keys`, '/admin/disk'])
      assert.equal((await call('GET', path, cookie)).status, 401, path);
  });

  it('end when their key is revoked, for the public APIs too', async () => {
    const account = await service.api.account();
    const cookie = await openSession(service, { key: account.key });
    const { body } = await service.api.admin('GET', `/accounts/${account.id}/keys`);
    assert.equal((await service.api.admin('DELETE', `/keys/${body.keys[0].id}`)).status, 204);
    for (const path of ['/console/api/session', '/console/api/jobs', '/console/api/events', '/v1/jobs'])
      assert.equal((await call('GET', path, cookie)).status, 401, path);
  });

  it('end when somebody signs out', async () => {
    const cookie = await openSession(service, { key: own.key });
    assert.equal((await call('DELETE', '/console/api/session', cookie, OWN)).status, 204);
    assert.equal((await call('GET', '/console/api/session', cookie)).status, 401);
  });

  it('are bounded in number: the oldest of a key ends', async () => {
    const { key } = await service.api.account();
    const first = await openSession(service, { key });
    for (let n = 0; n < 20; n += 1) await openSession(service, { key });
    assert.equal((await call('GET', '/console/api/session', first)).status, 401);
  });

  it('change nothing for pages of other origins', async () => {
    const cookie = await openSession(service, { key: own.key });
    const body = JSON.stringify({ url: `${site.url}/ok/1`, schema: SCHEMA });
    const attempts: Record<string, string>[] = [
      {},
      { ...OWN, Origin: 'https://evil.example' },
      { ...OWN, 'Sec-Fetch-Site': 'cross-site' },
      { ...OWN, 'Sec-Fetch-Site': 'same-site' },
    ];
    for (const headers of attempts) {
      const { status } = await service.api.call('POST', '/v1/extract', { Cookie: cookie, ...headers }, body);
      assert.equal(status, 401, JSON.stringify(headers));
    }
    const preflight = await service.api.call('OPTIONS', '/v1/extract', {
      Origin: 'https://evil.example',
      'Access-Control-Request-Method': 'POST',
    });
    assert.equal(preflight.headers.get('access-control-allow-credentials'), null);
  });

  it('of the operator act for the account that is chosen', async () => {
    const cookie = await openSession(service, { token: ADMIN_TOKEN });
    assert.equal((await call('GET', '/admin/accounts', cookie)).status, 200);
    assert.equal((await call('GET', '/console/api/jobs', cookie)).status, 400);
    const { body } = await call('GET', '/console/api/jobs', cookie, { 'X-Holdfast-Account': own.id });
    assert.deepEqual(
      body.jobs.map(({ id }: { id: string }) => id),
      [jobId],
    );
    const unknown = { 'X-Holdfast-Account': '00000000-0000-4000-8000-000000000000' };
    assert.equal((await call('GET', '/console/api/jobs', cookie, unknown)).status, 404);
  });

  it('are told of jobs as they get on', async () => {
    const cookie = await openSession(service, { key: own.key });
    const stop = new AbortController();
    const response = await fetch(service.api.url('/console/api/events'), {
      headers: { Cookie: cookie },
      signal: stop.signal,
    });
    assert.match(response.headers.get('content-type') ?? '', /^text\/event-stream/);
    let text = '';
    const reading = (async () => {
      for await (const piece of response.body ?? []) text += Buffer.from(piece).toString();
    })().catch(() => undefined); // ended by the test
    const hanging = await service.api.startBatch(own.key, { urls: [`${site.url}/hang/1`], schema: SCHEMA });
    await waitFor('the job in the stream', () => text.includes(hanging.jobId));
    await service.api.delete(own.key, `/v1/jobs/${hanging.jobId}`);
    await waitFor('its end in the stream', () => /"state":"cancelled"/.test(text));
    stop.abort();
    await reading;
  });

  it('leave the root to clients that ask for JSON: there is nothing', async () => {
    assert.equal((await service.api.call('GET', '/')).status, 404);
    assert.equal((await service.api.call('GET', '/', { Accept: 'application/json' })).status, 404);
    const page = await service.api.call('GET', '/', { Accept: 'text/html,*/*;q=0.8' });
    assert.equal(page.status, 200);
    const policy = page.headers.get('content-security-policy') ?? '';
    assert.match(policy, /default-src 'none'/);
    assert.doesNotMatch(policy, /unsafe|\*|https?:/);
    assert.doesNotMatch(page.body, /<script(?![^>]* src=)|<style| style=| on\w+=/);
  });
});
