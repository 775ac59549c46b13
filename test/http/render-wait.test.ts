import { strict as assert } from 'node:assert';
import type { TestAccount } from '../support/api.js';
import { startScrollSite } from '../support/scroll-site.js';
import type { RunningService } from '../support/service.js';
import { sharedService } from '../support/shared.js';
import type { TestSite } from '../support/site.js';

const HEADING = { field: 'heading', type: 'string', example: 'About us' };
const WARRANTY = { field: 'warranty', type: 'string', example: '24 months' };

describe('waiting for a page', function () {
  this.timeout(120_000);
  let service: RunningService;
  let site: TestSite;
  let account: TestAccount;

  before(async () => {
    site = await startScrollSite();
    service = await sharedService();
    account = await service.api.account();
  });
  after(() => site.close());

  const ask = (path: string, schema: object[], options: object): Promise<{ status: number; body: any }> =>
    service.api.post(account.key, '/v1/extract', {
      url: site.url + path,
      schema,
      options: { no_cache: true, ...options },
    });
  const extract = async (path: string, options: object, schema = [HEADING, WARRANTY]): Promise<any> => {
    const { status, body } = await ask(path, schema, { render_js: 'always', timeout_ms: 20_000, ...options });
    assert.equal(status, 200, JSON.stringify(body));
    return body;
  };

  describe('that is an empty shell', () => {
    for (const path of ['/loading-4s', '/grey-boxes-4s']) {
      for (const render_js of ['always', 'auto']) {
        it(`reads ${path} once it is filled, with ${render_js}`, async () => {
          const body = await extract(path, { render_js });
          assert.deepEqual(body.data, { heading: 'Kettles', warranty: '30 months' }, JSON.stringify(body));
          assert.equal(body.render_mode, 'headless');
        });
      }
    }

    it('is none when its time is over', async () => {
      const body = await extract('/spinner-forever', { timeout_ms: 4_000 });
      assert.equal(body.error?.code, 'FETCH_BLOCKED', JSON.stringify(body));
    });
  });

  describe('that is not at rest at its deadline', () => {
    it('is read, and says what it was waiting for', async () => {
      const body = await extract('/never-answers', { timeout_ms: 5_000 });
      assert.deepEqual(body.data, { heading: 'Kettles', warranty: null });
      assert.deepEqual(body.warnings, [
        'the time was over while the page was loading: 1 request had no answer',
      ]);
    });

    it('says that it grows', async () => {
      const body = await extract('/log', { timeout_ms: 5_000, wait_for: '.never' }, [HEADING]);
      assert.equal(body.data.heading, 'Kettles');
      assert.ok(
        body.warnings.includes('the time was over while the page was still growing'),
        body.warnings.join(),
      );
    });

    it('says nothing where only a clock, a style or an attribute changes', async () => {
      const body = await extract('/ticker', { timeout_ms: 5_000, wait_for: '.never' }, [HEADING]);
      assert.deepEqual(body.warnings, ['wait_for matched nothing on the page before it was read']);
    });
  });

  describe('with wait_for', () => {
    it('waits for a selector that matches later', async () => {
      const body = await extract('/later', { wait_for: '.late dd' });
      assert.deepEqual(body.data, { heading: 'Kettles', warranty: '30 months' });
      assert.deepEqual(body.warnings ?? [], []);
    });

    it('waits for as long as it says', async () => {
      assert.equal((await extract('/later', { wait_for: 4_000 })).data.warranty, '30 months');
      assert.equal((await extract('/later', { wait_for: 0 })).data.warranty, null);
    });

    it('reads the page as it is when nothing matches in time, and says so', async () => {
      const body = await extract('/all-there', { wait_for: '.never', timeout_ms: 4_000 });
      assert.deepEqual(body.data, { heading: 'Kettles', warranty: '30 months' });
      assert.deepEqual(body.warnings, ['wait_for matched nothing on the page before it was read']);
    });

    it('takes the plain page where the selector matches that, and the browser where it does not', async () => {
      // A host that nothing is known of yet: pages of some are rendered at once.
      const fresh = await startScrollSite();
      try {
        const url = `${fresh.url}/all-there`;
        const options = { no_cache: true, render_js: 'auto', wait_for: 'dd' };
        const request = { url, schema: [HEADING, WARRANTY], options };
        const { body: plain } = await service.api.post(account.key, '/v1/extract', request);
        assert.deepEqual([plain.data.warranty, plain.render_mode], ['30 months', 'fetch']);
      } finally {
        await fresh.close();
      }
      const rendered = await extract('/later', { render_js: 'auto', wait_for: '.late dd' }, [HEADING]);
      assert.deepEqual([rendered.data.heading, rendered.render_mode], ['Kettles', 'headless']);
      const timed = await extract('/all-there', { render_js: 'auto', wait_for: 100 });
      assert.equal(timed.render_mode, 'headless');
    });

    for (const [options, message] of [
      [{ wait_for: 'div[' }, 'options.wait_for is not a valid CSS selector.'],
      [{ wait_for: '' }, 'options.wait_for is not a valid CSS selector.'],
      [{ wait_for: `.${'a'.repeat(1_000)}` }, 'options.wait_for must not be longer than 1000 characters.'],
      [{ wait_for: -1 }, /^options\.wait_for must be/],
      [{ wait_for: 1.5 }, /^options\.wait_for must be/],
      [{ wait_for: true }, 'options.wait_for must be a CSS selector or whole milliseconds.'],
      [{ wait_for: 5_000, timeout_ms: 5_000 }, 'options.wait_for must be less than timeout_ms.'],
      [{ wait_for: 'h1', render_js: 'never' }, 'options.wait_for needs a browser, and render_js is "never".'],
    ] as const) {
      it(`refuses ${JSON.stringify(options).slice(0, 60)} before any work`, async () => {
        const before = site.requests.length;
        const { status, body } = await ask('/all-there', [HEADING], options);
        assert.equal(status, 400, JSON.stringify(body));
        assert.equal(body.error.code, 'INVALID_REQUEST');
        if (typeof message === 'string') assert.equal(body.error.message, message);
        else assert.match(body.error.message, message);
        assert.equal(site.requests.length, before);
      });
    }
  });
});
