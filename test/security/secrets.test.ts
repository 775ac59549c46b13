/** Jobs of every kind, with secrets wherever a caller or an operator has some, and all that is told of them afterwards. */

import { Client, Connection } from '@temporalio/client';
import { strict as assert } from 'node:assert';
import { GUARANTEE } from '../support/guarantee.js';
import { TITLE, type Answer, type TestAccount } from '../support/api.js';
import { startPostgres, type TestPostgres } from '../support/postgres.js';
import { startReceiver, type Receiver } from '../support/receiver.js';
import { scrapeThis } from '../support/scrapethis.js';
import { createScrpy } from '../support/scrpy.js';
import { startService, type TestService } from '../support/service.js';
import { startSite, type TestSite } from '../support/site.js';
import { skipWithout } from '../support/skip.js';
import { spiderFolder, type SpiderFolder } from '../support/spiders.js';
import { startVendor, type Vendor } from '../support/vendor/index.js';
import { waitFor } from '../support/wait.js';

/** Each is found nowhere but where it is given. */
const MARKS = {
  header: 'mark-header-5d1c',
  cookie: 'mark-cookie-91ab',
  login: 'mark-login-77e0',
  hook: 'mark-hook-c3f2',
  model: 'sk-mark-model-08d4a6b2',
  database: 'mark-database-e6b9',
} as const;

/** The texts of the lines that have one of them. */
function linesWith(text: string, secrets: Readonly<Record<string, string>>): string[] {
  return text.split('\n').flatMap((line) => {
    const names = Object.entries(secrets).filter(([, secret]) => line.includes(secret));
    return names.map(([name]) => `${name}: ${line.slice(0, 300)}`);
  });
}

