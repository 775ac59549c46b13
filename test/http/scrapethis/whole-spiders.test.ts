import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { redirectTo, text, urlset, sitemapIndex, type Answer, type Pages } from '../../support/crawl-site.js';
import { createSites } from '../../support/crawls.js';
import { ROOT } from '../../support/root.js';
import { scrapeThis, type ScrapeThis } from '../../support/scrapethis.js';
import { sharedService } from '../../support/shared.js';
import { sharedSpiderFolder } from '../../support/spiders.js';
import { skipWithoutScrapy } from '../../support/scrapy.js';

const SPIDERS = join(ROOT, 'test', 'fixtures', 'spiders');

interface Case {
  /** A file of test/fixtures/spiders. */
  readonly file: string;
  readonly pages: () => Pages;
  readonly args?: Readonly<Record<string, unknown>>;
  readonly items: readonly object[];
  readonly stats?: Readonly<Record<string, unknown>>;
  readonly log?: RegExp;
  /** A file that the spider writes beside its own, and its text. */
  readonly writes?: readonly [file: string, text: string];
}

const html = (title: string, body = ''): Answer =>
  text(`<!doctype html><title>${title}</title><h1>${title}</h1>${body}`, 'text/html');
const book = (title: string, price: string, tags: string): string =>
  `<article><h2> <b>${title}</b></h2><span class="price">£${price}</span>` +
  `<ul>${[...tags].map((tag) => `<li>${tag}</li>`).join('')}</ul><p>On </p><p>${title}</p></article>`;

const BOOKS: Case = {
  file: 'books_loader.py',
  pages: () => ({
    '/books': html(
      'Books',
      `${book('Tea', '8.50', 'ab')}${book('Gold', '99', 'c')}<a class="next" href="/books?p=2">next</a>`,
    ),
    '/books?p=2': html('More', book('Milk', '3', 'd')),
  }),
  args: { limit: 20 },
  items: [
    { title: 'Milk', price: 3, tags: ['d'], about: 'ON  MILK' },
    { title: 'Tea', price: 8.5, tags: ['a', 'b'], about: 'ON  TEA' },
  ],
  stats: { item_dropped_count: 1 },
};

const SHOP: Case = {
  file: 'shop_rules.py',
  pages: () => ({
    '/': html(
      'Shop',
      '<nav><a href="/category/pots">pots</a><a href="/category/sale">sale</a></nav><a href="http://a.test/product/9">far</a>',
    ),
    '/category/pots': html(
      'Pots',
      '<a href="/product/1?b=2&a=1#top"> One </a><a href="/product/1/reviews">r</a>',
    ),
    '/product/1?a=1&b=2&ref=spider': html('Pot', '<a href="/product/2">not followed</a>'),
  }),
  items: [
    { kind: 'product', name: 'Pot', query: 'a=1&b=2&ref=spider', link_text: 'One' },
    { kind: 'start', title: 'Shop' },
  ],
  stats: { response_received_count: 3 },
};

const NEWS: Case = {
  file: 'sitemap_news.py',
  pages: () => ({
    '/robots.txt': text('Sitemap: {site}/sitemap-index.xml\n'),
    '/sitemap-index.xml': text(
      sitemapIndex(['{site}/sitemap-news.xml', '{site}/sitemap-old.xml']),
      'text/xml',
    ),
    '/sitemap-old.xml': text(urlset(['{site}/news/unread']), 'text/xml'),
    '/sitemap-news.xml': text(
      urlset(['{site}/news/1', '{site}/about', '{site}/other']).replace(
        '</urlset>',
        '<url><loc>{site}/news/2</loc><lastmod>2020-05-05</lastmod></url>' +
          '<url><loc>{site}/news/3</loc><lastmod>2024-05-05</lastmod></url></urlset>',
      ),
      'text/xml',
    ),
    '/news/1': html('One'),
    '/news/2': html('Two'),
    '/news/3': html('Three'),
    '/about': html('Us'),
  }),
  items: [{ about: 'Us' }, { news: 'One' }, { news: 'Three' }],
};

const OFFERS: Case = {
  file: 'feed_xml.py',
  pages: () => ({
    '/feed.xml': text(
      `<?xml version="1.0"?><feed xmlns:g="http://base.test/ns/1.0">${[1, 2]
        .map(
          (id) =>
            `<g:item id="${id}"><g:title>Pot&nbsp;${id}</g:title><g:price>${id}.50 EUR</g:price></g:item>`,
        )
        .join('')}</feed>`,
      'text/xml',
    ),
  }),
  items: [
    { id: '1', title: 'Pot 1', price: '1.50', source: 'feed' },
    { id: '2', title: 'Pot 2', price: '2.50', source: 'feed' },
  ],
};

const STOCK: Case = {
  file: 'feed_csv.py',
  pages: () => ({ '/stock.csv': text("a;1;'one; or two'\nb;2;\n", 'text/csv') }),
  items: [
    { sku: 'a', count: 1 },
    { sku: 'b', count: 2 },
  ],
  writes: ['stock-out.csv', 'count,sku\r\n1,a\r\n2,b\r\n'],
};

const FORM =
  '<form id="search"><input name="q"></form><form id="login" method="post" action="/enter">' +
  '<input type="hidden" name="csrf" value="t0"><input name="user"><input name="password"></form>';

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) body += chunk as string;
  return body;
}

