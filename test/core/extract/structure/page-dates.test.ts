import assert from 'node:assert/strict';
import { findDays } from '../../../../src/core/extract/coerce/days-in-text.js';
import { extractFields, openDocument } from '../../../../src/core/extract/index.js';
import { dayInUrl } from '../../../../src/core/extract/structure/shown-day.js';

const days = (text: string, lang: string | null = null): string[] =>
  findDays(text, lang).map(({ day }) => day);

function published(html: string, url = 'https://site.test/page'): unknown {
  const schema = [{ field: 'published', type: 'date' as const }];
  return extractFields(openDocument(html, url), schema, { fetchedAt: new Date('2024-06-01T12:00:00Z') }).data[
    'published'
  ];
}

describe('findDays', () => {
  const reads = (text: string, lang: string | null, day: string): void => {
    it(`reads ${text}`, () => assert.deepEqual(days(text, lang), [day]));
  };
  reads('Stand: 19.10.2019 11:05 Uhr', 'de', '2019-10-19');
  reads('am 3. März 2021 in Köln', 'de', '2021-03-03');
  reads('12 de marzo de 2021', 'es', '2021-03-12');
  reads('le 1er août 2020', 'fr', '2020-08-01');
  reads('March 12th, 2021', 'en', '2021-03-12');
  reads('12 września 2021 r.', 'pl', '2021-09-12');
  reads('2021. március 5.', 'hu', '2021-03-05');
  reads('5 marta 2021', 'hr', '2021-03-05');
  reads('7 октября 2020 г.', 'ru', '2020-10-07');
  reads('2021年3月2日 10時', 'ja', '2021-03-02');
  reads('vom 12.03.21', 'de', '2021-03-12');
  reads('Published: 3 May 2024', 'en', '2024-05-03');
  reads('at 12:30 3 May 2024', 'en', '2024-05-03');
  reads('03/04/2024', 'en-GB', '2024-04-03');
  reads('03/04/2024', 'en-US', '2024-03-04');

  it('finds none in versions, prices, phone numbers and bare months', () => {
    for (const text of [
      '1.2.3.4',
      '192.168.10.2021',
      'March 2024',
      '12 apples 2021',
      '31.02.2021',
      '2024-13-01',
    ]) {
      assert.deepEqual(days(text), [], text);
    }
  });
});

