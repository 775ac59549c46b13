import { strict as assert } from 'node:assert';
import { randomUUID } from 'node:crypto';
import { scrapeThis, type ScrapeThis } from '../../support/scrapethis.js';
import type { RunningService } from '../../support/service.js';
import { sharedService } from '../../support/shared.js';

describe('ScrapeThis: spiders', function () {
  this.timeout(120_000);
  let service: RunningService;
  let own: ScrapeThis;
  let other: ScrapeThis;

  before(async () => {
    service = await sharedService();
    own = await scrapeThis(service);
    other = await scrapeThis(service);
  });

  const names = async (query: string): Promise<string[]> =>
    ((await own.call('GET', `/spiders${query}`)).body as { name: string }[]).map(({ name }) => name);

  it('creates one with the documented defaults and answers 200 with the whole', async () => {
    const { status, body } = await own.call('POST', '/spiders', {
      name: 'kettles',
      repo_path: 'spiders/kettles.py',
    });
    assert.equal(status, 200);
    assert.deepEqual(body, {
      id: body.id,
      name: 'kettles',
      repo_path: 'spiders/kettles.py',
      description: '',
      settings: {},
      repo_id: null,
      user_id: own.accountId,
      created_at: body.created_at,
    });
    assert.match(body.id, /^[0-9a-f]{8}-/);
    assert.match(body.created_at, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    assert.deepEqual((await own.call('GET', `/spiders/${body.id}`)).body, body);
    assert.deepEqual((await own.call('GET', '/spiders?name=KETTL')).body, [body]);
  });

  it('keeps what is given', async () => {
    const given = {
      name: 'given',
      repo_path: 'a/b.ts',
      description: 'Kettle prices',
      settings: { DOWNLOAD_DELAY: '0.5', SHOPS: { x: [1, null] } },
      repo_id: 'r-1',
    };
    const { body } = await own.call('POST', '/spiders', given);
    assert.deepEqual({ ...body, ...given }, body);
  });

  it('lists newest first, by a part of the name without regard to case, at most `limit`', async () => {
    for (const name of ['List-A', 'list-b', 'LIST-c']) await own.spider('x.py', { name });
    assert.deepEqual(await names('?name=LiSt-'), ['LIST-c', 'list-b', 'List-A']);
    assert.deepEqual(await names('?name=list-&limit=2'), ['LIST-c', 'list-b']);
    assert.deepEqual(await names('?name=list-&limit=0'), ['LIST-c']);
    assert.equal((await names('?name=list-&limit=5000')).length, 3);
    assert.deepEqual(await names('?name=%25'), []);
    assert.equal((await own.call('GET', '/spiders?limit=many')).status, 400);
  });

  for (const method of ['PATCH', 'PUT']) {
    it(`changes only what ${method} names`, async () => {
      const spider = await own.spider('before.py', { name: `by ${method}`, settings: { A: 1 } });
      const changed = await own.call(method, `/spiders/${spider.id}`, { repo_path: 'after.py' });
      assert.equal(changed.status, 200);
      assert.deepEqual(changed.body, { ...spider, repo_path: 'after.py' });
      const again = await own.call(method, `/spiders/${spider.id}`, { settings: {}, description: 'd' });
      assert.deepEqual(again.body, { ...spider, repo_path: 'after.py', settings: {}, description: 'd' });
      assert.deepEqual((await own.call('GET', `/spiders/${spider.id}`)).body, again.body);
      assert.equal((await own.call(method, `/spiders/${spider.id}`, { name: '' })).status, 400);
      assert.equal((await own.call(method, `/spiders/${spider.id}`, { name: null })).status, 400);
    });
  }

  it('refuses a name twice within an account, also on update, and not between accounts', async () => {
    const spider = await own.spider('x.py', { name: 'once' });
    const twice = await own.call('POST', '/spiders', { name: 'once', repo_path: 'y.py' });
    assert.deepEqual([twice.status, twice.body], [409, { error: 'Spider name already exists' }]);
    const rest = await own.spider('x.py', { name: 'other name' });
    const renamed = await own.call('PATCH', `/spiders/${rest.id}`, { name: 'once' });
    assert.deepEqual([renamed.status, renamed.body], [409, { error: 'Spider name already exists' }]);
    assert.equal((await own.call('PATCH', `/spiders/${spider.id}`, { name: 'once' })).status, 200);
    await other.spider('x.py', { name: 'once' });
  });

  it('deletes one, and then it is gone', async () => {
    const { id } = await own.spider('x.py', { name: 'to go' });
    const removed = await own.call('DELETE', `/spiders/${id}`);
    assert.deepEqual([removed.status, removed.body], [200, { ok: true }]);
    for (const method of ['GET', 'PATCH', 'DELETE']) {
      const answer = await own.call(method, `/spiders/${id}`, method === 'PATCH' ? {} : undefined);
      assert.deepEqual([answer.status, answer.body], [404, { error: 'Spider not found' }], method);
    }
    await own.spider('x.py', { name: 'to go' });
  });

  it('says 401 in one text for a missing, a malformed and an unknown key', async () => {
    for (const headers of [
      {},
      { Authorization: 'st_1' },
      { Authorization: 'Bearer st_1' },
      { 'X-API-Key': 'x' },
    ]) {
      const { status, body } = await service.api.call('GET', '/api/v1/spiders', headers);
      assert.deepEqual([status, body], [401, { error: 'Invalid or missing API key' }]);
    }
  });

  it('takes any live key', async () => {
    const { key } = await service.api.account();
    const headers = { Authorization: `Bearer ${key}` };
    assert.deepEqual((await service.api.call('GET', '/api/v1/spiders', headers)).body, []);
  });

  const BAD: readonly [string, unknown, RegExp][] = [
    ['nothing', undefined, /^Missing name or repo_path$/],
    ['no name', { repo_path: 'x.py' }, /^Missing name or repo_path$/],
    ['no path', { name: 'n' }, /^Missing name or repo_path$/],
    ['an empty name', { name: '', repo_path: 'x.py' }, /^Missing name or repo_path$/],
    ['a blank name', { name: ' ', repo_path: 'x.py' }, /^name /],
    ['a name that is no text', { name: 1, repo_path: 'x.py' }, /^name /],
    ['a long name', { name: 'x'.repeat(201), repo_path: 'x.py' }, /^name /],
    ['NUL', { name: 'a\0b', repo_path: 'x.py' }, /^name /],
    ['a way out', { name: 'n', repo_path: '../x.py' }, /^repo_path /],
    ['a way out further in', { name: 'n', repo_path: 'a/../../x.py' }, /^repo_path /],
    ['an absolute path', { name: 'n', repo_path: '/etc/x.py' }, /^repo_path /],
    ['a backslash', { name: 'n', repo_path: '..\\x.py' }, /^repo_path /],
    ['settings that are a list', { name: 'n', repo_path: 'x.py', settings: [] }, /^settings /],
    ['settings with NUL', { name: 'n', repo_path: 'x.py', settings: { a: ['\0'] } }, /^settings /],
    [
      'a setting out of bounds',
      { name: 'n', repo_path: 'x.py', settings: { CONCURRENT_REQUESTS: 0 } },
      /^settings\.CONCURRENT_REQUESTS must be between/,
    ],
    ['no JSON', '{', /JSON/],
    ['a list', [], /^The body /],
  ];
  for (const [what, body, error] of BAD) {
    it(`refuses ${what}`, async () => {
      const answer = await own.call('POST', '/spiders', body);
      assert.equal(answer.status, 400, JSON.stringify(answer.body));
      assert.deepEqual(Object.keys(answer.body), ['error']);
      assert.match(answer.body.error, error);
    });
  }

  it('knows no id that is none, and no method that is none', async () => {
    for (const id of ['x', randomUUID(), '%00', '1'.repeat(5_000)]) {
      const { status, body } = await own.call('GET', `/spiders/${id}`);
      assert.deepEqual([status, body], [404, { error: 'Spider not found' }], id);
    }
    assert.equal((await own.call('POST', '/spiders/x', {})).status, 405);
    assert.equal((await own.call('GET', '/nothing')).status, 404);
  });
});
