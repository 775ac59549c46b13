/** The same scenarios through every API: the same rows, the same ledger, the same end of the workflow. */

import { Client, Connection } from '@temporalio/client';
import { strict as assert } from 'node:assert';
import pg from 'pg';
import type { TestAccount } from '../support/api.js';
import { startPostgres, type TestPostgres } from '../support/postgres.js';
import { startService, type TestService } from '../support/service.js';
import { startSite, type TestSite } from '../support/site.js';
import { spiderFolder } from '../support/spiders.js';
import { waitFor } from '../support/wait.js';
import { DIALECTS, SPIDER, SPIDER_FILE, type Voice } from './voices.js';
import { skipWithout } from '../support/skip.js';

describe('every API on the same core', function () {
  this.timeout(120_000);
  const folder = spiderFolder();
  let postgres: TestPostgres;
  let database: pg.Pool;
  let connection: Connection;
  let temporal: Client;
  let service: TestService;
  let site: TestSite;

  before(async function () {
    const started = await startPostgres();
    skipWithout('postgres', started !== null, this);
    postgres = started as TestPostgres;
    folder.write(SPIDER_FILE, SPIDER);
    site = await startSite();
    service = await startService({
      ALLOW_PRIVATE_NETWORKS: '127.0.0.1',
      DATABASE_URL: postgres.url,
      SPIDERS_DIR: folder.path,
    });
    database = new pg.Pool({ connectionString: postgres.url });
    connection = await Connection.connect({ address: service.runtime().temporal });
    temporal = new Client({ connection });
  });
  after(async () => {
    await connection?.close();
    await database?.end();
    await service?.discard();
    await site?.close();
    await postgres?.stop();
    folder.remove();
  });

  const rows = async (text: string, ...values: string[]): Promise<any[]> =>
    (await database.query(text, values)).rows;
  const stateOf = async (jobId: string): Promise<string> =>
    (await rows('select state from jobs where id = $1', jobId))[0]?.state;
  const ended = (jobId: string): Promise<string> =>
    waitFor(
      'the job to end',
      async () => {
        const state = await stateOf(jobId);
        return ['completed', 'cancelled', 'failed'].includes(state) ? state : null;
      },
      60_000,
    );
  const workflow = (jobId: string): Promise<string> =>
    waitFor('the workflow to end', async () => {
      const { status } = await temporal.workflow.getHandle(jobId).describe();
      return status.name === 'RUNNING' ? null : status.name;
    });
  /** Path, state and charge of each page, by path. */
  const pagesOf = async (jobId: string): Promise<string[]> =>
    (await rows('select url, state, charge from pages where job_id = $1 order by url', jobId)).map(
      ({ url, state, charge }) => `${new URL(url as string).pathname} ${state} ${charge}`,
    );
  const ledgerOf = async (jobId: string): Promise<string[]> =>
    (await rows('select kind, source, units from ledger_entries where job_id = $1 order by id', jobId)).map(
      ({ kind, source, units }) => `${kind} ${source} ${units}`,
    );
  const usedBy = async ({ id }: TestAccount): Promise<number> =>
    (await service.api.admin('GET', `/accounts/${id}`)).body.monthly.used;
  const pages = (count: number, path = '/ok'): string[] =>
    Array.from({ length: count }, (_, n) => `${site.url}${path}/${n}`);

  for (const dialect of DIALECTS) {
    describe(dialect.name, () => {
      let account: TestAccount;
      let voice: Voice;

      beforeEach(async () => {
        account = await service.api.account({ plan: 'pro' });
        voice = await dialect.voice(service, account);
      });

      const start = async (urls: readonly string[]): Promise<string> => {
        const id = await voice.start(urls);
        assert.equal(typeof id, 'string', `refused with ${id}`);
        return id as string;
      };

      it('runs every page once, charges each, and completes', async () => {
        const id = await start(pages(5));
        assert.equal(await ended(id), 'completed');
        assert.equal(await workflow(id), 'COMPLETED');
        assert.deepEqual(
          await pagesOf(id),
          [0, 1, 2, 3, 4].map((n) => `/ok/${n} done 1`),
        );
        assert.deepEqual(await ledgerOf(id), ['reserve month 5']);
        assert.equal(await usedBy(account), 5);
      });

      it('keeps a page that the site refuses as failed, at its own price, and completes', async () => {
        const id = await start([...pages(2), `${site.url}/status/403/1`]);
        assert.equal(await ended(id), 'completed');
        assert.equal(await workflow(id), 'COMPLETED');
        const { failurePrice } = dialect;
        assert.deepEqual(
          await pagesOf(id),
          ['/ok/0 done 1', '/ok/1 done 1', `/status/403/1 failed ${failurePrice}`].sort(),
        );
        assert.deepEqual(await ledgerOf(id), [
          'reserve month 3',
          ...(failurePrice === 0 ? ['refund month 1'] : []),
        ]);
      });

      it('cancels: what is done stays, the rest is given back, the workflow is cancelled', async () => {
        // Fewer that hang than the host has slots: the others need some.
        const id = await start([...pages(2), ...pages(6, '/hang')]);
        await waitFor(
          'two pages',
          async () =>
            (await rows("select 1 from pages where job_id = $1 and state = 'done'", id)).length === 2,
        );
        assert.equal((await voice.cancel(id)).status, 200);
        assert.equal(await ended(id), 'cancelled');
        assert.equal(await workflow(id), 'CANCELLED');
        assert.deepEqual(
          (await pagesOf(id)).filter((page) => page.includes(' done ')),
          ['/ok/0 done 1', '/ok/1 done 1'],
        );
        assert.deepEqual(await ledgerOf(id), ['reserve month 8', 'refund month 6']);
        assert.equal(await usedBy(account), 2);
      });

      it('refuses to cancel a job that has ended, and leaves it as it is', async () => {
        const id = await start(pages(1));
        await ended(id);
        const before = [await pagesOf(id), await ledgerOf(id), await stateOf(id)];
        assert.equal((await voice.cancel(id)).status, dialect.cancelEnded);
        assert.deepEqual([await pagesOf(id), await ledgerOf(id), await stateOf(id)], before);
      });

      it("shows and cancels no one else's job", async () => {
        const id = await start(pages(1, '/hang'));
        const stranger = await dialect.voice(service, await service.api.account());
        assert.equal((await stranger.read(id)).status, dialect.foreign);
        assert.equal((await stranger.cancel(id)).status, dialect.foreign);
        assert.ok(['queued', 'running'].includes(await stateOf(id)), 'it goes on');
        assert.equal((await voice.cancel(id)).status, 200);
        assert.equal(await ended(id), 'cancelled');
      });

      it('refuses what is not paid for and what is no job, before anything is stored', async () => {
        const poor = await service.api.account({ plan: 'free', monthly_quota: 2, requests_per_minute: 100 });
        const theirs = await dialect.voice(service, poor);
        assert.equal(await theirs.start(pages(3)), dialect.quotaExceeded);
        assert.equal(await theirs.startNothing(), 400);
        assert.deepEqual(await rows('select 1 from jobs where account_id = $1', poor.id), []);
        assert.deepEqual(await rows('select 1 from ledger_entries where account_id = $1', poor.id), []);
      });
    });
  }
});
