import { strict as assert } from 'node:assert';
import { resolve } from 'node:path';
import { BadSetting, readConfig } from '../../src/config.js';
import type { Role } from '../../src/roles.js';

const BAD: readonly (readonly [name: string, ...values: string[]])[] = [
  ['PORT', 'http', '70000', '-1', '80.5'],
  ['DISK_MIN_FREE', '1', '100%', '5 parsecs', '-1GB', 'GB'],
  ['DATABASE_URL', 'mysql://a/b', 'localhost:5432'],
  ['TEMPORAL_ADDRESS', 'localhost', 'http://localhost:7233', 'a b:1'],
  ['TEMPORAL_PORT', 'x', '65536'],
  ['TEMPORAL_UI_PORT', 'x', '-8'],
  ['TASK_QUEUE', 'two words', 'a/b', 'x'.repeat(101)],
  ['ADMIN_TOKEN', 'short'],
  ['ALLOW_PRIVATE_NETWORKS', '10.0.0.0/99', 'http://a.test', '10.0.0.1:99999'],
  ['HOST_CONCURRENCY', '0', '257', 'many', '1.5'],
  ['BROWSER_PAGES', '0', '65', 'many'],
  ['BROWSER_RESOURCES', 'pictures', 'images;fonts'],
  ['SPIDER_PROCESSES', '0', '257', 'few'],
  ['SPIDER_MEMORY_MB', '0', '63', 'much'],
  ['MAX_BATCH_URLS', '0', '-5', '1e9'],
  ['MAX_CRAWL_PAGES', '0', 'many'],
  ['MAX_OPEN_JOBS', '0', 'many'],
  ['MAX_OPEN_JOBS_PER_ACCOUNT', '0'],
  ['MAX_WAITING_CALLS', '0', '1.5'],
  ['MAX_WAITING_CALLS_PER_ACCOUNT', '0'],
  ['MAX_BODY_MEMORY_MB', '0'],
  ['MAX_CONNECTIONS', '0', 'x'],
  ['WEBHOOK_RETRY_SECONDS', '0', 'soon', '60,', '60;300', '604801', Array(21).fill('1').join()],
  ['PUBLIC_URL', 'scrape.test', 'ftp://scrape.test'],
  ['DIALECT_HOSTS', 'runo', 'other=a.test', 'runo=', 'runo=http://a.test', 'runo=a.test,scrpy=A.test'],
  ['USER_AGENT', 'two\nlines'],
  ['CONTACT_URL', 'me'],
  ['CHROMIUM_PATH', '/nowhere/chromium', '/etc'],
  ['TEMPORAL_CLI_PATH', '/nowhere/temporal'],
  ['RESULT_RETENTION_DAYS', '0', '-1', 'x', '99999'],
  ['JOB_DEADLINE_HOURS', '0', 'x', '99999'],
  ['PAYLOAD_ENCRYPTION_KEY', 'secret', '0'.repeat(63), `${'A'.repeat(42)}==`],
  ['RESULT_CACHE_ENTRIES', '-1', 'many'],
  ['LLM_PROVIDER', 'other'],
  ['LLM_CONCURRENCY', '0', 'many'],
  ['LLM_ACCOUNT_CONCURRENCY', '0'],
  ['LLM_PAGE_TOKENS', '10'],
  ['LLM_JOB_TOKENS', '0'],
  ['LLM_TIMEOUT_SECONDS', '0', '600'],
  ['LLM_BATCH_POLL_SECONDS', '0'],
  ['OPENAI_BASE_URL', 'localhost:11434', 'ftp://a.test/'],
  ['ANTHROPIC_BASE_URL', 'a.test'],
  ['LOG_LEVEL', 'loud'],
];

