// Crawlee's CheerioCrawler as its documentation shows it: concurrency and everything else by its own defaults, results
// into its default dataset. `persist` in the job decides whether its storage is on disk.
import { CheerioCrawler, Configuration, log } from '@crawlee/cheerio';
import { compete } from './handshake.mjs';

await compete(async (job) => {
  log.setLevel(log.LEVELS.ERROR);
  process.env.CRAWLEE_STORAGE_DIR = job.storage;
  const config = new Configuration({ persistStorage: job.persist });
  const crawler = new CheerioCrawler(
    {
      respectRobotsTxtFile: false,
      requestHandler: async ({ request, $, pushData }) => {
        await pushData({
          url: request.url,
          title: $('title').first().text(),
          heading: $('h1').first().text(),
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
