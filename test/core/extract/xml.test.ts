import assert from 'node:assert/strict';
import { extractFromXml, isXhtml, xmlRoot } from '../../../src/core/extract/index.js';
import type { FieldType } from '../../../src/core/schema.js';

function read(xml: string, fields: Readonly<Record<string, FieldType>>): unknown {
  const schema = Object.entries(fields).map(([field, type]) => ({ field, type }));
  const context = {
    contentType: 'application/xml',
    url: 'https://site.test/feeds/x.xml',
    fetchedAt: new Date('2024-06-01T00:00:00Z'),
  };
  return extractFromXml(xmlRoot(xml), schema, context).data;
}

const RSS = `<?xml version="1.0"?><?xml-stylesheet href="x.xsl"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom"
  xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel>
  <atom:link rel="self" href="https://site.test/feeds/x.xml"/>
  <title>Kettle news</title><link>https://site.test/</link>
  <description>All &amp; every kettle</description>
  <lastBuildDate>Wed, 02 Oct 2024 15:00:00 GMT</lastBuildDate>
  <item>
    <title><![CDATA[Blue <b>kettle</b>]]></title><link>/blue</link><dc:creator>Jane Doe</dc:creator>
    <pubDate>Tue, 01 Oct 2024 08:00:00 GMT</pubDate>
    <description>&lt;p&gt;It is blue.&lt;/p&gt;</description>
    <content:encoded><![CDATA[<p>It is very blue.</p>]]></content:encoded>
    <category>steel</category><category>blue</category>
  </item>
  <item><title>Red</title><link>/red</link><dc:creator>John Roe</dc:creator></item>
</channel></rss>`;

const ATOM = `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
  <title type="text">Kettle notes</title><subtitle>On kettles</subtitle>
  <link rel="self" href="/feeds/x.xml"/><link href="https://site.test/"/>
  <updated>2024-10-02T15:00:00Z</updated><author><name>Jane Doe</name></author>
  <entry><title type="html">One &lt;i&gt;cup&lt;/i&gt;</title><link href="/1"/>
    <published>2024-09-01T00:00:00Z</published><summary>S1</summary></entry>
  <entry><title>Two</title><link rel="alternate" href="/2"/><link rel="replies" href="/2/r"/>
    <content type="xhtml"><div><p>Hello <b>you</b></p></div></content></entry></feed>`;

