import { strict as assert } from 'node:assert';
import type { TestAccount } from '../support/api.js';
import { startConsoleBrowser, type ConsoleBrowser } from '../support/console-page.js';
import { createScrpy } from '../support/scrpy.js';
import type { RunningService } from '../support/service.js';
import { sharedService } from '../support/shared.js';
import { startSite, type TestSite } from '../support/site.js';

/** What would run, or load something, if text of a page were taken for markup. */
const VECTOR = `<img src=x onerror="document.title='taken over'"><script>document.title='taken over'</script>`;

describe('text of pages in the console', function () {
  this.timeout(240_000);
  let service: RunningService;
  let site: TestSite;
  let browser: ConsoleBrowser;
  let account: TestAccount;

  before(async function () {
    service = await sharedService();
    browser = await startConsoleBrowser(service, this);
    site = await startSite((_request, response) => {
      const text = VECTOR.replaceAll('<', '&lt;').replaceAll('"', '&quot;');
      response.setHeader('Content-Type', 'text/html');
      response.end(`<!doctype html><title>Vector</title><h1>${text}</h1>`);
      return true;
    });
    account = await service.api.account({ name: VECTOR });
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  it('is never taken for markup, and neither are names of fields, jobs and accounts', async () => {
    const { job } = await createScrpy(service, account.key).run({
      name: VECTOR,
      urls: [`${site.url}/vector`],
      selectors: { [VECTOR]: 'h1' },
    });
    const page = await browser.signedIn({ key: account.key });
    await page.getByText(VECTOR).first().waitFor();
    await page.goto(`${service.api.url('/')}#/jobs/${job.id}`);
    await page.getByRole('button', { name: 'Open page 0' }).click();
    const drawer = page.getByRole('dialog', { name: 'Page 0' });
    await drawer.getByText(VECTOR).first().waitFor();
    assert.equal(await page.locator('img, [onerror], #app script').count(), 0);
    assert.doesNotMatch(await page.title(), /^taken over$/);
    assert.deepEqual(browser.complaints(), []);
    await page.context().close();
  });
});
