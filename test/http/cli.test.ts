import { strict as assert } from 'node:assert';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { EXIT } from '../../src/cli/exit.js';
import { holdfast, type CliOptions, type CliOutcome } from '../support/cli.js';
import { ROOT } from '../support/root.js';
import type { RunningService } from '../support/service.js';
import { sharedService } from '../support/shared.js';
import { startSite, type TestSite } from '../support/site.js';

/** Nobody listens there. */
const NOBODY = 'http://127.0.0.1:9/page';
const ADMIN_TOKEN = 'a-token-for-tests-only';

describe('the command line', function () {
  this.timeout(120_000);
  let service: RunningService;
  let site: TestSite;
  let folder: string;
  let accountId: string;
  let env: Record<string, string>;

  before(async () => {
    service = await sharedService();
    site = await startSite();
    folder = mkdtempSync(join(tmpdir(), 'holdfast-cli-'));
    const { id, key } = await service.api.account();
    accountId = id;
    env = {
      HOLDFAST_URL: service.api.url(''),
      HOLDFAST_KEY: key,
      HOLDFAST_ADMIN_TOKEN: ADMIN_TOKEN,
      XDG_CONFIG_HOME: folder,
    };
  });

  after(async () => {
    await site.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const call = (words: readonly string[], options: CliOptions = {}): Promise<CliOutcome> =>
    holdfast(words, { env, ...options });

  const urls = (...paths: string[]): string => paths.map((path) => `${site.url}${path}\n`).join('');

  it('extracts a page: JSON in a pipe, a table on a terminal', async () => {
    const words = ['extract', `${site.url}/ok/one`, '-f', 'title'];
    const piped = await call(words);
    assert.equal(piped.code, EXIT.ok, piped.notes);
    assert.equal(JSON.parse(piped.out).status, 'success');
    const shown = await call(words, { isTerminal: true });
    assert.equal(shown.code, EXIT.ok, shown.notes);
    assert.match(shown.out, /^URL +STATUS +TITLE\n/);
    assert.match(shown.notes, /job_\w+ completed 1\/1\n$/);
  });

  it('runs a batch from standard input, in order, and says by its exit code that a page failed', async () => {
    const { code, out, notes } = await call(['batch', '-', '-f', 'title', '-o', 'csv'], {
      input: `${urls('/ok/1')}${NOBODY}\n${urls('/ok/3')}`,
    });
    assert.equal(code, EXIT.pagesFailed, notes);
    const lines = out.trim().split('\r\n');
    assert.equal(lines[0], 'url,status,title,error');
    assert.deepEqual(
      lines.slice(1).map((line) => line.split(',').slice(0, 2)),
      [
        [`${site.url}/ok/1`, 'success'],
        [NOBODY, 'error'],
        [`${site.url}/ok/3`, 'success'],
      ],
    );
  });

  it('attaches to the job of an idempotency key', async () => {
    const words = ['batch', '-', '-f', 'title', '--detach', '--idempotency-key', 'cli-test'];
    const [first, second] = [
      await call(words, { input: urls('/ok/1') }),
      await call(words, { input: urls('/ok/1') }),
    ];
    assert.match(first.out, /^job_\w+\n$/);
    assert.equal(second.out, first.out);
  });

  it('crawls', async () => {
    const words = [
      'crawl',
      `${site.url}/ok/seed`,
      '--follow',
      `${site.url}/*`,
      '--max-pages',
      '1',
      '-f',
      'title',
    ];
    const { code, out, notes } = await call(words);
    assert.equal(code, EXIT.ok, notes);
    assert.equal(JSON.parse(out).url, `${site.url}/ok/seed`);
  });

  it('takes what selectors match', async () => {
    const { code, out, notes } = await call([
      'scrape',
      `${site.url}/ok/one`,
      '-s',
      'title=title',
      '-o',
      'json',
    ]);
    assert.equal(code, EXIT.ok, notes);
    assert.equal(JSON.parse(out)[0].url, `${site.url}/ok/one`);
  });

  it('shows, lists, watches and prints jobs of pages and of selectors', async () => {
    const started = await call(['batch', '-', '-f', 'title', '--detach'], { input: urls('/ok/7', '/ok/8') });
    const selected = await call(['scrape', `${site.url}/ok/9`, '-s', 't=title', '--detach']);
    for (const { out, notes } of [started, selected]) {
      const id = out.trim();
      assert.match(id, /^job_/, notes);
      assert.equal((await call(['jobs', 'watch', id])).code, EXIT.ok);
      assert.match((await call(['jobs', 'show', id], { isTerminal: true })).out, new RegExp(`^id +${id}\n`));
      const results = await call(['jobs', 'results', id, '-o', 'json']);
      assert.ok(JSON.parse(results.out).length > 0);
    }
    const list = await call(['jobs', 'list', '-o', 'json']);
    assert.equal(list.code, EXIT.ok, list.notes);
    assert.ok(JSON.parse(list.out).some(({ id }: { id: string }) => id === selected.out.trim()));
  });

  it('leaves a job to itself on Ctrl-C where nobody can be asked, or cancels it for who asks for that', async () => {
    const words = ['batch', '-', '-f', 'title', '-q'];
    const input = urls('/hang/1');
    const detached = await call(words, { input, interrupt: true });
    assert.equal(detached.code, EXIT.detached, detached.notes);
    const id = /jobs watch (job_\w+)/.exec(detached.notes)?.[1] ?? '';
    const cancelled = await call(['jobs', 'watch', id], { interrupt: true, answers: ['c'] });
    assert.equal(cancelled.code, EXIT.jobNotCompleted, cancelled.notes);
    const again = await call(['jobs', 'retry-failed', id, '-f', 'title', '--detach']);
    assert.match(again.out, /^job_\w+\n$/, again.notes);
    assert.equal((await call(['jobs', 'cancel', again.out.trim()])).code, EXIT.ok);
  });

  it('says whose fault a failure is', async () => {
    const cases: [string[], CliOptions, number][] = [
      [['nonsense'], {}, EXIT.usage],
      [['batch', 'no-such-file', '-f', 'title'], {}, EXIT.usage],
      [['extract', site.url, '-f', 'price:money'], {}, EXIT.usage],
      [['extract', site.url], { env: { ...env, HOLDFAST_KEY: '' } }, EXIT.usage],
      [['extract', 'no url', '-f', 'title'], {}, EXIT.refused],
      [['jobs', 'show', 'job_000000000000'], {}, EXIT.refused],
      [['jobs', 'list'], { env: { ...env, HOLDFAST_KEY: 'sk_live_wrong' } }, EXIT.refused],
      [['jobs', 'list'], { env: { ...env, HOLDFAST_URL: 'http://127.0.0.1:9' } }, EXIT.unreachable],
    ];
    for (const [words, options, expected] of cases) {
      const { code, notes } = await call(words, options);
      assert.equal(code, expected, `${words.join(' ')}: ${notes}`);
      assert.notEqual(notes, '');
    }
  });

  it('makes accounts and keys, tops up, and shows the ledger', async () => {
    const made = await call(['accounts', 'add', 'from the command line', '--plan', 'scale', '-o', 'json']);
    const { id } = JSON.parse(made.out);
    const { out: key } = await call(['keys', 'add', id]);
    assert.match(key, /^sk_live_\w+\n$/);
    assert.match((await call(['topup', id, '500'])).notes, /has 500 prepaid units/);
    assert.equal(JSON.parse((await call(['accounts', 'ledger', id])).out).kind, 'topup');
    const [{ id: keyId }] = JSON.parse((await call(['keys', 'list', id, '-o', 'json'])).out);
    assert.equal((await call(['keys', 'revoke', keyId])).code, EXIT.ok);
    const used = await call(['jobs', 'list'], { env: { ...env, HOLDFAST_KEY: key.trim() } });
    assert.equal(used.code, EXIT.refused);
    assert.ok((await call(['accounts', 'list', '-o', 'csv'])).out.includes(accountId));
  });

  it('runs spiders and schedules them', async () => {
    const added = await call(['spiders', 'add', 'cli kettles', 'kettles.ts', '-o', 'json']);
    const { id } = JSON.parse(added.out);
    assert.ok((await call(['spiders', 'list'])).out.includes(id));
    const schedule = await call([
      'schedules',
      'add',
      id,
      '0 9 * * 1',
      '--timezone',
      'Europe/Berlin',
      '-o',
      'json',
    ]);
    const { id: scheduleId } = JSON.parse(schedule.out);
    assert.equal((await call(['schedules', 'pause', scheduleId])).code, EXIT.ok);
    assert.equal(JSON.parse((await call(['schedules', 'list'])).out).enabled, false);
    assert.equal((await call(['schedules', 'remove', scheduleId])).code, EXIT.ok);
    const run = await call([
      'spiders',
      'run',
      'cli kettles',
      '-a',
      `url=${service.runtime().demoSite}/`,
      '-o',
      'json',
    ]);
    assert.equal(run.code, EXIT.ok, run.notes);
    assert.ok(Array.isArray(JSON.parse(run.out)));
    assert.equal((await call(['spiders', 'remove', id])).code, EXIT.ok);
  });

  it('stores a login for its user alone, and uses it', async () => {
    const { HOLDFAST_KEY: key = '', HOLDFAST_URL: url = '', XDG_CONFIG_HOME: home = '' } = env;
    const alone = { XDG_CONFIG_HOME: home };
    const { code, notes } = await call(['login', url], { env: alone, input: `${key}\n` });
    assert.equal(code, EXIT.ok, notes);
    const file = join(folder, 'holdfast', 'login.json');
    assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.equal((await call(['jobs', 'list'], { env: alone })).code, EXIT.ok);
    const wrong = await call(['login', url], { env: alone, input: 'sk_live_wrong\n' });
    assert.equal(wrong.code, EXIT.refused);
    assert.equal(JSON.parse(readFileSync(file, 'utf8')).key, key);
    await call(['logout'], { env: alone });
    assert.equal((await call(['jobs', 'list'], { env: { ...alone, HOLDFAST_URL: url } })).code, EXIT.usage);
  });

  it('examines the machine and the service', async () => {
    const { out } = await call(['doctor', '-o', 'json']);
    const checks = JSON.parse(out) as { name: string; state: string; remedy: string | null }[];
    const stateOf = (name: string): string | undefined => checks.find((check) => check.name === name)?.state;
    assert.equal(stateOf('service'), 'ok');
    assert.equal(stateOf('clock'), 'ok');
    assert.ok(checks.every(({ state, remedy }) => (state === 'ok') === (remedy === null)));
    const away = await call(['doctor', '-o', 'json'], {
      env: {
        HOLDFAST_URL: 'http://127.0.0.1:9',
        TEMPORAL_ADDRESS: '127.0.0.1:9',
        DATABASE_URL: 'postgres://127.0.0.1:9/x',
      },
    });
    assert.equal(away.code, EXIT.unhealthy);
    const wrong = JSON.parse(away.out).filter(({ state }: { state: string }) => state === 'wrong');
    const names = wrong.map(({ name }: { name: string }) => name) as string[];
    assert.ok(names.includes('temporal') && names.includes('database'), away.out);
  });

  it('runs the examples of its help', async function () {
    // A process for each.
    this.timeout(600_000);
    writeFileSync(join(folder, 'urls.txt'), urls('/ok/1', '/ok/2'));
    writeFileSync(join(folder, 'schema.json'), '[{"field":"title","type":"string","example":"x"}]');
    const commands = [
      'extract',
      'batch',
      'crawl',
      'scrape',
      'jobs list',
      'spiders list',
      'accounts list',
      'login',
      'completion',
    ];
    const bin = join(ROOT, 'bin', 'holdfast.mjs');
    for (const command of commands) {
      const { out } = await call([...command.split(' '), '--help']);
      const found = [...out.matchAll(/^ {2}\$ (.+)$/gm)].map(([, line = '']) => line);
      assert.ok(found.length > 0, `${command} has no examples`);
      for (const line of found) {
        const script = line
          .replaceAll('https://shop.test/1', `${site.url}/ok/1`)
          .replaceAll('https://shop.test', site.url)
          .replaceAll(/\bholdfast /g, `'${process.execPath}' '${bin}' `);
        await promisify(execFile)('/bin/sh', ['-c', script], {
          cwd: folder,
          env: { ...env, PATH: process.env['PATH'] },
        });
      }
    }
  });

  it('loads neither the service nor Temporal', async () => {
    const script = `
      import { registerHooks } from 'node:module';
      registerHooks({ load: (url, context, next) => { console.error(url); return next(url, context); } });
      process.argv.push('holdfast', 'jobs', 'list');
      await import(${JSON.stringify(join(ROOT, 'dist/src/cli/main.js'))});`;
    const { stderr } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
      env: { ...env, PATH: process.env['PATH'] },
    });
    const loaded = stderr.split('\n').filter((line) => line.startsWith('file:'));
    assert.ok(loaded.some((line) => line.includes('/src/cli/')));
    assert.deepEqual(
      loaded.filter((line) => /@temporalio|\/zod\/|\/koa\/|\/src\/(app|http|compose|adapters)\//.test(line)),
      [],
    );
  });
});
