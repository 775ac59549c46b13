import { strict as assert } from 'node:assert';
import { realpathSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { startCrawlSite } from '../../support/crawl-site.js';
import { scrapeThis, type ScrapeThis } from '../../support/scrapethis.js';
import type { RunningService } from '../../support/service.js';
import { sharedService } from '../../support/shared.js';
import { sharedSpiderFolder } from '../../support/spiders.js';
import { skipWithoutScrapy } from '../../support/scrapy.js';

describe("ScrapeThis: a spider's settings and its caller", function () {
  this.timeout(90_000);
  let service: RunningService;
  let own: ScrapeThis;
  const folder = sharedSpiderFolder();

  before(async function () {
    this.timeout(90_000);
    service = await sharedService('spiders');
    own = await scrapeThis(service, {}, folder);
  });
  after(async () => {
    folder.remove();
  });

  const REFUSED: readonly [string, unknown][] = [
    ['REMOTE_CONTROL_ENABLED', true],
    ['TELNETCONSOLE_ENABLED', true],
    ['FEEDS', { '/tmp/stolen.py': { format: 'csv' } }],
    ['FILES_STORE', '/tmp'],
    ['HTTPCACHE_DIR', '/tmp'],
    ['LOG_FILE', '/tmp/log'],
    ['ITEM_PIPELINES', { 'scrapy.pipelines.files.FilesPipeline': 1 }],
    ['EXTENSIONS', { 'scrapy.extensions.telnet.TelnetConsole': 1 }],
    ['DOWNLOAD_HANDLERS', { http: 'scrapy.core.downloader.handlers.file.FileDownloadHandler' }],
    ['HTTPPROXY_ENABLED', false],
    ['STATS_CLASS', 'os.system'],
  ];

  it('refuse what names code, files, addresses or consoles, when a spider is made and when it is changed', async () => {
    const { id } = await own.spider('a.py', { name: 'kept', settings: { MINE: 1, USER_AGENT: 'me' } });
    for (const [name, value] of REFUSED) {
      const settings = { [name]: value };
      const error = `settings.${name} can only be set by the operator, in the spider or its project`;
      const made = await own.call('POST', '/spiders', { name, repo_path: 'a.py', settings });
      assert.deepEqual([made.status, made.body], [400, { error }]);
      const changed = await own.call('PATCH', `/spiders/${id}`, { settings });
      assert.deepEqual([changed.status, changed.body], [400, { error }]);
    }
    assert.deepEqual((await own.call('GET', `/spiders/${id}`)).body.settings, { MINE: 1, USER_AGENT: 'me' });
  });

  it('refuse a value that Scrapy cannot read, by what the setting is', async () => {
    const settings = { COOKIES_ENABLED: true, RETRY_TIMES: 'x' };
    const made = await own.call('POST', '/spiders', { name: 'odd', repo_path: 'a.py', settings });
    assert.deepEqual(
      [made.status, made.body],
      [400, { error: 'settings.RETRY_TIMES must be a whole number' }],
    );
  });

  it('take null as if the setting were not there', async function () {
    skipWithoutScrapy(this);
    folder.write('null.py', PARSES.replace('response.text', 'self.settings.getint("RETRY_TIMES")'));
    const site = await startCrawlSite({ '/': {} });
    try {
      await own.spider('null.py', { settings: { RETRY_TIMES: null, USER_AGENT: null, MINE: null } });
      const job = await own.ended(await own.start('null.py', { url: site.url }));
      assert.deepEqual(await own.items(job.id), [{ read: 2 }], await own.log(job.id));
    } finally {
      await site.close();
    }
  });

  const PARSES = `
import scrapy

class S(scrapy.Spider):
    name = "s"
    def start_requests(self):
        yield scrapy.Request(self.url)
    def parse(self, response):
        yield {"read": response.text}
`;

  it('let no URL of a caller read a file of the server, or connect by FTP', async function () {
    skipWithoutScrapy(this);
    folder.write('s.py', PARSES);
    folder.write('secret.txt', 'a secret');
    const ftp = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
    let dialled = 0;
    ftp.on('connection', () => (dialled += 1));
    await once(ftp, 'listening');
    const { port } = ftp.address() as { port: number };
    try {
      await own.spider('s.py');
      const urls = [`file://${realpathSync(folder.path)}/secret.txt`, `ftp://127.0.0.1:${port}/x`];
      for (const url of urls) {
        const job = await own.ended(await own.start('s.py', { url }));
        assert.deepEqual([job.status, job.items_scraped], ['finished', 0], job.error);
        assert.match(await own.log(job.id), /Unsupported URL scheme|no handler available/);
      }
      assert.equal(dialled, 0, 'nobody has connected');
    } finally {
      ftp.close();
    }
  });

  it('let the operator have such a handler, by naming it in the spider', async function () {
    skipWithoutScrapy(this);
    const handlers =
      '    custom_settings = {"DOWNLOAD_HANDLERS": {"file": "scrapy.core.downloader.handlers.file.FileDownloadHandler"}}';
    folder.write('own.py', PARSES.replace('    name = "s"\n', `    name = "s"\n${handlers}\n`));
    folder.write('secret.txt', 'a secret');
    await own.spider('own.py');
    const url = `file://${realpathSync(folder.path)}/secret.txt`;
    const job = await own.ended(await own.start('own.py', { url }));
    assert.deepEqual(await own.items(job.id), [{ read: 'a secret' }], await own.log(job.id));
  });
});