describe('the date of a page', () => {
  it('stands by its heading', () => {
    const html = `<h1>News of today</h1><p class="meta">Ann Lee, 3 May 2024</p><p>In the year since 1 May 2023 much
      has been done.</p><aside class="related"><time datetime="2024-05-30">yesterday</time></aside>`;
    assert.equal(published(html), '2024-05-03');
  });

  it('may be in the digits of its language', () => {
    for (const [lang, text] of [
      ['bn', '৩ মে ২০২১'],
      ['fa', '۱۳ اردیبهشت ۱۴۰۰'],
      ['mr', '३ मे २०२१'],
    ])
      assert.equal(
        published(`<html lang="${lang}"><h1>Kettle</h1><p class="date">${text}</p></html>`),
        '2021-05-03',
      );
  });

  it('may be that of a time without text, the only one of the page', () => {
    const time = (day: string): string => `<time datetime="${day}T08:00:00+02:00"></time>`;
    assert.equal(published(`<h1>News of today</h1>${time('2024-05-03')}<p>Text</p>`), '2024-05-03');
    assert.equal(published(`<h1>News</h1>${time('2024-05-03')}${time('2024-05-04')}`), null);
    assert.equal(published(`<h1>News</h1><footer>${time('2024-05-03')}</footer>`), null);
    assert.equal(published(`<h1>News</h1>${time('2025-05-03')}`), null);
  });

  it('is the day that readers see rather than that of the instant in UTC', () => {
    const time = (shown: string): string =>
      `<h1>News of today</h1><p><time datetime="2024-04-17T21:13:04Z">${shown}</time></p>`;
    assert.equal(published(time('April 18, 2024')), '2024-04-18');
    assert.equal(published(time('a month ago')), '2024-04-17');
    assert.equal(published(time('April 28, 2024')), '2024-04-17');
  });

  it('may stand in what ends the text', () => {
    assert.equal(
      published('<article><h1>News of today</h1><p>Text.</p><div class="footer">1.2.2024</div></article>'),
      '2024-02-01',
    );
  });

  it('is the first publication rather than the last change', () => {
    const html = '<h1>News of today</h1><p>Updated: 5 May 2024</p><p>Published: 3 May 2024</p>';
    assert.equal(published(html), '2024-05-03');
  });

  it('is told by what stands before it, of two in one line', () => {
    const html = '<h1>News of today</h1><p class="meta">3 May 2024 \u00b7 Updated: 5 May 2024</p>';
    assert.equal(published(html), '2024-05-03');
    const updated = openDocument(html, 'https://site.test/page');
    const schema = [{ field: 'updated', type: 'date' as const }];
    const { data } = extractFields(updated, schema, { fetchedAt: new Date('2024-06-01T12:00:00Z') });
    assert.equal(data['updated'], '2024-05-05');
  });

  it('is no last change at the end of a long page', () => {
    const page = (lines: number): unknown =>
      published(
        `<h1>First steps</h1>${'<p>Text.</p>'.repeat(lines)}<p>Last updated <time>3 May 2024</time></p>`,
      );
    assert.equal(page(3), '2024-05-03');
    assert.equal(page(60), null);
  });

  it('may be in a part that touches others', () => {
    assert.equal(
      published('<h1>News of today</h1><p><b>ann7</b><i>28.09.19</i><i>12:44</i></p>'),
      '2019-09-28',
    );
  });

  it('is not that of the things that a page lists, but that of the first post of a thread', () => {
    const items = ['3', '4', '5']
      .map((day) => `<div><p>Text.</p><time>${day} May 2024</time></div>`)
      .join('');
    const html = `<h1>News of today</h1>${'<p>Text.</p>'.repeat(20)}${items}`;
    assert.equal(published(html), null);
    assert.equal(published(html, 'https://site.test/threads/kettles.4711'), '2024-05-03');
  });

  it('may be told by how long ago it was, right below the heading', () => {
    const page = (text: string): unknown =>
      published(`<h1>News of today</h1><p class="date">${text}</p><p>Text.</p>`);
    assert.equal(page('3 days ago'), '2024-05-29');
    assert.equal(page('Published yesterday'), '2024-05-31');
    assert.equal(page('<b>vor 2 Wochen</b> <i>5 min</i>'), '2024-05-18');
    assert.equal(page('5 min'), null);
    assert.equal(page('Monday'), null);
    assert.equal(page('in 3 days'), null);
    assert.equal(page('Updated 3 days ago'), null);
    assert.equal(page('3 May 2024 <b>4 weeks ago</b>'), '2024-05-03');
    assert.equal(published('<h1>News of today</h1><p>Open 3 days ago</p>'), null);
    for (const [lang, text] of [
      ['de', 'vor 3 Tagen'],
      ['pl', '3 dni temu'],
      ['uk', '3 дні тому'],
      ['ar', 'قبل ٣ أيام'],
    ] as const)
      assert.equal(
        published(`<html lang="${lang}"><h1>News of today</h1><p class="date">${text}</p></html>`),
        '2024-05-29',
        text,
      );
  });

  it('is taken from the address when the page shows none', () => {
    assert.equal(published('<h1>News</h1>', 'https://site.test/2021/11/02/news'), '2021-11-02');
    assert.equal(dayInUrl('https://site.test/2021/13/02/news'), null);
  });

  it('is not a date in a footer, in running text, or in the future', () => {
    assert.equal(published('<h1>News</h1><footer>1 May 2020</footer>'), null);
    assert.equal(
      published(`<h1>News</h1><p>${'word '.repeat(60)} on 1 May 2020 ${'word '.repeat(60)}</p>`),
      null,
    );
    assert.equal(published('<h1>News</h1><p class="date">1 May 2034</p>'), null);
  });
});

describe('the day of a page among others', () => {
  const day = (html: string): unknown => {
    const page = openDocument(`<h1>News of today</h1>${html}`, 'https://site.test/page');
    const schema = [{ field: 'publication_date', type: 'date' as const }];
    return extractFields(page, schema, { fetchedAt: new Date('2024-06-01T12:00:00Z') }).data[
      'publication_date'
    ];
  };

  it('is the one behind the word for it', () => {
    assert.equal(day('<p>Updated March 9, 2024 | First published March 4, 2024</p>'), '2024-03-04');
    assert.equal(
      day('<p>Received: 3 Jan 2021 / Accepted: 1 April 2021 / Published: 4 May 2021</p>'),
      '2021-05-04',
    );
    assert.equal(day('<p>Published 4 May 2021, updated 6 May 2021</p>'), '2021-05-04');
  });

  it('may be spelled out where a reader points', () => {
    assert.equal(day('<p><span title="2024-03-04T10:00:00Z">3 months ago</span></p>'), '2024-03-04');
    assert.equal(day('<p><span title="Chapter 2024-03">3 pages</span></p>'), null);
  });

  it('is not that of what happened then', () => {
    assert.equal(day('<p>The firm was founded by Ann Lee on 3 May 2010 in Leeds.</p>'), null);
    assert.equal(day('<p>The new bridge was closed again on 3 May 2010 in the evening.</p>'), null);
    assert.equal(day('<table><tr><th>Founded</th><td>February 28, 1998</td></tr></table>'), null);
    assert.equal(
      day('<p>LEEDS, England, March 4, 2024 — Acme today opened its first plant.</p>'),
      '2024-03-04',
    );
  });
});
