import { strict as assert } from 'node:assert';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { TITLE, type Answer, type TestAccount } from '../support/api.js';
import { createScrpy } from '../support/scrpy.js';
import { startService, type TestService } from '../support/service.js';
import { startSite, type TestSite } from '../support/site.js';
import { waitFor } from '../support/wait.js';

/** Small enough to be reached by a test. */
const LIMITS = {
  MAX_OPEN_JOBS: '6',
  MAX_OPEN_JOBS_PER_ACCOUNT: '4',
  MAX_WAITING_CALLS: '3',
  MAX_WAITING_CALLS_PER_ACCOUNT: '2',
  MAX_BODY_MEMORY_MB: '1',
  MAX_CONNECTIONS: '20',
};

describe('a gateway at its bounds', function () {
  this.timeout(120_000);
  let service: TestService;
  let site: TestSite;

  before(async () => {
    site = await startSite();
    service = await startService({ ...LIMITS, ALLOW_PRIVATE_NETWORKS: '127.0.0.1' });
  });
  after(async () => {
    await service?.discard();
    await site?.close();
  });

  const body = (): object => ({ url: `${site.url}/hang/${Math.random()}`, schema: TITLE });
  const metric = async (name: string, bound: string): Promise<number> => {
    const { body: text } = await service.api.call('GET', '/metrics');
    return Number(new RegExp(`^${name}\\{bound="${bound}"\\} (\\d+)$`, 'm').exec(text)?.[1] ?? 0);
  };
  const refusals = (bound: string): Promise<number> => metric('holdfast_overload_refusals_total', bound);

  /** Calls that wait until `end`. */
  const park = async (account: TestAccount, count: number): Promise<{ end(): Promise<void> }> => {
    const started: { jobId: string; answer: Promise<Answer> }[] = [];
    const { url } = body() as { url: string };
    for (let at = 0; at < count; at += 1)
      started.push(await service.api.startBatch(account.key, { urls: [`${url}-${at}`], schema: TITLE }));
    return {
      end: async () => {
        for (const { jobId } of started) await service.api.delete(account.key, `/v1/jobs/${jobId}`);
        await Promise.all(started.map(({ answer }) => answer));
        await waitFor('the places to be free', async () => {
          const waiting = await metric('holdfast_queue_depth', 'waiting_calls');
          return waiting === 0;
        });
      },
    };
  };
  const usedOf = async (account: TestAccount): Promise<number> =>
    (await service.api.ledger(account.id)).reduce((sum, { units }) => sum + units, 0);

  it('refuses one more waiting call of an account with 429, of all with 503, and charges neither', async () => {
    const [one, two] = [await service.api.account(), await service.api.account()];
    const parked = await park(one, 2);
    const reserved = await usedOf(one);
    const tooMany = await service.api.post(one.key, '/v1/extract', body());
    assert.deepEqual([tooMany.status, tooMany.body.error.code], [429, 'RATE_LIMITED']);
    assert.match(tooMany.headers.get('retry-after') ?? '', /^\d+$/);
    assert.equal(await usedOf(one), reserved);

    const other = await park(two, 1);
    const full = await service.api.post(two.key, '/v1/extract', body());
    assert.deepEqual(
      [full.status, full.body],
      [
        503,
        {
          status: 'error',
          error: {
            code: 'SERVICE_UNAVAILABLE',
            message: 'Too many calls wait for their jobs at the moment: try again.',
            retryable: true,
          },
        },
      ],
    );
    assert.match(full.headers.get('retry-after') ?? '', /^\d+$/);
    assert.equal(await usedOf(two), 1);
    assert.deepEqual([await refusals('waiting_calls_of_account'), await refusals('waiting_calls')], [1, 1]);
    await parked.end();
    await other.end();
    const fine = await service.api.post(one.key, '/v1/extract', { url: `${site.url}/ok/1`, schema: TITLE });
    assert.deepEqual([fine.status, fine.body.status], [200, 'success']);
  });

  it('refuses one more open job of an account with 429, of all with 503, in the words of each API', async () => {
    const [one, two] = [await service.api.account(), await service.api.account()];
    const [own, others] = [createScrpy(service, one.key), createScrpy(service, two.key)];
    const job = (): object => ({
      name: 'a',
      urls: [`${site.url}/hang/${Math.random()}`],
      selectors: { a: 'h1' },
    });
    const ids: [typeof own, string][] = [];
    const create = async (whose: typeof own): Promise<Answer> => {
      const answer = await whose.post('/v1/jobs', job());
      if (answer.status === 201) ids.push([whose, answer.body.job.id]);
      return answer;
    };
    for (let at = 0; at < 4; at += 1) assert.equal((await create(own)).status, 201);
    const tooMany = await create(own);
    assert.deepEqual(
      [tooMany.status, tooMany.body],
      [
        429,
        {
          success: false,
          error: {
            code: 'RATE_LIMITED',
            message: '4 jobs of this account wait or run, more cannot: let some end.',
          },
        },
      ],
    );
    assert.equal(tooMany.headers.get('retry-after'), '30');
    for (let at = 0; at < 2; at += 1) assert.equal((await create(others)).status, 201);
    // The count of all may be a second old, and says less until then.
    await sleep(1_100);
    const full = await create(others);
    assert.deepEqual([full.status, full.body.error.code], [503, 'SERVICE_UNAVAILABLE']);
    assert.equal(full.headers.get('retry-after'), '30');
    for (const [whose, id] of ids) await whose.delete(`/v1/jobs/${id}`);
    for (const [whose, id] of ids) await whose.ended(id);
    const kinds = (await service.api.ledger(one.id)).map(({ kind, units }) => [kind, units]);
    assert.deepEqual(
      kinds.filter(([kind]) => kind === 'reserve'),
      Array(4).fill(['reserve', 1]),
    );
  });

  it('reads no body for which there is no room', async () => {
    const { key } = await service.api.account();
    const { hostname, port } = new URL(service.api.url('/'));
    const head = (length: number): string =>
      `POST /v1/extract HTTP/1.1\r\nHost: ${hostname}\r\nX-API-Key: ${key}\r\nContent-Length: ${length}\r\n\r\n`;
    const slow = connect(Number(port), hostname);
    slow.on('error', () => undefined);
    slow.write(`${head(900_000)}{`);
    await waitFor(
      'the body to be held',
      async () => (await metric('holdfast_queue_depth', 'body_bytes')) > 800_000,
    );
    const next = connect(Number(port), hostname);
    next.write(head(300_000));
    const [answer] = (await once(next, 'data')) as [Buffer];
    assert.match(answer.toString(), /^HTTP\/1\.1 503 /);
    assert.match(answer.toString(), /\r\nRetry-After: 5\r\n/);
    next.destroy();
    slow.destroy();
    await waitFor(
      'the room to be free',
      async () => (await metric('holdfast_queue_depth', 'body_bytes')) === 0,
    );
    assert.equal(await refusals('body_bytes'), 1);
  });

  it('answers on a connection too many that it is one, and the operator all the same', async () => {
    const { hostname, port } = new URL(service.api.url('/'));
    const open: Socket[] = [];
    try {
      for (let at = 0; at < 25; at += 1) {
        const socket = connect(Number(port), hostname);
        socket.on('error', () => undefined);
        await once(socket, 'connect');
        open.push(socket);
      }
      await waitFor(
        'them to be counted',
        async () => (await metric('holdfast_queue_depth', 'connections')) >= 25,
      );
      const last = open.at(-1) as Socket;
      last.write(`GET /v1/jobs HTTP/1.1\r\nHost: ${hostname}\r\nX-API-Key: k\r\n\r\n`);
      const [answer] = (await once(last, 'data')) as [Buffer];
      assert.match(answer.toString(), /^HTTP\/1\.1 503 [^]*"code":"SERVICE_UNAVAILABLE"/);
      assert.match(answer.toString(), /\r\nConnection: close\r\n/i);
      assert.equal((await service.api.admin('GET', '/accounts')).status, 200);
    } finally {
      for (const socket of open) socket.destroy();
    }
    await waitFor('a place', async () => (await metric('holdfast_queue_depth', 'connections')) < 20);
    assert.ok((await refusals('connections')) >= 1);
  });
});
