// Crawlee's PlaywrightCrawler as its documentation shows it: blockRequests before the navigation, waitForSelector for
// what a script puts there, results into its default dataset. In the job: `chromium` is the browser to start, `blocked`
// the URL patterns of what is not loaded, `concurrency` a number or null for Crawlee's own choice.
import { Configuration, log, PlaywrightCrawler } from '@crawlee/playwright';
import { compete } from './handshake.mjs';

await compete(async (job) => {
  log.setLevel(log.LEVELS.ERROR);
  process.env.CRAWLEE_STORAGE_DIR = job.storage;
  const config = new Configuration({ persistStorage: false });
  const crawler = new PlaywrightCrawler(
    {
      respectRobotsTxtFile: false,
      headless: true,
      launchContext: { launchOptions: { executablePath: job.chromium } },
      ...(job.concurrency === null
        ? {}
        : { minConcurrency: job.concurrency, maxConcurrency: job.concurrency }),
      preNavigationHooks: [({ blockRequests }) => blockRequests({ urlPatterns: job.blocked })],
      requestHandler: async ({ request, page, pushData }) => {
        await page.waitForSelector('h1');
        await pushData({
          url: request.url,
          title: await page.title(),
          heading: await page.locator('h1').first().textContent(),
        });
      },
    },
    config,
  );
  return async (urls) => {
    await crawler.run(urls);
    return async () => (await crawler.getData()).items;
  };
});
