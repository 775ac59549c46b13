import { strict as assert } from 'node:assert';
import { browsersOwnedBy, processesOfBrowsers, profileDirsOf } from '../../support/browsers.js';
import { startScriptSite } from '../../support/script-site.js';
import type { TestService } from '../../support/service.js';
import type { TestAccount } from '../../support/api.js';
import type { TestSite } from '../../support/site.js';
import { waitFor } from '../../support/wait.js';

const PAGES = 24;

export function describeRendering(running: () => TestService): void {
  describe('rendering survives', function () {
    this.timeout(240_000);
    let service: TestService;
    let site: TestSite;
    let account: TestAccount;

    beforeEach(async () => {
      site = await startScriptSite();
      service = running();
      account = await service.api.account();
    });
    afterEach(() => site.close());
    /** Ends the service: what it leaves behind is seen then. */
    after(async () => {
      const pid = service.pid();
      assert.equal(await service.stop(), 0);
      await waitFor('every browser to be gone', () => processesOfBrowsers(pid).length === 0, 20_000);
      assert.deepEqual(profileDirsOf(pid), [], 'no folder is left');
    });

    const batch = (): object => ({
      urls: Array.from({ length: PAGES }, (_, at) => `${site.url}/item/${at}`),
      schema: [{ field: 'heading', type: 'string', example: 'About us' }],
      options: { render_js: 'always', concurrency: 4, timeout_ms: 60_000 },
    });
    const key = { 'Idempotency-Key': 'one-batch' };

    /** Starts the batch and resolves once a part of its pages was asked for. */
    async function midway(): Promise<string> {
      const { jobId } = await service.api.startBatch(account.key, batch(), key);
      await waitFor('pages to be rendered', () => site.requests.length > PAGES / 3, 60_000);
      return jobId;
    }

    /** Every URL once, in order, right, and paid for once. */
    async function assertWhole(jobId: string): Promise<void> {
      await waitFor(
        'the job to end',
        async () => (await service.api.get(account.key, `/v1/jobs/${jobId}`)).body.status === 'completed',
        120_000,
      );
      const { body } = await service.api.post(account.key, '/v1/batch', batch(), key);
      assert.deepEqual(
        body.results.map((page: any) => [page.status, page.render_mode, page.data?.heading]),
        Array.from({ length: PAGES }, (_, at) => ['success', 'headless', `Item ${at}`]),
      );
      const job = (await service.api.get(account.key, `/v1/jobs/${jobId}`)).body;
      assert.deepEqual(job.units, { reserved: PAGES, charged: PAGES });
    }

    it('kill -9 of Chromium', async () => {
      const jobId = await midway();
      for (const pid of browsersOwnedBy(service.pid())) process.kill(pid, 'SIGKILL');
      await assertWhole(jobId);
    });

    it('kill -9 of the worker, whose browser then ends by itself', async () => {
      const jobId = await midway();
      const pid = service.pid();
      process.kill(pid, 'SIGKILL');
      await waitFor('its browser to be gone', () => processesOfBrowsers(pid).length === 0, 20_000);
      await service.startAgain();
      await assertWhole(jobId);
      assert.deepEqual(profileDirsOf(pid), [], 'the next worker has removed the folder');
    });

    it('kill -9 of the whole tree', async () => {
      const jobId = await midway();
      const pid = service.pid();
      const browsers = processesOfBrowsers(pid);
      await service.killAll();
      for (const browser of browsers) {
        try {
          process.kill(browser, 'SIGKILL');
        } catch {
          // gone already
        }
      }
      await service.startAgain();
      await assertWhole(jobId);
      assert.deepEqual(profileDirsOf(pid), [], 'the next worker has removed the folder');
    });
  });
}
