// Each page with Crawlee's CheerioCrawler as its documentation shows it, everything at its defaults.
import { CheerioCrawler, Configuration, log } from '@crawlee/cheerio';
import { appendFileSync, readFileSync } from 'node:fs';

const { urls, results, storage } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const note = (line) => appendFileSync(results, `${JSON.stringify(line)}\n`);
log.setLevel(log.LEVELS.OFF);
process.env.CRAWLEE_STORAGE_DIR = storage;

const crawler = new CheerioCrawler(
  {
    requestHandler: async ({ request, $ }) => note({ url: request.url, html: $.html() }),
    failedRequestHandler: async ({ request }, error) => {
      note({ url: request.url, error: String(error.message).split('\n')[0] });
    },
  },
  new Configuration({ persistStorage: false }),
);
await crawler.run(urls);
process.exit(0);
