import { strict as assert } from 'node:assert';
import { embeddedPdf } from '../../../src/core/page/embedded-pdf.js';

const read = (html: string): string | null =>
  embeddedPdf(Buffer.from(html), { 'content-type': 'text/html' }, 'http://a.test/doc/')?.href ?? null;

const PDF = 'http://a.test/doc/report.pdf';
const EMBED = '<embed src="report.pdf" type="application/pdf">';

describe('embeddedPdf', () => {
  for (const [what, html, expected] of [
    ['an embed', `<title>Report</title><body>${EMBED}`, PDF],
    [
      'an object, with what stands in it',
      '<object data="report.pdf"><p>Save <a href="report.pdf">it</a></object>',
      PDF,
    ],
    [
      'a frame beside a name and a link',
      '<h1>Report</h1><iframe src="report.pdf?page=1"></iframe><a href="report.pdf">Save</a>',
      `${PDF}?page=1`,
    ],
    [
      'an embed that only says its type',
      '<embed type="Application/PDF" src="/get?id=7">',
      'http://a.test/get?id=7',
    ],
    ['a page with text', `<p>${'A report about kettles. '.repeat(20)}</p>${EMBED}`, null],
    ['two documents', EMBED + EMBED, null],
    ['a document beside a film', `${EMBED}<iframe src="https://films.test/1"></iframe>`, null],
    ['a frame with a page', '<iframe src="/pdf-help"></iframe>', null],
    ['a link', '<a href="report.pdf">PDF</a>', null],
    [
      'an address that cannot be fetched',
      '<embed src="data:application/pdf;base64,AAAA" type="application/pdf">',
      null,
    ],
    ['itself', '<embed src="" type="application/pdf">', null],
  ] as const) {
    it(`${expected === null ? 'finds nothing in' : 'finds'} ${what}`, () =>
      assert.equal(read(html), expected));
  }
});