const MEMBER: Case = {
  file: 'member_login.py',
  pages: () => (path) => {
    if (path === '/login') return { headers: { 'Set-Cookie': 'visit=v1' }, body: FORM };
    if (path === '/enter')
      return (request, response) => {
        void bodyOf(request).then((body) => {
          const isRight =
            request.headers.cookie === 'visit=v1' && body === 'csrf=t0&user=ann&password=open+sesame';
          response.writeHead(
            302,
            isRight ? { Location: '/home', 'Set-Cookie': 'session=s1' } : { Location: '/login' },
          );
          response.end();
        });
      };
    return ({ headers: { cookie } }, response) => {
      const isIn = /session=s1/.test(cookie ?? '');
      response.writeHead(isIn ? 200 : 403, { 'Content-Type': 'text/html' });
      response.end(path === '/home' ? 'Welcome back' : `<h1>Order ${path.at(-1)}</h1>`);
    };
  },
  args: { password: 'open sesame' },
  items: [{ order: 'Order 1' }, { order: 'Order 2' }],
};

const LIST = html('List', '<a href="/1">1</a><a href="/2">2</a>');
const DETAILS: Case = {
  file: 'inline_downloads.py',
  pages: () => ({
    '/list': LIST,
    '/list?new': LIST,
    '/api/1': text('{"detail":"one"}', 'application/json'),
    '/api/2': text('{"detail":"two"}', 'application/json'),
  }),
  items: ['await', 'yield'].flatMap((by) => ['one', 'two'].map((detail) => ({ by, detail }))),
};

const QUEUE: Case = {
  file: 'idle_queue.py',
  pages: () => (path) => html(`Page ${path}`),
  args: { count: 3 },
  items: [{ page: 'Page /q/1' }, { page: 'Page /q/2' }, { page: 'Page /q/3' }],
  stats: { 'mine/passed': 3 },
  log: /closed: finished, fingerprints: 3/,
};

const RETRIES: Case = {
  file: 'middlewares_retry.py',
  pages: () => {
    let asked = 0;
    return (path) => {
      if (path === '/empty-once') return (asked += 1) > 1 ? html('Filled') : { body: '' };
      if (path === '/gone') return { status: 410, body: 'gone' };
      return redirectTo('/elsewhere', 301);
    };
  },
  items: [
    { moved: '/elsewhere', tag: 'old' },
    { page: 'Filled', tag: 'old' },
    { refused: true, retried: 2 },
    { status: 410, tag: 'old' },
  ],
  stats: { 'mine/exceptions': 3 },
};

const QUOTES: Case = {
  file: 'follow_all_async.py',
  pages: () => ({
    '/quotes': html(
      'Quotes',
      '<blockquote><q>Tea</q><cite>Ann</cite></blockquote><a class="next" href="/quotes/2">2</a>',
    ),
    '/quotes/2': html('Quotes', '<blockquote><q>Milk</q></blockquote>'),
  }),
  items: [
    { text: 'Milk', author: null, page: 2, length: 4 },
    { text: 'Tea', author: 'Ann', page: 1, length: 3 },
  ],
  writes: [
    'quotes-out.jsonl',
    '{"text": "Tea", "author": "Ann", "page": 1, "length": 3}\n{"text": "Milk", "author": null, "page": 2, "length": 4}\n',
  ],
};

/** Whole spiders in the styles of Scrapy 1.8 to 2.13, run by the installed one: see docs/spiders.md. */
describe('ScrapeThis: whole spiders of ten styles', function () {
  this.timeout(90_000);
  let own: ScrapeThis;
  let closedPort: number;
  const folder = sharedSpiderFolder();
  const sites = createSites();

  before(async function () {
    skipWithoutScrapy(this);
    own = await scrapeThis(await sharedService('spiders'), {}, folder);
    closedPort = await portWithoutListener();
  });
  after(async () => {
    await sites.close();
    folder.remove();
  });

  for (const { file, pages, args, items, stats, log, writes } of [
    BOOKS,
    SHOP,
    NEWS,
    OFFERS,
    STOCK,
    MEMBER,
    DETAILS,
    QUEUE,
    RETRIES,
    QUOTES,
  ])
    it(`${file} gives its items`, async () => {
      const site = await sites.open(pages());
      folder.write(file, readFileSync(join(SPIDERS, file), 'utf8'));
      await own.spider(file);
      const job = await own.ended(await own.start(file, { url: site.url, closed_port: closedPort, ...args }));
      const said = await own.log(job.id);
      assert.deepEqual([job.status, job.error], ['finished', null], said);
      const given = (await own.items(job.id)).map((item) => JSON.stringify(item)).sort();
      assert.deepEqual(given, items.map((item) => JSON.stringify(item)).sort(), said);
      assert.equal(job.items_scraped, items.length);
      for (const [name, value] of Object.entries(stats ?? {})) assert.equal(job.stats[name], value, name);
      if (log !== undefined) assert.match(said, log);
      if (writes !== undefined) assert.equal(readFileSync(join(folder.path, writes[0]), 'utf8'), writes[1]);
    });

  it('a spider that imports a package which is not installed ends in error and names it', async () => {
    const file = 'inline_requests_missing.py';
    folder.write(file, 'from inline_requests_of_nobody import inline_requests\n');
    await own.spider(file);
    const job = await own.ended(await own.start(file));
    const missing = "ModuleNotFoundError: No module named 'inline_requests_of_nobody'";
    assert.deepEqual([job.status, job.error], ['error', `The spider could not be loaded: ${missing}`]);
  });
});

async function portWithoutListener(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
