import { strict as assert } from 'node:assert';
import { existsSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { once } from 'node:events';
import { readProcesses, treeOf } from '../../../bench/process-tree.js';
import type { CrawlSite } from '../../support/crawl-site.js';
import { createSites } from '../../support/crawls.js';
import { listenersOf } from '../../support/listeners.js';
import { processesNaming } from '../../support/processes.js';
import { scrapeThis, type ScrapeThis } from '../../support/scrapethis.js';
import type { RunningService } from '../../support/service.js';
import { sharedService } from '../../support/shared.js';
import { FOLLOWS_ALL, FOLLOWS_ALL_PY, sharedSpiderFolder } from '../../support/spiders.js';
import { waitFor } from '../../support/wait.js';
import { skipWithoutScrapy } from '../../support/scrapy.js';
import { skipWithout } from '../../support/skip.js';

/** All that a project or a spider can say to have consoles. */
const CONSOLES = '{"TELNETCONSOLE_ENABLED": True, "REMOTE_CONTROL_ENABLED": True}';

describe("ScrapeThis: a spider's processes", function () {
  this.timeout(90_000);
  let service: RunningService;
  let own: ScrapeThis;
  let site: CrawlSite;
  const folder = sharedSpiderFolder();
  const sites = createSites();

  before(async function () {
    this.timeout(90_000);
    skipWithout('proc', existsSync('/proc/self/net/tcp'), this);
    folder.write('all.mjs', FOLLOWS_ALL);
    folder.write('all.py', FOLLOWS_ALL_PY);
    folder.write('eager.py', `${FOLLOWS_ALL_PY}\n    custom_settings = ${CONSOLES}\n`);
    folder.write(
      'stubborn.py',
      `${FOLLOWS_ALL_PY}
    @classmethod
    def from_crawler(cls, crawler, *args, **kwargs):
        for name, value in ${CONSOLES}.items():
            crawler.settings.set(name, value, priority="cmdline")
        return super().from_crawler(crawler, *args, **kwargs)
`,
    );
    folder.write('shop/scrapy.cfg', '[settings]\ndefault = shop.settings\n');
    folder.write('shop/shop/__init__.py', '');
    folder.write(
      'shop/shop/settings.py',
      'SPIDER_MODULES = ["shop.spiders"]\nTELNETCONSOLE_ENABLED = True\nREMOTE_CONTROL_ENABLED = True\n',
    );
    folder.write('shop/shop/spiders/__init__.py', '');
    folder.write('shop/shop/spiders/all.py', FOLLOWS_ALL_PY);
    site = await sites.open((path) =>
      path === '/hang' ? () => undefined : { links: path === '/' ? ['/hang'] : [] },
    );
    service = await sharedService('spiders');
    own = await scrapeThis(service, {}, folder);
  });
  after(async () => {
    await sites.close();
    folder.remove();
  });

  it('can be caught listening: TCP, UDP and unix sockets are seen, clients are not', async () => {
    const path = join(folder.path, 'socket');
    const tcp = createHttpServer().listen(0, '127.0.0.1');
    const tcp6 = createServer().listen(0);
    const unix = createServer().listen(path);
    const udp = createSocket('udp4').bind(0, '127.0.0.1');
    try {
      await Promise.all([tcp, tcp6, unix, udp].map((one) => once(one, 'listening')));
      const seen = listenersOf([process.pid]);
      const port = (tcp.address() as { port: number }).port;
      const hex = (number: number): string => number.toString(16).toUpperCase().padStart(4, '0');
      const has = (protocol: string, end: string): boolean =>
        seen.some((one) => one.protocol === protocol && one.address.endsWith(end));
      assert.ok(has('tcp', `:${hex(port)}`), JSON.stringify(seen));
      assert.ok(has('udp', `:${hex(udp.address().port)}`), JSON.stringify(seen));
      assert.ok(has('unix', path), JSON.stringify(seen));
      const { port: port6, family } = tcp6.address() as { port: number; family: string };
      assert.ok(has(family === 'IPv6' ? 'tcp6' : 'tcp', `:${hex(port6)}`), JSON.stringify(seen));
    } finally {
      for (const one of [tcp, tcp6, unix, udp]) one.close();
    }
    assert.ok(!listenersOf([process.pid]).some(({ address }) => address === path));
  });

  const SPIDERS: readonly [string, string, boolean][] = [
    ['of TypeScript', 'all.mjs', false],
    ['of Scrapy', 'all.py', true],
    ['of a Scrapy spider that turns consoles on', 'eager.py', true],
    ['of a Scrapy spider that turns them on when it is made', 'stubborn.py', true],
    ['of a Scrapy project that turns them on', 'shop/shop/spiders/all.py', true],
  ];
  for (const [what, file, needsScrapy] of SPIDERS) {
    it(`${what} listen to nothing while they run`, async function () {
      if (needsScrapy) skipWithoutScrapy(this);
      await own.spider(file, { name: what });
      const before = site.asked('/hang');
      const id = await own.start(what, { url: `${site.url}/` });
      // The first page is done with and the second hangs: whatever opens with the engine is open by now.
      await waitFor('the second page to be asked for', () => site.asked('/hang') > before, 60_000);
      const roots = processesNaming(needsScrapy ? id : 'child-main.js');
      const tree = [...treeOf(roots, readProcesses() ?? new Map())];
      assert.ok(roots.length > 0 && tree.length > 0, 'the processes are found');
      const found = listenersOf(tree);
      await own.call('DELETE', `/jobs/${id}`);
      await own.ended(id);
      assert.deepEqual(found, []);
      assert.doesNotMatch(await own.log(id), /listening on/);
    });
  }
});