describe('readConfig', () => {
  it('has a default for everything', () => {
    const config = readConfig({});
    const { dataDir, userAgent, allowList, browserPages, spidersDir, spiderProcesses, ...rest } = config;
    assert.equal(dataDir, resolve('./data'));
    assert.equal(spidersDir, resolve('./spiders'));
    assert.ok(spiderProcesses >= 2);
    assert.match(userAgent, /^Holdfast\/\d+\.\d+\.\d+$/);
    assert.ok(allowList);
    // By the machine.
    assert.ok(Number.isInteger(browserPages) && browserPages >= 1 && browserPages <= 64);
    assert.deepEqual(rest, {
      host: '127.0.0.1',
      port: 8080,
      publicUrl: null,
      workerPort: null,
      diskMinFree: null,
      failpointFile: null,
      databaseUrl: null,
      temporal: {
        address: null,
        port: null,
        uiPort: 8233,
        taskQueue: 'holdfast',
        retentionMs: 3_600_000,
        payloadKey: null,
      },
      adminToken: null,
      hostConcurrency: 8,
      browserResources: new Set(),
      scrapyCommand: ['scrapy'],
      spiderMemoryMb: 1_024,
      maxBatchUrls: 1_000,
      maxCrawlPages: 10_000,
      maxOpenJobs: 20_000,
      maxOpenJobsPerAccount: 5_000,
      gateway: {
        waitingCalls: 2_000,
        waitingCallsPerAccount: 1_200,
        bodyBytes: 128 * 1024 * 1024,
        connections: 4_000,
      },
      webhookRetryMs: [60_000, 300_000, 1_800_000, 7_200_000, 43_200_000],
      dialectHosts: new Map(),
      resultCacheEntries: 100_000,
      retentionMs: 30 * 24 * 3_600_000,
      jobDeadlineMs: 48 * 3_600_000,
      llm: null,
      logLevel: 'info',
      environment: {},
    });
  });

  it('takes an empty setting for one that is not set', () => {
    const empty = Object.fromEntries(BAD.map(([name]) => [name, '']));
    const [one, two] = [readConfig(empty), readConfig({})];
    assert.deepEqual({ ...one, allowList: null }, { ...two, allowList: null });
  });

  for (const [name, ...values] of BAD) {
    for (const value of values) {
      it(`refuses ${name}=${JSON.stringify(value.slice(0, 30))} in one sentence that names it`, () => {
        assert.throws(
          () => readConfig({ [name]: value }),
          (error) => {
            assert.ok(error instanceof BadSetting, String(error));
            assert.match(error.message, new RegExp(`^${name} [^\\n]+\\.$`));
            return true;
          },
        );
      });
    }
  }

  const linesOf = (env: Record<string, string>, role: Role): string[] => {
    try {
      readConfig(env, role);
      return [];
    } catch (error) {
      assert.ok(error instanceof BadSetting, String(error));
      return error.message.split('\n');
    }
  };
  const ADMIN_TOKEN = 'the same on all machines';
  const NEEDED = { TEMPORAL_ADDRESS: 'temporal:7233', DATABASE_URL: 'postgres://a/b', ADMIN_TOKEN };

  for (const role of ['gateway', 'worker'] as const) {
    it(`names all that the ${role} has not got at once`, () => {
      const missing = (name: string): string =>
        `${name} is not set: "npm run ${role}" runs one role of a deployment and needs it.`;
      assert.deepEqual(linesOf({ ADMIN_TOKEN }, role), [
        missing('TEMPORAL_ADDRESS'),
        missing('DATABASE_URL'),
      ]);
      assert.deepEqual(linesOf({ ...NEEDED, DATABASE_URL: '' }, role), [missing('DATABASE_URL')]);
      assert.deepEqual(linesOf(NEEDED, role), []);
    });
  }

  it('asks for the admin token where several machines may answer for the deployment', () => {
    const { ADMIN_TOKEN: _left, ...env } = NEEDED;
    const asksIn = (role: Role, given: Record<string, string> = {}): boolean =>
      linesOf({ ...env, ...given }, role).some((line) => line.startsWith('ADMIN_TOKEN is not set: '));
    assert.equal(asksIn('gateway'), true);
    assert.equal(asksIn('worker', { WORKER_PORT: '8081', HOST: '0.0.0.0' }), true);
    assert.equal(asksIn('worker', { WORKER_PORT: '8081' }), false, 'only its own machine can ask it');
    assert.equal(asksIn('worker', { HOST: '0.0.0.0' }), false, 'it answers nowhere');
    assert.equal(asksIn('all'), false);
  });

  it('names all that is missing and all that is invalid in one message, each once', () => {
    const invalid = {
      TEMPORAL_ADDRESS: 'temporal',
      PORT: '80.5',
      ADMIN_TOKEN: 'short',
      ALLOW_PRIVATE_NETWORKS: '10.0.0.0/99',
      DIALECT_HOSTS: 'runo',
      BROWSER_RESOURCES: 'pictures,sounds',
      CHROMIUM_PATH: '/nowhere/chromium',
    };
    const lines = linesOf({ ...invalid, LLM_PROVIDER: 'openai' }, 'worker');
    const missing = ['DATABASE_URL', 'LLM_MODEL', 'OPENAI_API_KEY'];
    assert.deepEqual(
      lines.map((line) => /^(\S+) [^\n]+\.$/.exec(line)?.[1]).sort(),
      [...Object.keys(invalid), ...missing].sort(),
    );
  });

  it('does not look for programs that the role does not run', () => {
    const programs = { CHROMIUM_PATH: '/nowhere', TEMPORAL_CLI_PATH: '/nowhere' };
    const namesOf = (env: Record<string, string>, role: Role): string[] =>
      linesOf(env, role).map((line) => line.split(' ')[0] ?? '');
    assert.deepEqual(namesOf({ ...NEEDED, ...programs }, 'gateway'), []);
    assert.deepEqual(namesOf({ ...NEEDED, ...programs }, 'worker'), ['CHROMIUM_PATH']);
    assert.deepEqual(namesOf({ ...NEEDED, ...programs }, 'all'), ['CHROMIUM_PATH']);
    assert.deepEqual(namesOf(programs, 'all'), ['CHROMIUM_PATH', 'TEMPORAL_CLI_PATH']);
  });

  it('shows no secret in a refusal', () => {
    for (const [name, value] of [
      ['ADMIN_TOKEN', 'hush'],
      ['PAYLOAD_ENCRYPTION_KEY', 'hush'],
      ['DATABASE_URL', 'mysql://user:hush@a/b'],
    ] as const) {
      assert.throws(
        () => readConfig({ [name]: value }),
        (error) => !(error as Error).message.includes('hush'),
      );
    }
  });

  it('wants the name of a model, and a key unless the server is one of its own', () => {
    const sentence = (env: Record<string, string>): string => {
      try {
        readConfig(env);
      } catch (error) {
        return (error as Error).message;
      }
      return '';
    };
    assert.match(sentence({ LLM_PROVIDER: 'openai', OPENAI_API_KEY: 'k' }), /^LLM_MODEL is not set/);
    assert.match(sentence({ LLM_PROVIDER: 'openai', LLM_MODEL: 'm' }), /^OPENAI_API_KEY is not set/);
    assert.match(sentence({ LLM_PROVIDER: 'anthropic', LLM_MODEL: 'm' }), /^ANTHROPIC_API_KEY is not set/);
    const own = { LLM_PROVIDER: 'openai', LLM_MODEL: 'm', OPENAI_BASE_URL: 'http://127.0.0.1:11434/v1' };
    assert.equal(readConfig(own).llm?.apiKey, null);
    assert.equal(readConfig({ OPENAI_API_KEY: 'k', LLM_MODEL: 'm' }).llm, null);
  });

  it('reads an encryption key in hex and in base64', () => {
    const key = Buffer.alloc(32, 7);
    for (const encoding of ['hex', 'base64'] as const) {
      const { temporal } = readConfig({ PAYLOAD_ENCRYPTION_KEY: key.toString(encoding) });
      assert.deepEqual(temporal.payloadKey, key);
    }
  });

  it('puts the contact into the user agent, unless that is set as a whole', () => {
    const CONTACT_URL = 'https://a.test/bot';
    assert.match(readConfig({ CONTACT_URL }).userAgent, /^Holdfast\/\S+ \(\+https:\/\/a\.test\/bot\)$/);
    assert.equal(readConfig({ CONTACT_URL, USER_AGENT: 'Mine/1' }).userAgent, 'Mine/1');
  });

  it('reads which hosts speak which API, whatever their case', () => {
    const { dialectHosts } = readConfig({ DIALECT_HOSTS: ' runo=API.a.test , scrpy=[::1]:8080,' });
    assert.deepEqual(
      [...dialectHosts],
      [
        ['api.a.test', 'runo'],
        ['[::1]:8080', 'scrpy'],
      ],
    );
  });
});
