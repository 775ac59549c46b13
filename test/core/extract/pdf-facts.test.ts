import assert from 'node:assert/strict';
import { pdfDate, pdfFacts, standingOut } from '../../../src/core/extract/pdf-facts.js';

const from =
  (values: Readonly<Record<string, unknown>>) =>
  (name: string): unknown =>
    values[name];

describe('pdfFacts', () => {
  it('takes the information dictionary first, then XMP', () => {
    const info = {
      Title: ' Kettle\0 manual ',
      Author: '',
      CreationDate: "D:20240314120000+01'00'",
      Language: 'de',
    };
    const xmp = {
      'dc:title': 'Other',
      'dc:creator': ['Jane Doe', 'A. Bee'],
      'dc:description': 'How to boil',
      'xmp:modifydate': '2024-04-01T00:00:00Z',
    };
    assert.deepEqual(pdfFacts(from(info), from(xmp), [], 3), {
      title: 'Kettle manual',
      author: 'Jane Doe, A. Bee',
      description: 'How to boil',
      language: 'de',
      created: '2024-03-14T12:00:00+01:00',
      modified: '2024-04-01T00:00:00Z',
      pages: 3,
    });
  });

  it('does not take the name of a file for a title, but what stands out on the page', () => {
    const page = [
      { text: 'Journal of kettles', size: 10 },
      { text: 'How to boil', size: 18 },
      { text: 'water', size: 18 },
      { text: 'Nobody knows how to do that, and yet it is done.', size: 10 },
    ];
    for (const Title of [
      'Microsoft Word - draft 3.doc',
      'kettle.indd',
      'untitled',
      'Document1',
      '',
      7,
      undefined,
    ])
      assert.equal(pdfFacts(from({ Title }), from({}), page, 1).title, 'How to boil water');
    assert.equal(pdfFacts(from({ Title: 'Untitled poems' }), from({}), page, 1).title, 'Untitled poems');
  });
});

describe('standingOut', () => {
  it('is nothing when no line does', () => {
    assert.equal(standingOut([]), undefined);
    assert.equal(standingOut([{ text: 'One', size: 12 }]), undefined);
    assert.equal(
      standingOut([
        { text: 'One line', size: 12.3 },
        { text: 'Another line of this text', size: 12 },
      ]),
      undefined,
    );
  });

  it('is nothing when the large letters are those of the text', () => {
    const large = Array.from({ length: 20 }, () => ({ text: 'A slide with a very long sentence', size: 30 }));
    assert.equal(standingOut([{ text: 'small', size: 8 }, ...large]), undefined);
  });
});

describe('pdfDate', () => {
  const dates: readonly (readonly [unknown, string | undefined])[] = [
    ["D:20240314120000+01'00'", '2024-03-14T12:00:00+01:00'],
    ['D:20240314120000-0530', '2024-03-14T12:00:00-05:30'],
    ['D:20240314120000Z', '2024-03-14T12:00:00Z'],
    ['D:20240314', '2024-03-14'],
    ['D:2024', '2024-01-01'],
    ['20240314', '2024-03-14'],
    ['D:20241399', undefined],
    ['yesterday', undefined],
    [20240314, undefined],
  ];
  for (const [value, date] of dates)
    it(`reads ${JSON.stringify(value)} as ${date}`, () => assert.equal(pdfDate(value), date));
});
