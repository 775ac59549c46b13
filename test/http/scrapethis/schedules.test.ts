import { Client, Connection, type ScheduleDescription } from '@temporalio/client';
import { strict as assert } from 'node:assert';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { interlinked, type CrawlSite } from '../../support/crawl-site.js';
import { createSites } from '../../support/crawls.js';
import { scrapeThis, type ScrapeThis } from '../../support/scrapethis.js';
import type { RunningService } from '../../support/service.js';
import { sharedService } from '../../support/shared.js';
import { sharedSpiderFolder } from '../../support/spiders.js';
import { waitFor } from '../../support/wait.js';

describe('ScrapeThis: schedules', function () {
  this.timeout(90_000);
  let service: RunningService;
  let own: ScrapeThis;
  let other: ScrapeThis;
  let site: CrawlSite;
  let spider: any;
  let connection: Connection;
  let client: Client;
  const folder = sharedSpiderFolder();
  const sites = createSites();

  before(async function () {
    this.timeout(90_000);
    site = await sites.open(interlinked(500, 10, 200));
    folder.write(
      'site.mjs',
      `export default {
        start: () => ['${site.url}/'],
        *parse(page) { yield { url: page.url }; yield* page.followAll(); },
      };`,
    );
    service = await sharedService('spiders');
    own = await scrapeThis(service, {}, folder);
    other = await scrapeThis(service, {}, folder);
    spider = await own.spider('site.mjs', { name: 'site' });
    connection = await Connection.connect({ address: service.runtime().temporal });
    client = new Client({ connection });
  });
  after(async () => {
    await connection?.close();
    await sites.close();
    folder.remove();
  });

  const create = async (fields: object): Promise<any> => {
    const body = { spider_id: spider.id, cron_expression: '0 9 1 1 *', ...fields };
    const { status, body: schedule } = await own.call('POST', '/schedules', body);
    assert.equal(status, 200, JSON.stringify(schedule));
    return schedule;
  };
  const handleOf = (id: string) => client.schedule.getHandle(`holdfast-schedule-${id}`);
  const describeIt = (id: string): Promise<ScheduleDescription> => handleOf(id).describe();
  const shownByTemporal = async (id: string): Promise<string[]> =>
    (await describeIt(id)).info.nextActionTimes
      .slice(0, 5)
      .map((time) => time.toISOString().replace('.000Z', 'Z'));
  const isGone = (id: string): Promise<boolean> =>
    describeIt(id).then(
      () => false,
      () => true,
    );
  const jobsOf = async (id: string): Promise<any[]> =>
    ((await own.call('GET', '/jobs')).body as any[]).filter(({ schedule_id }) => schedule_id === id);

  it('are created with the documented defaults, listed and read with their spider', async () => {
    const schedule = await create({ cron_expression: '30 7 * * 1-5' });
    assert.deepEqual(schedule, {
      id: schedule.id,
      spider_id: spider.id,
      cron_expression: '30 7 * * 1-5',
      timezone: 'UTC',
      enabled: true,
      user_id: own.accountId,
      created_at: schedule.created_at,
      next_runs: schedule.next_runs,
    });
    assert.equal(schedule.next_runs.length, 5);
    for (const time of schedule.next_runs) assert.match(time, /^20\d\d-\d\d-\d\dT07:30:00Z$/);
    const whole = { ...schedule, spider: { id: spider.id, name: 'site' } };
    assert.deepEqual((await own.call('GET', `/schedules/${schedule.id}`)).body, whole);
    const list = (await own.call('GET', '/schedules')).body as any[];
    assert.deepEqual(list[0], whole);
    assert.deepEqual((await other.call('GET', '/schedules')).body, []);
  });

  it('keep to the wall clock of a zone with daylight saving', async () => {
    const { id } = await create({ cron_expression: '0 9 1 * *', timezone: 'America/New_York' });
    const { info, policies } = await describeIt(id);
    assert.equal(info.nextActionTimes.length, 10);
    const clock = new Intl.DateTimeFormat('en-GB', {
      timeZone: 'America/New_York',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    });
    for (const time of info.nextActionTimes) assert.equal(clock.format(time), '1, 09:00', time.toISOString());
    // 10 months have a change in them: both offsets come up.
    assert.deepEqual([...new Set(info.nextActionTimes.map((time) => time.getUTCHours()))].sort(), [13, 14]);
    assert.equal(policies.overlap, 'SKIP');
  });

  it('fire on either day where both are restricted, as in ordinary cron', async () => {
    const { id } = await create({ cron_expression: '0 9 13 * 5' });
    const times = (await describeIt(id)).info.nextActionTimes;
    assert.ok(times.some((time) => time.getUTCDate() !== 13));
    for (const time of times)
      assert.ok(time.getUTCDay() === 5 || time.getUTCDate() === 13, time.toISOString());
  });

  it('fire at the five times that the API shows', async () => {
    const lines = [
      '*/5,7 0-23/2 1,15 jan-mar *',
      '0 0 * * 7',
      '0 9 */2 * 1',
      '30 2 * * MON-fri',
      '0 0 * * 0,6',
    ];
    for (const cron_expression of lines)
      for (const timezone of ['UTC', 'America/Santiago', 'Asia/Kathmandu']) {
        const { id, next_runs } = await create({ cron_expression, timezone });
        assert.equal(next_runs.length, 5);
        assert.deepEqual(await shownByTemporal(id), next_runs, `${cron_expression} ${timezone}`);
      }
  });

  it('fire on all weekdays that a range names, Sunday as 7 or by name included', async () => {
    const cases: [string, number[]][] = [
      ['1-7', [0, 1, 2, 3, 4, 5, 6]],
      ['mon-7', [0, 1, 2, 3, 4, 5, 6]],
      ['mon-sun', [0, 1, 2, 3, 4, 5, 6]],
      ['sat-sun', [0, 6]],
      ['fri-sun', [0, 5, 6]],
      ['7', [0]],
    ];
    for (const [weekdays, expected] of cases) {
      const { id, enabled } = await create({ cron_expression: `0 0 * * ${weekdays}` });
      assert.equal(enabled, true);
      const { info } = await describeIt(id);
      const days = new Set(info.nextActionTimes.map((time) => time.getUTCDay()));
      assert.deepEqual([...days].sort(), expected, weekdays);
    }
  });

  it('fire on dates that both day fields match when one begins with a star, as in ordinary cron', async () => {
    const { id } = await create({ cron_expression: '0 0 */2 * 1' });
    const times = (await describeIt(id)).info.nextActionTimes;
    assert.equal(times.length, 10);
    for (const time of times)
      assert.ok(time.getUTCDay() === 1 && time.getUTCDate() % 2 === 1, time.toISOString());
  });

  it('show the time zone as it was given, in the spelling of the time zone database', async () => {
    for (const timezone of ['Europe/Kyiv', 'Asia/Kolkata', 'EST', 'GB']) {
      const { id } = await create({ timezone: timezone.toLowerCase() });
      assert.equal((await own.call('GET', `/schedules/${id}`)).body.timezone, timezone);
      const changed = await own.call('PATCH', `/schedules/${id}`, { timezone: 'UTC' });
      assert.equal(changed.body.timezone, 'UTC');
      const back = await own.call('PATCH', `/schedules/${id}`, { timezone });
      assert.equal(back.body.timezone, timezone);
      assert.equal((await describeIt(id)).info.nextActionTimes.length, 10);
    }
  });

  it('show no next runs while they are not enabled', async () => {
    const { id, next_runs } = await create({ enabled: false });
    assert.deepEqual(next_runs, []);
    assert.deepEqual((await own.call('GET', `/schedules/${id}`)).body.next_runs, []);
    assert.equal((await own.call('PATCH', `/schedules/${id}`, { enabled: true })).body.next_runs.length, 5);
    const listed = ((await own.call('GET', '/schedules')).body as any[]).find((one) => one.id === id);
    assert.equal(listed.next_runs.length, 5);
  });

  it('start ordinary jobs, one at a time, and none while they are not enabled', async () => {
    const { id } = await create({});
    await handleOf(id).trigger();
    const [job] = await waitFor('the job', async () => {
      const jobs = await jobsOf(id);
      return jobs.length > 0 && jobs;
    });
    assert.deepEqual([job.spider_id, job.arguments], [spider.id, {}]);
    await waitFor('it to run', async () => (await own.job(job.id)).status === 'running');
    await handleOf(id).trigger();
    await sleep(1_500);
    assert.equal((await jobsOf(id)).length, 1, 'the first one is still going');
    assert.equal((await own.call('DELETE', `/spiders/${spider.id}`)).status, 409);
    assert.equal((await own.call('DELETE', `/jobs/${job.id}`)).status, 200);
    await own.ended(job.id);
    const updated = await own.call('PATCH', `/schedules/${id}`, { enabled: false });
    assert.deepEqual([updated.status, updated.body.enabled], [200, false]);
    assert.equal((await describeIt(id)).state.paused, true);
    await handleOf(id).trigger();
    await sleep(1_500);
    assert.equal((await jobsOf(id)).length, 1);
    assert.equal((await own.call('PUT', `/schedules/${id}`, { enabled: true })).body.enabled, true);
    assert.equal((await describeIt(id)).state.paused, false);
  });

  it('change as they are told', async () => {
    const { id } = await create({ cron_expression: '0 1 * * *' });
    const changed = await own.call('PATCH', `/schedules/${id}`, {
      cron_expression: '0 2 * * *',
      timezone: 'Europe/Berlin',
    });
    assert.deepEqual([changed.body.cron_expression, changed.body.timezone], ['0 2 * * *', 'Europe/Berlin']);
    const [next] = (await describeIt(id)).info.nextActionTimes;
    const hour = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Berlin', hour: 'numeric' }).format(
      next,
    );
    assert.equal(hour, '02');
  });

  it('fire as they are stored when many changes come at once', async () => {
    const { id } = await create({ timezone: 'Asia/Tokyo' });
    const hours = Array.from({ length: 12 }, (_, hour) => hour);
    await Promise.all(
      hours.map((hour) => own.call('PATCH', `/schedules/${id}`, { cron_expression: `0 ${hour} * * *` })),
    );
    const { next_runs } = (await own.call('GET', `/schedules/${id}`)).body;
    assert.deepEqual(await shownByTemporal(id), next_runs);
  });

  it('go when they are deleted, and with their spider', async () => {
    const first = await create({});
    const removed = await own.call('DELETE', `/schedules/${first.id}`);
    assert.deepEqual([removed.status, removed.body], [200, { ok: true }]);
    assert.ok(await isGone(first.id));
    const gone = await own.spider('site.mjs', { name: 'to go' });
    const second = await create({ spider_id: gone.id });
    assert.equal((await own.call('DELETE', `/spiders/${gone.id}`)).status, 200);
    assert.ok(await isGone(second.id));
    for (const { id } of [first, second]) {
      const answer = await own.call('GET', `/schedules/${id}`);
      assert.deepEqual([answer.status, answer.body], [404, { error: 'Schedule not found' }]);
    }
  });

  it('refuse what is wrong, in the documented words', async () => {
    const refused = async (body: unknown, status: number, error: string): Promise<void> => {
      const answer = await own.call('POST', '/schedules', body);
      assert.deepEqual([answer.status, answer.body], [status, { error }]);
    };
    const cron_expression = '0 9 * * *';
    await refused({}, 400, 'Missing spider_id or cron_expression');
    await refused({ spider_id: spider.id }, 400, 'Missing spider_id or cron_expression');
    await refused({ cron_expression }, 400, 'Missing spider_id or cron_expression');
    await refused({ spider_id: spider.id, cron_expression: 'often' }, 400, 'Invalid cron_expression');
    await refused({ spider_id: spider.id, cron_expression: '0 0 31 2 *' }, 400, 'Invalid cron_expression');
    await refused(
      { spider_id: spider.id, cron_expression: '0 0 * * fri-mon' },
      400,
      'Invalid cron_expression',
    );
    await refused(
      { spider_id: spider.id, cron_expression: '0 9-24/6 * * *' },
      400,
      'Invalid cron_expression',
    );
    await refused({ spider_id: spider.id, cron_expression, timezone: 'Mars/X' }, 400, 'Invalid timezone');
    const london = 'BST is ambiguous, use one of Europe/London, Asia/Dhaka, Pacific/Bougainville';
    await refused(
      { spider_id: spider.id, cron_expression, timezone: 'BST' },
      400,
      `Invalid timezone: ${london}`,
    );
    for (const timezone of ['IST', 'AST', 'PST', 'JST']) {
      const answer = await own.call('POST', '/schedules', {
        spider_id: spider.id,
        cron_expression,
        timezone,
      });
      assert.equal(answer.status, 400, timezone);
      assert.match(answer.body.error, /^Invalid timezone: \w{3} is .+ use .+\//);
    }
    await refused({ spider_id: randomUUID(), cron_expression }, 404, 'Spider not found');
    await refused({ spider_id: 'x', cron_expression }, 404, 'Spider not found');
    assert.equal(
      (await own.call('POST', '/schedules', { spider_id: spider.id, cron_expression, enabled: 1 })).status,
      400,
    );
    const theirs = await other.spider('site.mjs');
    await refused({ spider_id: theirs.id, cron_expression }, 404, 'Spider not found');
    const { id } = await create({});
    const moved = await own.call('PATCH', `/schedules/${id}`, { spider_id: theirs.id });
    assert.deepEqual([moved.status, moved.body], [404, { error: 'Spider not found' }]);
  });

  it('no account sees, changes, cancels or reads what is of another', async () => {
    const { id: schedule } = await create({});
    const job = await own.start('site');
    const calls: [string, string, unknown?][] = [
      ...['GET', 'PATCH', 'PUT', 'DELETE'].flatMap((method): [string, string, unknown?][] => [
        [method, `/spiders/${spider.id}`, ...(method.startsWith('P') ? [{ name: 'theirs' }] : [])] as [
          string,
          string,
        ],
        [method, `/schedules/${schedule}`, ...(method.startsWith('P') ? [{ enabled: false }] : [])] as [
          string,
          string,
        ],
      ]),
      ['GET', `/jobs/${job}`],
      ['DELETE', `/jobs/${job}`],
      ['GET', `/jobs/${job}/items`],
      ['GET', `/jobs/${job}/items?format=csv`],
      ['GET', `/jobs/${job}/logs`],
      ['POST', '/jobs', { spider_id: spider.id }],
      ['POST', '/jobs', { spider_name: 'site' }],
    ];
    for (const [method, path, body] of calls) {
      const answer = await other.call(method, path, body);
      assert.equal(answer.status, 404, `${method} ${path} answers ${answer.status}`);
      assert.match(answer.body.error, /^(?:Spider|Schedule|Job) not found$/);
    }
    assert.deepEqual((await other.call('GET', `/jobs?spider_id=${spider.id}`)).body, []);
    assert.deepEqual((await other.call('GET', '/spiders?name=site')).body.length, 1, 'their own one');
    assert.deepEqual(await service.api.ledger(other.accountId), []);
    assert.equal((await own.call('GET', `/schedules/${schedule}`)).body.enabled, true);
    assert.equal((await own.call('DELETE', `/jobs/${job}`)).status, 200);
    await own.ended(job);
  });

  it('start jobs that refuse bad calls in the documented words, with nothing charged', async () => {
    const fresh = await scrapeThis(service);
    const refused = async (body: unknown, status: number, error: string): Promise<void> => {
      const answer = await fresh.call('POST', '/jobs', body);
      assert.deepEqual([answer.status, answer.body], [status, { error }]);
    };
    await refused(undefined, 400, 'Missing spider_id or spider_name');
    await refused({ arguments: {} }, 400, 'Missing spider_id or spider_name');
    await refused({ spider_name: 'none' }, 404, 'Spider not found');
    await refused({ spider_id: 'none' }, 404, 'Spider not found');
    for (const args of [[], 'x', 1]) {
      const answer = await fresh.call('POST', '/jobs', { spider_name: 'none', arguments: args });
      assert.deepEqual([answer.status, answer.body], [400, { error: 'arguments must be an object' }]);
    }
    for (const query of ['status=done', 'limit=x', 'spider_id=x'])
      assert.equal((await fresh.call('GET', `/jobs?${query}`)).status, 400, query);
    for (const id of [randomUUID(), 'x', 'job_0123456789ab'])
      for (const method of ['GET', 'DELETE']) {
        const answer = await fresh.call(method, `/jobs/${id}`);
        assert.deepEqual([answer.status, answer.body], [404, { error: 'Job not found' }]);
      }
    assert.deepEqual(await service.api.ledger(fresh.accountId), []);
  });
});
