import assert from 'node:assert/strict';
import { extractFields, openDocument } from '../../../../src/core/extract/index.js';

const fetchedAt = new Date('2024-06-01T12:00:00Z');

/** Language, the lines below the heading, the authors. */
type Row = readonly [lang: string, html: string, ...names: string[]];

const SIGNED: readonly Row[] = [
  ['de', '<p>Eine Reportage von Max Braun</p>', 'Max Braun'],
  ['de', '<p>Interview: Max Braun</p>', 'Max Braun'],
  ['fr', '<p>Article rédigé par Julie Morel</p>', 'Julie Morel'],
  ['fr', '<p>Propos recueillis par Julie Morel</p>', 'Julie Morel'],
  ['fr', '<p>Julie Morel avec AFP | 12/04/2023 à 09:15</p>', 'Julie Morel'],
  ['it', '<p>dal nostro inviato Marco Villa</p>', 'Marco Villa'],
  ['pt', '<p>Texto de João Silva</p>', 'João Silva'],
  ['nl', '<p>Door onze redacteur Piet de Vries</p>', 'Piet de Vries'],
  ['pl', '<p>oprac. Jan Kowalski</p>', 'Jan Kowalski'],
  ['fi', '<p class="kirjoittaja">Matti Salo</p>', 'Matti Salo'],
  ['ro', '<p>de Ion Popescu</p>', 'Ion Popescu'],
  ['el', '<p>Του Γιώργου Παππά</p>', 'Γιώργου Παππά'],
  ['tr', '<p>Haber: Ayşe Demir</p>', 'Ayşe Demir'],
  ['ar', '<p class="author">بقلم: أحمد سالم</p>', 'أحمد سالم'],
  ['ar', '<p>كتب - أحمد سالم</p>', 'أحمد سالم'],
  ['he', '<p>מאת: דוד לוי</p>', 'דוד לוי'],
  ['hi', '<p>लेखक: राहुल शर्मा</p>', 'राहुल शर्मा'],
  ['ko', '<p>김민수 기자 minsu@news.test</p>', '김민수'],
  ['zh', '<p>2023-04-12 09:15 来源：日报 作者：李明</p>', '李明'],
  ['zh', '<p>文章作者: <a href="/">小明</a></p>', '小明'],
  ['en', '<p>Ann Lee, Staff Writer</p>', 'Ann Lee'],
  ['en', '<p>ANN LEE <a href="mailto:alee@post.test">alee@post.test</a></p>', 'ANN LEE'],
  ['en', '<p>By ANN LEE and BOB RAY, Associated Press</p>', 'ANN LEE', 'BOB RAY'],
  [
    'en',
    '<p class="post-author"><b class="author-name">Ann Lee</b> <i class="author-title">Engineer at Acme</i></p>',
    'Ann Lee',
  ],
];

const UNSIGNED: readonly Row[] = [
  ['en', '<p>de Ion Popescu</p>'],
  ['de', '<p>Der Bahnhof, Redaktion und Verlag</p>'],
  ['en', '<p>Press Release, May 2</p>'],
  ['en', '<p>Ann Lee, mayor of the town</p>'],
  ['en', '<p class="author-box">Pat is a writer who lives in Ohio.</p>'],
  ['en', '<p>Write to <a href="mailto:office@post.test">Our Office Team</a></p>'],
  ['ar', '<p>كتب الرئيس على صفحته أن المحطة جاهزة</p>'],
  ['tr', '<p>Haber - Spor</p>'],
];

describe('a byline in its language', () => {
  for (const [lang, html, ...names] of [...SIGNED, ...UNSIGNED])
    it(`${lang}: ${html}`, () => {
      const page = openDocument(
        `<html lang="${lang}"><h1>News of today</h1>${html}`,
        'https://site.test/page',
      );
      const schema = [{ field: 'authors', type: 'array<string>' as const }];
      assert.deepEqual(extractFields(page, schema, { fetchedAt }).data['authors'], names);
    });
});

describe('a name without a "by"', () => {
  const read = (html: string): unknown => {
    const page = openDocument(`<html lang="en">${html}`, 'https://site.test/page');
    const schema = [{ field: 'authors', type: 'array<string>' as const }];
    return extractFields(page, schema, { fetchedAt }).data['authors'];
  };
  const HEAD = '<h1>News of today</h1>';

  it('is that of someone whose portrait or profile stands beside it, or whom the title names', () => {
    const line = '<p><span>Ann Lee</span> · <time>May 2, 2023</time></p>';
    assert.deepEqual(read(`${HEAD}${line}`), []);
    assert.deepEqual(read(`${HEAD}<img class="avatar" alt="Ann Lee's avatar">${line}`), ['Ann Lee']);
    assert.deepEqual(read(`${HEAD}<img class="hero" alt="Ann Lee">${line}`), []);
    assert.deepEqual(read(`<title>News of today | by Ann Lee | The Post</title>${HEAD}${line}`), ['Ann Lee']);
    assert.deepEqual(read(`${HEAD}<p><a href="/@annlee">Ann Lee</a> May 2, 2023</p>`), ['Ann Lee']);
    assert.deepEqual(read(`${HEAD}<p><a href="/product-updates">Product Updates</a> May 2, 2023</p>`), []);
  });

  it('is none of goods, which are by their makers', () => {
    const goods = '<meta property="og:type" content="product"><title>Lamp by Acme Works</title><h1>Lamp</h1>';
    assert.deepEqual(read(`${goods}<p>Acme Works</p>`), []);
  });

  it('is that of the note about the author below the text', () => {
    const text = `${HEAD}<p>All is well.</p>`;
    assert.deepEqual(read(`${text}<h3>About the Author</h3><p><b>Ann Lee</b> is a writer.</p>`), ['Ann Lee']);
    assert.deepEqual(read(`${text}<h3>Über die Autorin</h3><p>Ann Lee ist Redakteurin.</p>`), ['Ann Lee']);
    assert.deepEqual(read(`${text}<div class="author-box"><h4>About Ann Lee</h4></div>`), ['Ann Lee']);
    assert.deepEqual(read(`${text}<div class="box"><h4>About Acme Works</h4></div>`), []);
    assert.deepEqual(read(`${text}<h3>About the Author</h3><p>Key Features of the House</p>`), []);
  });
});