describe('secrets', function () {
  this.timeout(180_000);
  const cleanups: (() => unknown)[] = [];
  let database: TestPostgres;
  let service: TestService;
  let site: TestSite;
  let vendor: Vendor;
  let receiver: Receiver;
  let folder: SpiderFolder;
  let account: TestAccount;
  let secrets: Readonly<Record<string, string>>;
  const answers: Answer[] = [];

  before(async function () {
    const started = await startPostgres();
    skipWithout('postgres', started !== null, this);
    database = started as TestPostgres;
    cleanups.push(() => database.stop());
    site = await startSite();
    cleanups.push(() => site.close());
    vendor = await startVendor();
    cleanups.push(() => vendor.close());
    receiver = await startReceiver();
    cleanups.push(() => receiver.close());
    folder = spiderFolder();
    cleanups.push(() => folder.remove());
    // Vendors say the key that they refuse.
    const body = JSON.stringify({ error: { message: `Incorrect API key provided: ${MARKS.model}.` } });
    vendor.answer = () => ({ status: 401, body });
    service = await startService({
      LOG_LEVEL: 'trace',
      DATABASE_URL: database.url.replace('postgres@', `postgres:${MARKS.database}@`),
      ALLOW_PRIVATE_NETWORKS: `127.0.0.1:${site.port},${new URL(receiver.url).host}`,
      LLM_PROVIDER: 'openai',
      LLM_MODEL: 'a-model',
      OPENAI_API_KEY: MARKS.model,
      OPENAI_BASE_URL: `${vendor.url}/v1`,
      SPIDERS_DIR: folder.path,
      WEBHOOK_RETRY_SECONDS: '1',
    });
    cleanups.push(() => service.discard());
    account = await service.api.account();
    const { webhook_secret: hookKey } = (await service.api.admin('GET', `/accounts/${account.id}`)).body;
    secrets = { ...MARKS, apiKey: account.key, admin: 'a-token-for-tests-only', hookKey };
  });
  after(async () => {
    for (const cleanup of cleanups.reverse()) await cleanup();
  });

  const post = async (path: string, body: object): Promise<Answer> => {
    const answer = await service.api.post(account.key, path, body);
    answers.push(answer);
    return answer;
  };
  const options = (render_js: string): object => ({
    render_js,
    session: 'job',
    timeout_ms: 10_000,
    headers: { Authorization: `Bearer ${MARKS.header}`, 'X-Own': MARKS.header },
    cookies: { sid: MARKS.cookie },
  });
  const withLogin = (path: string): string => `${site.url.replace('://', `://user:${MARKS.login}@`)}${path}`;

  it('come with jobs of all kinds, good and bad ones', async () => {
    const urls = [`${site.url}/ok/1`, withLogin('/ok/2'), `${site.url}/missing`, 'http://127.0.0.1:9/'];
    const schema = [...TITLE, GUARANTEE];
    for (const way of ['never', 'always']) {
      assert.equal(
        (await post('/v1/extract', { url: urls[0], schema, options: options(way) })).status,
        200,
        way,
      );
      await post('/v1/extract', { url: urls[1], schema, options: options(way) });
      await post('/v1/extract', { url: urls[3], schema, options: options(way) });
      const batch = await post('/v1/batch', { urls, schema, options: options(way) });
      assert.equal(batch.body.total, urls.length, JSON.stringify(batch.body));
    }
    await post('/v1/crawl', {
      seed_url: urls[0],
      schema,
      crawl: { follow_pattern: '*', max_pages: 3 },
      options: options('never'),
    });
    await post('/v1/batch', { urls: 'none', options: options('never') });
    assert.ok(vendor.calls.length > 0, 'the model was asked');

    const scrpy = createScrpy(service, account.key);
    receiver.answer(500);
    const { job } = await scrpy.run({
      ...{ name: 'Kettles', urls, selectors: { title: 'h1' } },
      webhook: `${receiver.url}/${MARKS.hook}?token=${MARKS.hook}`,
    });
    assert.ok(job.results.length > 0);
    await waitFor('the webhook to be tried twice', () => receiver.received.length >= 2, 30_000);

    folder.write(
      'all.mjs',
      `export default {
        start: ({ arguments: { url } }) => [url],
        *parse(page) { yield { path: page.url }; yield page.follow('/missing'); },
      };`,
    );
    const spiders = await scrapeThis(service, {}, folder);
    await spiders.spider('all.mjs');
    await spiders.ended(await spiders.start('all.mjs', { url: `${site.url}/ok/1` }));
  });

  it('are told in no answer', () => {
    const { login: _echoed, ...hidden } = secrets;
    // A URL is shown to who sent it as it was sent.
    const found = answers.flatMap(({ body }) => linesWith(JSON.stringify(body, null, 1), hidden));
    assert.deepEqual(found, []);
  });

  it('are in no metric', async () => {
    assert.deepEqual(linesWith((await service.api.call('GET', '/metrics')).body, secrets), []);
  });

  it("are in nothing that Temporal keeps, although its payloads aren't encrypted here", async () => {
    const connection = await Connection.connect({ address: service.runtime().temporal });
    try {
      const { workflow } = new Client({ connection });
      const found: string[] = [];
      let events = 0;
      let shown = false;
      for await (const { workflowId, runId } of workflow.list()) {
        const history = await workflow.getHandle(workflowId, runId).fetchHistory();
        events += history.events?.length ?? 0;
        const text = readable(history.events);
        found.push(...linesWith(text, secrets));
        shown ||= text.includes(new URL(site.url).host);
      }
      assert.ok(events > 100 && shown, `${events} events were read`);
      assert.deepEqual(found, []);
    } finally {
      await connection.close();
    }
  });

  it('are in no line of the log, whatever its level, nor when the database goes away', async () => {
    await database.kill();
    await service.api.get(account.key, '/v1/jobs');
    assert.equal((await service.api.call('GET', '/readyz')).status, 503);
    const output = service.output();
    assert.match(output, /"level":20/);
    assert.deepEqual(linesWith(output, secrets), []);
  });
});

/** All texts in a message of the server, bytes included, one a line. */
function readable(value: unknown): string {
  if (typeof value === 'string') return value;
  if (ArrayBuffer.isView(value)) return Buffer.from(value as Uint8Array).toString();
  if (typeof value !== 'object' || value === null) return '';
  return Object.values(value).map(readable).join('\n');
}