describe('extractFromXml', () => {
  it('reads elements and attributes by their names', () => {
    const xml = `<shop:product xmlns:shop="https://shop.test/ns" sku="K-7" xml:lang="de">
      <shop:name>Kettle</shop:name><price currency="EUR">24.90</price>
      <tags><tag>steel</tag><tag>blue</tag></tags><lead-time>3 days</lead-time><author role="x">Jane Doe</author>
      <empty/></shop:product>`;
    const fields = {
      title: 'string',
      sku: 'string',
      price: 'float',
      currency: 'string',
      tags: 'array<string>',
      leadTime: 'string',
      language: 'string',
      author: 'string',
      empty: 'string',
      rating: 'float',
    } as const;
    assert.deepEqual(read(xml, fields), {
      title: 'Kettle',
      sku: 'K-7',
      price: 24.9,
      currency: 'EUR',
      tags: ['steel', 'blue'],
      leadTime: '3 days',
      language: 'de',
      author: 'Jane Doe',
      empty: null,
      rating: null,
    });
  });

  it('reads repeated elements as a list of things', () => {
    const xml =
      '<shop><product><name>Blue</name><price>24.9</price></product><product><name>Red</name></product></shop>';
    assert.deepEqual(read(xml, { names: 'array<string>', prices: 'array<float>', name: 'string' }), {
      names: ['Blue', 'Red'],
      prices: [24.9],
      name: null,
    });
  });

  it('reads RSS: the channel where one value is asked for, its items where many are', () => {
    const fields = {
      title: 'string',
      link: 'string',
      description: 'string',
      updatedAt: 'date',
      author: 'string',
      pubDate: 'date',
      titles: 'array<string>',
      links: 'array<string>',
      authors: 'array<string>',
      pubDates: 'array<string>',
      descriptions: 'array<string>',
      contents: 'array<string>',
      categories: 'array<string>',
    } as const;
    assert.deepEqual(read(RSS, fields), {
      title: 'Kettle news',
      link: 'https://site.test/',
      description: 'All & every kettle',
      updatedAt: '2024-10-02',
      author: null,
      pubDate: null,
      titles: ['Blue kettle', 'Red'],
      links: ['https://site.test/blue', 'https://site.test/red'],
      authors: ['Jane Doe', 'John Roe'],
      pubDates: ['Tue, 01 Oct 2024 08:00:00 GMT'],
      descriptions: ['It is blue.'],
      contents: ['It is very blue.'],
      categories: ['steel', 'blue'],
    });
  });

  it('keeps the only item of a feed apart from the feed', () => {
    const xml = '<rss><channel><title>News</title><item><author>Jane Doe</author></item></channel></rss>';
    assert.deepEqual(read(xml, { title: 'string', author: 'string', authors: 'array<string>' }), {
      title: 'News',
      author: null,
      authors: ['Jane Doe'],
    });
  });

  it('reads RSS 1.0, whose items stand beside the channel', () => {
    const xml = `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><channel rdf:about="x">
      <title>Old news</title></channel><item><title>A</title></item><item><title>B</title></item></rdf:RDF>`;
    assert.deepEqual(read(xml, { title: 'string', titles: 'array<string>' }), {
      title: 'Old news',
      titles: ['A', 'B'],
    });
  });

  it('reads Atom with its addresses in attributes and its markup as text', () => {
    const fields = {
      title: 'string',
      link: 'string',
      description: 'string',
      updated: 'date',
      author: 'string',
      language: 'string',
      titles: 'array<string>',
      links: 'array<string>',
      published: 'array<string>',
      contents: 'array<string>',
    } as const;
    assert.deepEqual(read(ATOM, fields), {
      title: 'Kettle notes',
      link: 'https://site.test/',
      description: 'On kettles',
      updated: '2024-10-02',
      author: 'Jane Doe',
      language: 'en',
      titles: ['One cup', 'Two'],
      links: ['https://site.test/1', 'https://site.test/2'],
      published: ['2024-09-01T00:00:00Z'],
      contents: ['Hello you'],
    });
  });

  it('reads a sitemap and a single element', () => {
    const sitemap =
      '<urlset><url><loc>https://a.test/</loc></url><url><loc>https://b.test/</loc></url></urlset>';
    assert.deepEqual(read(sitemap, { loc: 'array<string>' }), {
      loc: ['https://a.test/', 'https://b.test/'],
    });
    assert.deepEqual(read('<version>1.2</version>', { version: 'float' }), { version: 1.2 });
  });

  it('tells XHTML from other XML', () => {
    const isHtml = (xml: string): boolean => {
      const root = xmlRoot(xml);
      return root !== null && isXhtml(root);
    };
    assert.equal(isHtml('<?xml version="1.0"?><!DOCTYPE html><!-- x --><html><body/></html>'), true);
    assert.equal(isHtml(RSS), false);
    assert.equal(isHtml('no markup'), false);
  });

  it('does not expand entities of the document, nor load any', () => {
    const declared = Array.from({ length: 9 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`);
    const xml = `<!DOCTYPE x [<!ENTITY l0 "lol">${declared.join('')}<!ENTITY file SYSTEM "file:///etc/passwd">]>
      <x><title>&l9;</title><name>&file;</name><price>3</price></x>`;
    assert.deepEqual(read(xml, { title: 'string', name: 'string', price: 'float' }), {
      title: '&l9;',
      name: '&file;',
      price: 3,
    });
  });

  it('takes names for names only', () => {
    const xml = '<r><__proto__>1</__proto__><constructor>2</constructor></r>';
    const fields = Object.fromEntries([
      ['__proto__', 'string'],
      ['constructor', 'string'],
    ]) as Record<string, FieldType>;
    assert.deepEqual(Object.entries(read(xml, fields) as object), [
      ['__proto__', '1'],
      ['constructor', '2'],
    ]);
  });

  it('is bounded for hostile documents', function () {
    this.timeout(120_000);
    const many = (count: number, part: (n: number) => string): string =>
      Array.from({ length: count }, (_, n) => part(n)).join('');
    const documents = [
      `${'<title>'.repeat(1_000_000)}x${'</title>'.repeat(1_000_000)}`,
      '<item>'.repeat(1_000_000),
      `<r>${'</x>'.repeat(1_000_000)}</r>`,
      `<r>${'<item><title>x</title></item>'.repeat(200_000)}</r>`,
      `<r ${many(200_000, (n) => `a${n}="1" `)}/>`,
      `<r>${many(200_000, (n) => `<n${n}>1</n${n}>`)}</r>`,
      '<![CDATA['.repeat(500_000),
      `<!DOCTYPE ${'['.repeat(1_000_000)}`,
    ];
    for (const xml of documents) {
      const { titles } = read(xml, { titles: 'array<string>' }) as { titles: string[] };
      assert.ok(titles.length <= 2_000);
    }
  });
});
