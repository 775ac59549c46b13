import { strict as assert } from 'node:assert';
import type { ServerResponse } from 'node:http';
import { runCrawl } from '../support/crawls.js';
import type { RunningService } from '../support/service.js';
import { sharedService } from '../support/shared.js';
import { startSite, type TestSite } from '../support/site.js';
import { assemblePdf, buildPdf } from '../../bench/wild/inputs/pdf.js';

const SCHEMA = [
  { field: 'title', type: 'string', example: 'Some kettle' },
  { field: 'author', type: 'string', example: 'Jane Doe' },
  { field: 'price', type: 'float', example: 1.5 },
  { field: 'publishedAt', type: 'date', example: '2024-01-01' },
  { field: 'tags', type: 'array<string>', example: ['steel'] },
  { field: 'leadTime', type: 'string', example: '3 days' },
];
const NULLS = { title: null, author: null, price: null, publishedAt: null, tags: [], leadTime: null };
const KETTLE = {
  title: 'Blue kettle',
  author: 'Jane Doe',
  price: 24.9,
  publishedAt: '2024-03-14',
  tags: ['kitchen', 'steel'],
  leadTime: '3 days',
};

const LINES = ['Price: 24.90 EUR', 'Lead time: 3 days'];
const TEXT = [
  'Blue kettle',
  '',
  'Author: Jane Doe',
  ...LINES,
  'Date: 2024-03-14',
  'Tags: kitchen, steel',
].join('\n');
const PDF = buildPdf({
  pages: [['The kettle.', ...LINES], ['More of it.']],
  info: {
    Title: 'Blue kettle',
    Author: 'Jane Doe',
    CreationDate: "D:20240314120000+01'00'",
    Keywords: 'kitchen, steel',
  },
});
const JSON_TEXT = JSON.stringify({
  name: 'Blue kettle',
  author: { name: 'Jane Doe' },
  offer: { price: '24.90', lead_time: '3 days' },
  published: '2024-03-14T10:00:00Z',
  tags: ['kitchen', 'steel'],
});
const XML = `<?xml version="1.0"?><kettle lead-time="3 days"><name>Blue kettle</name>
  <author><name>Jane Doe</name></author><price currency="EUR">24.90</price><published>2024-03-14</published>
  <tags><tag>kitchen</tag><tag>steel</tag></tags></kettle>`;
const XHTML = `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>Blue kettle</title></head>
  <body/></html>`;
