// Crawlee's CheerioCrawler following links as its documentation shows it; otherwise as in crawlee.mjs.
import { CheerioCrawler, Configuration, EnqueueStrategy, log } from '@crawlee/cheerio';
import { compete } from './handshake.mjs';

await compete(async (job) => {
  log.setLevel(log.LEVELS.ERROR);
  process.env.CRAWLEE_STORAGE_DIR = job.storage;
  const config = new Configuration({ persistStorage: job.persist });
  const crawler = new CheerioCrawler(
    {
      respectRobotsTxtFile: false,
      requestHandler: async ({ request, $, pushData, enqueueLinks }) => {
        await pushData({
          url: request.url,
          title: $('title').first().text(),
          heading: $('h1, h2, h3, h4, h5, h6').first().text(),
        });
        await enqueueLinks({ strategy: EnqueueStrategy.SameOrigin });
      },
    },
    config,
  );
  return async (urls) => {
    await crawler.run(urls);
    return async () => (await crawler.getData()).items;
  };
});
