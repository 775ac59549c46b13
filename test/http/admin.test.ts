import { strict as assert } from 'node:assert';
import { randomUUID } from 'node:crypto';
import { TITLE, type Answer } from '../support/api.js';
import type { RunningService } from '../support/service.js';
import { sharedService } from '../support/shared.js';

const UNKNOWN = randomUUID();

describe('/admin', function () {
  this.timeout(120_000);
  let service: RunningService;

  before(async () => {
    service = await sharedService();
  });

  const admin = (method: string, path: string, body?: unknown): Promise<Answer> =>
    service.api.admin(method, path, body);
  const create = async (settings: object): Promise<Answer['body']> => {
    const { status, body } = await admin('POST', '/accounts', { name: 'test', ...settings });
    assert.equal(status, 201, JSON.stringify(body));
    return body;
  };
  const patch = (id: string, changes: object): Promise<Answer> => admin('PATCH', `/accounts/${id}`, changes);
  const assertRefused = ({ status, body }: Answer, wanted: number, code: string, names: RegExp): void => {
    assert.equal(status, wanted, JSON.stringify(body));
    assert.deepEqual(body, { error: { code, message: body.error?.message } });
    assert.match(body.error.message, names);
  };

  it('creates an account on the unlimited plan when nothing else is said', async () => {
    const now = new Date();
    const account = await create({ name: ' Someone ' });
    assert.deepEqual(account, {
      id: account.id,
      name: 'Someone',
      plan: 'unlimited',
      suspended: false,
      monthly: {
        limit: null,
        used: 0,
        remaining: null,
        resets_at: new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1)).toISOString(),
      },
      requests_per_minute: null,
      prepaid_balance: 0,
      webhook_secret: account.webhook_secret,
      created_at: account.created_at,
    });
    assert.match(account.webhook_secret, /^whsec_[A-Za-z0-9+/]{43}=$/);
    assert.ok(Math.abs(Date.parse(account.created_at) - now.getTime()) < 60_000);
    assert.deepEqual((await admin('GET', `/accounts/${account.id}`)).body, account);
    const list = (await admin('GET', '/accounts')).body.accounts as { id: string }[];
    assert.deepEqual(
      list.find(({ id }) => id === account.id),
      account,
    );
  });

  for (const [plan, limit, perMinute] of [
    ['free', 500, 1],
    ['starter', 15_000, 15],
    ['pro', 50_000, 60],
    ['scale', 500_000, 360],
  ] as const) {
    it(`gives the ${plan} plan ${limit} units a month and ${perMinute} calls a minute`, async () => {
      const account = await create({ plan });
      assert.deepEqual(
        [account.monthly.limit, account.monthly.remaining, account.requests_per_minute],
        [limit, limit, perMinute],
      );
    });
  }

  it('lets explicit numbers override the plan, through a plan change, until they are set to null', async () => {
    const { id } = await create({ plan: 'free', monthly_quota: 7, requests_per_minute: 3 });
    const limits = ({ body }: Answer): unknown[] => [body.plan, body.monthly.limit, body.requests_per_minute];
    assert.deepEqual(limits(await admin('GET', `/accounts/${id}`)), ['free', 7, 3]);
    assert.deepEqual(limits(await patch(id, { plan: 'pro' })), ['pro', 7, 3]);
    assert.deepEqual(limits(await patch(id, { monthly_quota: null })), ['pro', 50_000, 3]);
    assert.deepEqual(limits(await patch(id, { requests_per_minute: null })), ['pro', 50_000, 60]);
    assert.deepEqual(limits(await patch(id, { plan: 'unlimited' })), ['unlimited', null, null]);
    assert.deepEqual(limits(await patch(id, {})), ['unlimited', null, null]);
  });

  it('suspends and takes back, and changes nothing that a patch does not name', async () => {
    const account = await create({ plan: 'pro', monthly_quota: 9, prepaid_balance: 4 });
    const suspended = await patch(account.id, { suspended: true });
    assert.deepEqual(suspended.body, { ...account, suspended: true });
    assert.deepEqual((await patch(account.id, { suspended: false })).body, account);
  });

  it('adds prepaid units, also together with the plan that allows them, and lists every top-up', async () => {
    const { id } = await create({ plan: 'free' });
    assertRefused(await patch(id, { add_prepaid: 5 }), 400, 'INVALID_REQUEST', /prepaid/);
    assert.equal((await patch(id, { plan: 'scale', add_prepaid: 5 })).body.prepaid_balance, 5);
    assert.equal((await patch(id, { add_prepaid: 7 })).body.prepaid_balance, 12);
    assert.deepEqual(
      (await service.api.ledger(id)).map(({ kind, source, units, job_id }) => [kind, source, units, job_id]),
      [
        ['topup', 'prepaid', 5, null],
        ['topup', 'prepaid', 7, null],
      ],
    );
  });

  it('adds up top-ups that come at once', async () => {
    const { id } = await create({ plan: 'pro' });
    await Promise.all(Array.from({ length: 10 }, () => patch(id, { add_prepaid: 3 })));
    assert.equal((await admin('GET', `/accounts/${id}`)).body.prepaid_balance, 30);
  });

  it('refuses prepaid units at creation on plans without overage', async () => {
    for (const plan of ['free', 'starter']) {
      const answer = await admin('POST', '/accounts', { name: 'x', plan, prepaid_balance: 1 });
      assertRefused(answer, 400, 'INVALID_REQUEST', new RegExp(`${plan}.*prepaid`));
    }
    assert.equal((await create({ plan: 'unlimited', prepaid_balance: 1 })).prepaid_balance, 1);
  });

  it('shows the ledger oldest first, in the documented shape', async () => {
    const { id, key } = await service.api.account({ plan: 'pro', prepaid_balance: 2 });
    const { headers } = await service.api.post(key, '/v1/extract', {
      url: `${service.runtime().demoSite}/`,
      schema: TITLE,
    });
    await patch(id, { add_prepaid: 1 });
    const { entries } = (await admin('GET', `/accounts/${id}/ledger`)).body;
    assert.deepEqual(
      entries.map(({ kind, source, units, job_id }: Record<string, unknown>) => [
        kind,
        source,
        units,
        job_id,
      ]),
      [
        ['topup', 'prepaid', 2, null],
        ['reserve', 'month', 1, headers.get('x-job-id')],
        ['topup', 'prepaid', 1, null],
      ],
    );
    for (const [at, entry] of entries.entries()) {
      assert.deepEqual(Object.keys(entry).sort(), ['at', 'id', 'job_id', 'kind', 'source', 'units']);
      assert.ok(at === 0 || (entry.id > entries[at - 1].id && entry.at >= entries[at - 1].at));
    }
  });

  it('issues keys of every type, shows each once and masks it afterwards', async () => {
    const { id } = await create({});
    const issued: Answer['body'][] = [];
    for (const body of [
      undefined,
      { type: 'dynamic' },
      { type: 'static', schema: TITLE },
      { type: 'spider' },
    ]) {
      const answer = await admin('POST', `/accounts/${id}/keys`, body);
      assert.equal(answer.status, 201, JSON.stringify(answer.body));
      assert.deepEqual(Object.keys(answer.body).sort(), ['id', 'key', 'type']);
      issued.push(answer.body);
    }
    assert.deepEqual(
      issued.map(({ type }) => type),
      ['dynamic', 'dynamic', 'static', 'spider'],
    );
    assert.deepEqual(
      issued.map(({ key }) => /^[a-z_]+_/.exec(key)?.[0]),
      ['sk_live_', 'sk_live_', 'sk_static_', 'st_'],
    );
    const listed = await admin('GET', `/accounts/${id}/keys`);
    assert.deepEqual(
      listed.body.keys.map((key: Record<string, unknown>) => [key['id'], key['masked'], key['revoked_at']]),
      issued.map((key) => [key.id, `...${key.key.slice(-4)}`, null]),
    );
    const text = JSON.stringify(listed.body);
    for (const { key } of issued)
      assert.ok(!text.includes(key.slice(-12)), 'the list holds more of a key than its end');
  });

  it('revokes a key once: 204, then 404, and the key opens nothing any more', async () => {
    const { id, key } = await service.api.account();
    const { keys } = (await admin('GET', `/accounts/${id}/keys`)).body;
    assert.equal((await service.api.get(key, '/v1/jobs')).status, 200);
    assert.equal((await admin('DELETE', `/keys/${keys[0].id}`)).status, 204);
    assert.equal((await service.api.get(key, '/v1/jobs')).status, 401);
    assertRefused(await admin('DELETE', `/keys/${keys[0].id}`), 404, 'NOT_FOUND', /key/);
    const after = (await admin('GET', `/accounts/${id}/keys`)).body.keys;
    assert.ok(Date.parse(after[0].revoked_at) > 0);
  });

  it('refuses every call without the right token', async () => {
    const { id, key } = await service.api.account();
    for (const headers of [
      {},
      { Authorization: 'Bearer wrong' },
      { Authorization: `Bearer ${key}` },
      { 'X-API-Key': key },
    ]) {
      for (const [method, path] of [
        ['POST', '/admin/accounts'],
        ['GET', '/admin/accounts'],
        ['GET', `/admin/accounts/${id}`],
        ['PATCH', `/admin/accounts/${id}`],
        ['GET', `/admin/accounts/${id}/ledger`],
        ['POST', `/admin/accounts/${id}/keys`],
        ['GET', `/admin/accounts/${id}/keys`],
        ['DELETE', `/admin/keys/${UNKNOWN}`],
      ] as const) {
        const answer = await service.api.call(method, path, headers);
        assertRefused(answer, 401, 'UNAUTHORIZED', /ADMIN_TOKEN/);
      }
    }
  });

  for (const [body, names] of [
    ['{"name":', /JSON/],
    ['[]', /body/],
    ['"name"', /body/],
    [{}, /^name /],
    [{ name: '' }, /^name /],
    [{ name: 'x'.repeat(201) }, /^name /],
    [{ name: 'a\u0000b' }, /^name /],
    [{ name: 'x', plan: 'gold' }, /^plan /],
    [{ name: 'x', monthly_quota: -1 }, /^monthly_quota /],
    [{ name: 'x', monthly_quota: 1.5 }, /^monthly_quota /],
    [{ name: 'x', monthly_quota: '5' }, /^monthly_quota /],
    [{ name: 'x', requests_per_minute: 0 }, /^requests_per_minute /],
    [{ name: 'x', prepaid_balance: -5 }, /^prepaid_balance /],
    [{ name: 'x', prepaid_balance: 1e15 }, /^prepaid_balance /],
  ] as const) {
    it(`refuses to create ${JSON.stringify(body).slice(0, 50)}`, async () => {
      assertRefused(await admin('POST', '/accounts', body), 400, 'INVALID_REQUEST', names);
    });
  }

  for (const [changes, names] of [
    [{ plan: null }, /^plan /],
    [{ suspended: 'yes' }, /^suspended /],
    [{ add_prepaid: 0 }, /^add_prepaid /],
    [{ add_prepaid: -3 }, /^add_prepaid /],
    [{ requests_per_minute: 'x' }, /^requests_per_minute /],
  ] as const) {
    it(`refuses to patch ${JSON.stringify(changes)}`, async () => {
      const { id } = await create({});
      assertRefused(await patch(id, changes), 400, 'INVALID_REQUEST', names);
    });
  }

  for (const [body, names] of [
    [{ type: 'magic' }, /^type /],
    [{ type: 'static' }, /^schema /],
    [{ type: 'static', schema: [] }, /^schema /],
    [{ type: 'dynamic', schema: TITLE }, /^schema /],
    [{ schema: TITLE }, /^schema /],
    ['"static"', /body/],
    ['5', /body/],
    ['[]', /body/],
  ] as const) {
    it(`refuses to issue a key for ${JSON.stringify(body).slice(0, 60)}`, async () => {
      const { id } = await create({});
      assertRefused(await admin('POST', `/accounts/${id}/keys`, body), 400, 'INVALID_REQUEST', names);
      assert.deepEqual((await admin('GET', `/accounts/${id}/keys`)).body.keys, []);
    });
  }

  it('answers 404 for accounts and keys that do not exist, whatever their id looks like', async () => {
    for (const id of [UNKNOWN, 'nonsense', '%00', `${UNKNOWN}%00`, "x'--"]) {
      assertRefused(await admin('GET', `/accounts/${id}`), 404, 'NOT_FOUND', /id/);
      assertRefused(await patch(id, { suspended: true }), 404, 'NOT_FOUND', /id/);
      assertRefused(await admin('GET', `/accounts/${id}/ledger`), 404, 'NOT_FOUND', /id/);
      assertRefused(await admin('GET', `/accounts/${id}/keys`), 404, 'NOT_FOUND', /id/);
      assertRefused(await admin('POST', `/accounts/${id}/keys`, {}), 404, 'NOT_FOUND', /id/);
      assertRefused(await admin('DELETE', `/keys/${id}`), 404, 'NOT_FOUND', /id/);
    }
    assertRefused(await admin('GET', '/nothing'), 404, 'NOT_FOUND', /nothing/);
  });
});