const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const LOCKED = assemblePdf(
  [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [] /Count 0 >>',
    `<< /Filter /Standard /V 1 /R 2 /O <${'41'.repeat(32)}> /U <${'41'.repeat(32)}> /P -44 >>`,
  ],
  '/Encrypt 3 0 R /ID [<41> <41>]',
);
const entities = Array.from({ length: 9 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join(
  '',
);

interface Case {
  readonly what: string;
  readonly type: string | undefined;
  readonly body: string | Buffer;
  /** The data, or the message of the failure. */
  readonly gives: object | string;
  readonly warnings?: readonly string[];
}

const noText = (essence: string): string => `The page is ${essence}, which has no text that can be read.`;

const CASES: readonly Case[] = [
  { what: 'JSON', type: 'application/json', body: JSON_TEXT, gives: KETTLE },
  { what: 'JSON under a name of its own', type: 'application/vnd.shop+json', body: JSON_TEXT, gives: KETTLE },
  {
    what: 'broken JSON',
    type: 'application/json',
    body: '{"title"',
    gives: NULLS,
    warnings: ['the page is application/json, but its text is not valid JSON'],
  },
  { what: 'XML', type: 'application/xml', body: XML, gives: KETTLE },
  { what: 'XML without a type', type: undefined, body: XML, gives: KETTLE },
  { what: 'XHTML', type: 'application/xhtml+xml', body: XHTML, gives: { ...NULLS, title: 'Blue kettle' } },
  { what: 'XHTML as XML', type: 'text/xml', body: XHTML, gives: { ...NULLS, title: 'Blue kettle' } },
  {
    what: 'XML that is none',
    type: 'text/xml',
    body: 'not found',
    gives: NULLS,
    warnings: ['the page is text/xml, but its text holds no XML element'],
  },
  { what: 'plain text', type: 'text/plain; charset=utf-8', body: TEXT, gives: KETTLE },
  { what: 'Markdown', type: 'text/markdown', body: `# ${TEXT}`, gives: KETTLE },
  {
    what: 'CSV',
    type: 'text/csv',
    body: 'name,price\nBlue kettle,24.90\n',
    gives: { ...NULLS, title: 'name,price' },
  },
  { what: 'text as a download', type: 'application/octet-stream', body: TEXT, gives: KETTLE },
  { what: 'an empty text', type: 'text/plain', body: '', gives: NULLS },
  { what: 'PDF', type: 'application/pdf', body: PDF, gives: KETTLE },
  { what: 'PDF as a download', type: 'application/octet-stream', body: PDF, gives: KETTLE },
  { what: 'PDF as text', type: 'text/plain', body: PDF, gives: KETTLE },
  { what: 'PDF without a type', type: undefined, body: PDF, gives: KETTLE },
  {
    what: 'a scanned PDF',
    type: 'application/pdf',
    body: buildPdf({ pages: [[], []] }),
    gives: 'The PDF has no text; its pages may be scanned.',
  },
  {
    what: 'half a PDF',
    type: 'application/pdf',
    body: PDF.subarray(0, PDF.length / 2),
    gives: 'The PDF is broken and cannot be read.',
  },
  {
    what: 'a locked PDF',
    type: 'application/pdf',
    body: LOCKED,
    gives: 'The PDF is locked with a password.',
  },
  {
    what: 'a PDF with a huge page count',
    type: 'application/pdf',
    body: buildPdf({ pages: [['Blue kettle']], count: 2_000_000_000 }),
    gives: { ...NULLS, title: 'Blue kettle' },
  },
  { what: 'an image', type: 'image/png', body: PNG, gives: noText('image/png') },
  { what: 'an image without a type', type: undefined, body: PNG, gives: noText('image/png') },
  { what: 'an image as text', type: 'text/plain', body: PNG, gives: noText('image/png') },
  { what: 'an image as HTML', type: 'text/html', body: PNG, gives: noText('image/png') },
  { what: 'video', type: 'video/mp4', body: PNG, gives: noText('video/mp4') },
  { what: 'audio', type: 'audio/mpeg', body: PNG, gives: noText('audio/mpeg') },
  { what: 'a font', type: 'font/woff2', body: PNG, gives: noText('font/woff2') },
  { what: 'an archive', type: 'application/zip', body: PNG, gives: noText('application/zip') },
  {
    what: 'a download of bytes',
    type: 'application/octet-stream',
    body: Buffer.alloc(4_000, 1),
    gives: noText('application/octet-stream'),
  },
  {
    what: 'bytes as text',
    type: 'text/plain',
    body: Buffer.alloc(4_000, 1),
    gives: noText('application/octet-stream'),
  },
  {
    what: 'entities that would expand to gigabytes, or to a file',
    type: 'text/xml',
    body: `<!DOCTYPE x [<!ENTITY l0 "lol">${entities}<!ENTITY f SYSTEM "file:///etc/passwd">]>
      <x><title>&l9;</title><author>&f;</author></x>`,
    gives: { ...NULLS, title: '&l9;', author: '&f;' },
  },
  {
    what: 'a million nested elements',
    type: 'text/xml',
    body: `${'<title>'.repeat(1_000_000)}x${'</title>'.repeat(1_000_000)}`,
    gives: NULLS,
  },
];

describe('types of pages', function () {
  this.timeout(180_000);
  let service: RunningService;
  let site: TestSite;
  let key: string;
  let results: readonly any[];
  let sentBytes = 0;

  /** A download of two gigabytes, as fast as it is taken. */
  function sendTwoGigabytes(response: ServerResponse, type: string): void {
    const chunk = Buffer.alloc(64 * 1024, 1);
    let left = 2 * 1024 ** 3;
    response.writeHead(200, { 'Content-Type': type, 'Content-Length': left });
    const pump = (): void => {
      while (left > 0 && !response.destroyed) {
        left -= chunk.length;
        sentBytes += chunk.length;
        if (!response.write(chunk)) return;
      }
    };
    response.on('drain', pump);
    pump();
  }

  before(async () => {
    site = await startSite((request, response) => {
      const [, kind, value] = (request.url ?? '').split('/');
      if (kind === 'large') {
        sendTwoGigabytes(response, decodeURIComponent(value ?? ''));
        return true;
      }
      const found = kind === 'case' ? CASES[Number(value)] : undefined;
      if (found === undefined) return false;
      response.writeHead(200, found.type === undefined ? {} : { 'Content-Type': found.type });
      response.end(found.body);
      return true;
    });
    service = await sharedService();
    ({ key } = await service.api.account());
    const urls = CASES.map((_, index) => `${site.url}/case/${index}`);
    const request = { urls, schema: SCHEMA, options: { timeout_ms: 60_000 } };
    results = (await service.api.post(key, '/v1/batch', request)).body.results;
  });
  after(() => site.close());

  for (const [index, { what, gives, warnings }] of CASES.entries()) {
    it(typeof gives === 'string' ? `fails for ${what}` : `reads ${what}`, () => {
      const result = results[index];
      if (typeof gives === 'string') {
        assert.equal(result.status, 'error');
        assert.deepEqual(result.error, { code: 'URL_UNREACHABLE', message: gives, retryable: true });
        return;
      }
      assert.deepEqual(result.data, gives, JSON.stringify(result));
      assert.equal(result.status, 'success');
      if (warnings !== undefined) assert.deepEqual(result.warnings, warnings);
    });
  }

  it('calls none of it structured: that is for the metadata of HTML', () => {
    for (const result of results.filter(({ status }) => status === 'success'))
      assert.equal(result.render_mode, 'fetch');
  });

  for (const type of ['video/mp4', 'application/octet-stream', 'text/plain']) {
    it(`does not download two gigabytes of ${type}`, async () => {
      sentBytes = 0;
      const url = `${site.url}/large/${encodeURIComponent(type)}`;
      const { body } = await service.api.post(key, '/v1/extract', { url, schema: SCHEMA });
      assert.equal(body.error?.code, 'URL_UNREACHABLE', JSON.stringify(body));
      // What the kernel's buffers on both ends hold counts as sent.
      assert.ok(sentBytes < 20 * 1024 * 1024, `${sentBytes} bytes were sent`);
    });
  }

  it('reads a feed: the channel where one value is asked for, its items where many are', async () => {
    const feed = await startSite((_, response) => {
      response.writeHead(200, { 'Content-Type': 'application/rss+xml' }).end(
        `<rss version="2.0"><channel><title>News</title><link>/</link><description>On kettles</description>
        <item><title>One</title><link>/1</link><author>Jane Doe</author><pubDate>Tue, 01 Oct 2024 08:00:00 GMT</pubDate></item>
        <item><title>Two</title><link>/2</link></item></channel></rss>`,
      );
      return true;
    });
    try {
      const schema = [
        { field: 'title', type: 'string', example: 'A feed' },
        { field: 'description', type: 'string', example: 'About' },
        { field: 'titles', type: 'array<string>', example: ['One'] },
        { field: 'links', type: 'array<string>', example: ['https://site.test/1'] },
        { field: 'pubDates', type: 'array<string>', example: ['Tue'] },
      ];
      const { body } = await service.api.post(key, '/v1/extract', { url: `${feed.url}/feed`, schema });
      assert.deepEqual(body.data, {
        title: 'News',
        description: 'On kettles',
        titles: ['One', 'Two'],
        links: [`${feed.url}/1`, `${feed.url}/2`],
        pubDates: ['Tue, 01 Oct 2024 08:00:00 GMT'],
      });
    } finally {
      await feed.close();
    }
  });

  it('goes on crawling past what has no text', async () => {
    const shop = await startSite((request, response) => {
      if (request.url === '/photo') response.writeHead(200, { 'Content-Type': 'image/png' }).end(PNG);
      else if (request.url === '/') {
        response.writeHead(200, { 'Content-Type': 'text/html' });
        response.end('<title>Shop</title><a href="/photo">photo</a><a href="/ok/1">page</a>');
      } else return false;
      return true;
    });
    try {
      const { body } = await runCrawl(service, key, `${shop.url}/`);
      const outcome = new Map(
        body.results.map(({ url, data, error }: any) => [url, data?.title ?? error.message]),
      );
      assert.equal(outcome.get(`${shop.url}/photo`), noText('image/png'));
      assert.equal(outcome.get(`${shop.url}/ok/1`), 'Title of /ok/1');
    } finally {
      await shop.close();
    }
  });
});
