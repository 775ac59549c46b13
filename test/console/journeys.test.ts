import { strict as assert } from 'node:assert';
import type { Page } from 'playwright';
import type { TestAccount } from '../support/api.js';
import { assertAccessible, startConsoleBrowser, type ConsoleBrowser } from '../support/console-page.js';
import type { RunningService } from '../support/service.js';
import { sharedService } from '../support/shared.js';
import { startSite, type TestSite } from '../support/site.js';

const SCHEMA = [{ field: 'title', type: 'string', example: 'Some title' }];

describe('the console', function () {
  this.timeout(240_000);
  let service: RunningService;
  let site: TestSite;
  let browser: ConsoleBrowser;
  let account: TestAccount;

  before(async function () {
    service = await sharedService();
    browser = await startConsoleBrowser(service, this);
    site = await startSite();
    account = await service.api.account();
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });
  afterEach(() => assert.deepEqual(browser.complaints(), [], 'what the browser complains about'));

  const open = (page: Page, name: string): Promise<void> =>
    page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name, exact: true }).click();
  const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });

  it('says in words that a key is unknown', async () => {
    const page = await browser.open();
    await page.getByLabel('API key', { exact: true }).fill('sk_live_nobody');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByText('This key is unknown or was revoked.').waitFor();
    await assertAccessible(page, 'sign-in');
    await page.context().close();
  });

  it('reads a page in the playground, and shows the job with its values and what they rest on', async () => {
    const page = await browser.signedIn({ key: account.key });
    await open(page, 'Playground');
    await page.getByLabel('URL of a page').fill(`${site.url}/ok/1`);
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await page.getByRole('heading', { name: 'Result' }).waitFor();
    await page.getByRole('region', { name: 'Values' }).getByText('confidence').waitFor();
    await open(page, 'Jobs');
    await page.getByRole('region', { name: 'Jobs' }).getByRole('rowheader').first().getByRole('link').click();
    await heading(page, /^Job job_/).waitFor();
    await page.getByRole('button', { name: 'Open page 0' }).click();
    await page.getByRole('dialog', { name: 'Page 0' }).getByText('confidence').waitFor();
    await assertAccessible(page, 'the drawer');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.context().close();
  });

  it('follows a job as it gets on, cancels it, and runs it again', async () => {
    const page = await browser.signedIn({ key: account.key });
    const { jobId } = await service.api.startBatch(account.key, {
      urls: [`${site.url}/hang/1`],
      schema: SCHEMA,
    });
    // Told by the stream: nobody reloads.
    await page.getByRole('link', { name: jobId, exact: true }).click();
    page.on('dialog', (dialog) => void dialog.accept());
    await page.getByRole('button', { name: 'Cancel', exact: true }).click();
    await page.getByRole('region', { name: 'Summary' }).getByText('Cancelled', { exact: true }).waitFor();
    await page.getByText('Given back').waitFor();
    await page.getByRole('button', { name: 'Run again', exact: true }).click();
    await page.waitForFunction((old) => {
      const { hash } = (globalThis as any).location;
      return /job_/.test(hash) && !hash.includes(old);
    }, jobId);
    const again = ((await page.evaluate(() => (globalThis as any).location.hash)) as string).replace(
      '#/jobs/',
      '',
    );
    assert.equal((await service.api.delete(account.key, `/v1/jobs/${again}`)).status, 200);
    await page.context().close();
  });
});
