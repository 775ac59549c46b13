import assert from 'node:assert/strict';
import fc from 'fast-check';
import { extractFields, openDocument, type Fields } from '../../../src/core/extract/index.js';
import type { FieldType, Schema } from '../../../src/core/schema.js';

const URL_OF_PAGE = 'https://shop.test/kettle';
const fetchedAt = new Date('2024-06-01T12:00:00Z');

function extract(html: string, fields: Readonly<Record<string, FieldType>>): Fields {
  const schema: Schema = Object.entries(fields).map(([field, type]) => ({ field, type }));
  return extractFields(openDocument(html, URL_OF_PAGE), schema, { fetchedAt });
}

const jsonLd = (...values: readonly unknown[]): string =>
  values.map((value) => `<script type="application/ld+json">${JSON.stringify(value)}</script>`).join('');

const PRODUCT = {
  '@context': 'https://schema.org',
  '@type': 'Product',
  name: 'Blue kettle',
  sku: 'K-1',
  brand: { '@type': 'Brand', name: 'Acme' },
  image: ['/img/kettle.jpg'],
  offers: {
    '@type': 'Offer',
    price: '24.90',
    priceCurrency: 'EUR',
    availability: 'https://schema.org/InStock',
  },
  aggregateRating: { ratingValue: '4.5', reviewCount: 12 },
};

describe('extractFields', () => {
  it('answers a product from JSON-LD under the names callers use', () => {
    const { data, structured, warnings } = extract(jsonLd(PRODUCT), {
      product_name: 'string',
      price: 'float',
      currency: 'string',
      inStock: 'boolean',
      sku: 'string',
      brand: 'string',
      image: 'string',
      rating: 'float',
      rating_count: 'integer',
    });
    assert.deepEqual(data, {
      product_name: 'Blue kettle',
      price: 24.9,
      currency: 'EUR',
      inStock: true,
      sku: 'K-1',
      brand: 'Acme',
      image: 'https://shop.test/img/kettle.jpg',
      rating: 4.5,
      rating_count: 12,
    });
    assert.equal(structured, true);
    assert.deepEqual(warnings, []);
  });

  it('has exactly the keys of the schema, in its order, with null and [] where nothing is known', () => {
    const { data, structured } = extract('<p>nothing</p>', {
      zebra: 'string',
      apple: 'array<string>',
      price: 'float',
      numbers: 'array<float>',
      when: 'date',
      ok: 'boolean',
    });
    assert.deepEqual(Object.entries(data), [
      ['zebra', null],
      ['apple', []],
      ['price', null],
      ['numbers', []],
      ['when', null],
      ['ok', null],
    ]);
    assert.equal(structured, false);
  });

  it('keeps a field called __proto__', () => {
    const schema: Schema = [{ field: '__proto__', type: 'string' }];
    const { data } = extractFields(openDocument('<p>x', URL_OF_PAGE), schema, { fetchedAt });
    assert.deepEqual(Object.keys(data), ['__proto__']);
  });

  it('tells of a coerced value and of one it could not read', () => {
    const offers = { price: '$19.99', availability: 'ask our staff' };
    const { data, warnings } = extract(jsonLd({ ...PRODUCT, offers }), {
      price: 'float',
      in_stock: 'boolean',
    });
    assert.deepEqual(data, { price: 19.99, in_stock: null });
    assert.deepEqual(warnings, [
      "coerced 'price' from '$19.99' to 19.99",
      "could not read 'in_stock' as boolean from 'ask our staff'",
    ]);
  });

  it('takes a null token for no value and looks further', () => {
    const html = jsonLd({ ...PRODUCT, name: 'N/A' }) + '<meta property="og:title" content="Kettle">';
    assert.equal(extract(html, { title: 'string' }).data['title'], 'Kettle');
  });

  it('is not structured as soon as one field comes from the visible page', () => {
    const { data, structured } = extract('<meta name="author" content="Ann Lee"><h1>Visible</h1>', {
      title: 'string',
      author: 'string',
    });
    assert.deepEqual(data, { title: 'Visible', author: 'Ann Lee' });
    assert.equal(structured, false);
  });

  it('prefers JSON-LD to microdata, microdata to Open Graph, and Open Graph to the title element', () => {
    const title = '<title>from title</title>';
    const og = '<meta property="og:title" content="from og">';
    const micro =
      '<div itemscope itemtype="https://schema.org/Product"><b itemprop="name">from microdata</b></div>';
    const read = (html: string): unknown => extract(html, { title: 'string' }).data['title'];
    assert.equal(read(title + og + micro + jsonLd(PRODUCT)), 'Blue kettle');
    assert.equal(read(title + og + micro), 'from microdata');
    assert.equal(read(title + og), 'from og');
    assert.equal(read(title), 'from title');
  });

  it('cuts the name of the site off a title when a heading says what it is', () => {
    const html = '<meta property="og:title" content="Kettle | Shop"><h1>Kettle</h1><h1>Cart</h1>';
    const { data, structured } = extract(html, { title: 'string' });
    assert.equal(data['title'], 'Kettle');
    assert.equal(structured, true);
  });

  it('does not answer a list with a single title', () => {
    assert.deepEqual(extract(jsonLd(PRODUCT), { title: 'array<string>', price: 'array<float>' }).data, {
      title: [],
      price: [],
    });
  });

  it('reads a property of the caller’s own name, nested ones and name-value pairs included', () => {
    const extra = {
      ...PRODUCT,
      countryOfAssembly: 'Portugal',
      hasEnergyConsumptionDetails: { energyClass: 'A' },
      additionalProperty: [{ '@type': 'PropertyValue', name: 'Cable length', value: '1,5 m' }],
    };
    const { data } = extract(jsonLd(extra), { country_of_assembly: 'string', cableLength: 'float' });
    assert.deepEqual(data, { country_of_assembly: 'Portugal', cableLength: 1.5 });
  });

  it('reads html lang and the canonical link', () => {
    const html = '<html lang="de-DE"><link rel="canonical" href="/k?id=1">';
    const { data, structured } = extract(html, { language: 'string', url: 'string' });
    assert.deepEqual(data, { language: 'de-DE', url: 'https://shop.test/k?id=1' });
    assert.equal(structured, true);
  });

  it('reads relative dates against the publication date of the page, else against the fetch', () => {
    const updated = { '@type': 'Article', headline: 'x', dateModified: 'yesterday' };
    assert.equal(extract(jsonLd(updated), { updated_at: 'date' }).data['updated_at'], '2024-05-31');
    const dated = { ...updated, datePublished: '2023-01-10T08:00:00Z' };
    assert.equal(extract(jsonLd(dated), { updated_at: 'date' }).data['updated_at'], '2023-01-09');
    // A day that is shown may be that of anything.
    const shown = '<h1>Mill Hall</h1><p>Built: 4 March 2014</p><p>Last seen: 3 days ago</p>';
    assert.equal(extract(shown, { last_seen: 'date' }).data['last_seen'], '2024-05-29');
  });
});

describe('extractFields on recipes', () => {
  const recipe = {
    '@type': 'Recipe',
    name: 'Soup',
    author: [{ name: 'Ann Lee' }, { name: 'Bo Chan' }],
    recipeIngredient: ['1 onion, chopped', '2 carrots'],
    recipeInstructions: [
      { '@type': 'HowToStep', text: 'Chop &amp; fry.' },
      {
        '@type': 'HowToSection',
        name: 'Finish',
        itemListElement: [{ '@type': 'HowToStep', name: 'Serve.' }],
      },
    ],
    prepTime: 'PT10M',
    cookTime: 'PT1H',
    recipeYield: ['4', '4 servings'],
    nutrition: { calories: '120 kcal' },
    keywords: 'soup, winter',
    recipeCuisine: ['French', 'German'],
  };

  it('flattens steps, turns durations into minutes and sums what is not given', () => {
    const { data } = extract(jsonLd(recipe), {
      ingredients: 'array<string>',
      instructions: 'array<string>',
      prep_time: 'integer',
      cookTime: 'integer',
      total_time_minutes: 'integer',
      servings: 'integer',
      calories: 'float',
      keywords: 'array<string>',
      cuisine: 'string',
      authors: 'array<string>',
      author: 'string',
    });
    assert.deepEqual(data, {
      ingredients: ['1 onion, chopped', '2 carrots'],
      instructions: ['Chop & fry.', 'Finish', 'Serve.'],
      prep_time: 10,
      cookTime: 60,
      total_time_minutes: 70,
      servings: 4,
      calories: 120,
      keywords: ['soup', 'winter'],
      cuisine: 'French, German',
      authors: ['Ann Lee', 'Bo Chan'],
      author: 'Ann Lee, Bo Chan',
    });
  });

  it('takes no time that is a mistake, but the sum of those that are none', () => {
    const times = {
      '@type': 'Recipe',
      name: 'Soup',
      prepTime: 'PT40M',
      cookTime: 'PT20M',
      totalTime: 'P9999D',
    };
    assert.deepEqual(extract(jsonLd(times), { total_time: 'integer' }).data, { total_time: 60 });
  });

  it('takes the thing that has most of what is asked for', () => {
    const article = {
      '@type': 'Article',
      headline: 'How I cook soup',
      keywords: 'blog',
      author: 'Cy',
      image: 'x',
    };
    const { data } = extract(jsonLd({ '@graph': [article, recipe] }), {
      title: 'string',
      ingredients: 'array<string>',
    });
    assert.equal(data['title'], 'Soup');
  });
});

describe('JSON-LD', () => {
  const read = (script: string): unknown =>
    extract(`<script type="application/ld+json">${script}</script>`, { sku: 'string' }).data['sku'];

  for (const [what, script] of [
    ['a trailing comma', '{"@type":"Product","name":"x","sku":"K-1",}'],
    ['comments', '/* a */ {"@type":"Product", // b\n "name":"x","sku":"K-1"}'],
    ['CDATA marks', '//<![CDATA[\n{"@type":"Product","name":"x","sku":"K-1"}\n//]]>'],
    ['HTML comment marks', '<!-- {"@type":"Product","name":"x","sku":"K-1"} -->'],
    ['raw line breaks in strings', '{"@type":"Product","name":"x\ny\u0001","sku":"K-1"}'],
    ['a bad escape', '{"@type":"Product","name":"it\\\'s","sku":"K-1"}'],
    ['trailing junk', '{"@type":"Product","name":"x","sku":"K-1"};}} var a = 1'],
    ['two values in a row', '{"@type":"WebSite","name":"s"}{"@type":"Product","name":"x","sku":"K-1"}'],
    [
      'escaped quotes',
      '{&quot;@type&quot;:&quot;Product&quot;,&quot;name&quot;:&quot;x&quot;,&quot;sku&quot;:&quot;K-1&quot;}',
    ],
    ['an address as type', '{"@type":"http://schema.org/Product","name":"x","sku":"K-1"}'],
    ['a list of types', '{"@type":["Thing","Product"],"name":"x","sku":"K-1"}'],
  ] as const) {
    it(`is read with ${what}`, () => assert.equal(read(script), 'K-1'));
  }

  it('follows references within a graph', () => {
    const graph = {
      '@graph': [
        { '@type': 'Article', headline: 'News', author: { '@id': '#ann' } },
        { '@type': 'Person', '@id': '#ann', name: 'Ann Lee', url: '/ann' },
        { '@type': 'WebSite', name: 'Site', url: '/' },
      ],
    };
    const { data, evidence } = extract(jsonLd(graph), { title: 'string', author: 'string' });
    assert.deepEqual(data, { title: 'News', author: 'Ann Lee' });
    assert.deepEqual(evidence['title'], {
      rule: 'json-ld.property',
      source: 'json-ld',
      path: 'headline',
      raw: 'News',
      confidence: 0.95,
    });
  });

  it('survives references in a circle', () => {
    const graph = { '@graph': [{ '@type': 'Article', '@id': '#a', headline: 'x', author: { '@id': '#a' } }] };
    assert.equal(extract(jsonLd(graph), { author: 'string' }).data['author'], null);
  });

  it('never answers from the site, its publisher or its breadcrumbs', () => {
    const accessories = [
      { '@type': 'WebSite', name: 'Site', description: 'd', url: '/' },
      { '@type': 'Organization', name: 'Org', description: 'd', url: '/' },
      {
        '@type': 'BreadcrumbList',
        name: 'Crumbs',
        itemListElement: [{ '@type': 'ListItem', name: 'Home', position: 1 }],
      },
    ];
    const { data } = extract(jsonLd(accessories), { title: 'string', description: 'string' });
    assert.deepEqual(data, { title: null, description: null });
  });

  it('chooses the product whose address is the page', () => {
    const products = ['a', 'b', 'kettle', 'c'].map((id) => ({
      '@type': 'Product',
      name: id,
      url: `https://shop.test/${id}`,
    }));
    assert.equal(extract(jsonLd(...products), { name: 'string' }).data['name'], 'kettle');
  });

  it('titles a listing by its heading, not by its first product', () => {
    const products = ['a', 'b', 'c'].map((id) => ({
      '@type': 'Product',
      name: id,
      url: `https://shop.test/${id}`,
    }));
    const html = `<h1>All kettles</h1>${jsonLd(...products)}`;
    assert.equal(extract(html, { title: 'string' }).data['title'], 'All kettles');
  });

  it('is survived whatever it holds', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ maxLength: 300 }), fc.json()), (script) => {
        read(script.replaceAll('<', ''));
      }),
    );
    const typed = fc.dictionary(
      fc.constantFrom('name', 'offers', 'author', 'image', '@id', 'recipeInstructions'),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(typed, (value) => {
        extract(jsonLd({ '@type': 'Recipe', ...value }), {
          name: 'string',
          price: 'float',
          authors: 'array<string>',
          image: 'string',
          steps: 'array<string>',
        });
      }),
    );
  });
});

describe('microdata and RDFa', () => {
  it('are read with nested items, links, dates and itemref', () => {
    const html = `
      <div itemscope itemtype="https://schema.org/Product" itemref="more">
        <h2 itemprop="name">Kettle</h2>
        <img itemprop="image" src="k.jpg">
        <div itemprop="offers" itemscope itemtype="https://schema.org/Offer">
          <span itemprop="price" content="24.90">24,90 €</span>
          <link itemprop="availability" href="https://schema.org/OutOfStock">
        </div>
      </div>
      <p id="more"><a itemprop="brand" href="/acme">Acme</a> <time itemprop="releaseDate" datetime="2024-01-02">2 Jan</time></p>`;
    const { data, structured } = extract(html, {
      title: 'string',
      image: 'string',
      price: 'float',
      in_stock: 'boolean',
      brand: 'string',
      release_date: 'date',
    });
    assert.deepEqual(data, {
      title: 'Kettle',
      image: 'https://shop.test/k.jpg',
      price: 24.9,
      in_stock: false,
      brand: 'Acme',
      release_date: '2024-01-02',
    });
    assert.equal(structured, true);
  });

  it('are read with prefixes in RDFa', () => {
    const html = '<div typeof="schema:Product"><span property="schema:name">Kettle</span></div>';
    assert.equal(extract(html, { name: 'string' }).data['name'], 'Kettle');
  });

  it('survive an item that refers to itself', () => {
    const html = '<div itemscope itemtype="x/Product" id="a" itemref="a a"><b itemprop="name">n</b></div>';
    assert.equal(extract(html, { name: 'string' }).data['name'], 'n');
  });
});

describe('meta tags', () => {
  it('answer from Open Graph, Twitter cards and names', () => {
    const html = `
      <meta property="og:image" content="/og.png">
      <meta property="article:published_time" content="2024-02-03T04:05:06Z">
      <meta property="article:tag" content="one"><meta property="article:tag" content="two">
      <meta property="product:price:amount" content="9.50">
      <meta name="description" content="About &quot;it&quot;">
      <meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="Ann Lee">`;
    const { data, structured } = extract(html, {
      image: 'string',
      date: 'date',
      tags: 'array<string>',
      price: 'float',
      description: 'string',
      author: 'string',
    });
    assert.deepEqual(data, {
      image: 'https://shop.test/og.png',
      date: '2024-02-03',
      tags: ['one', 'two'],
      price: 9.5,
      description: 'About "it"',
      author: 'Ann Lee',
    });
    assert.equal(structured, true);
  });

  it('do not name a profile address as author', () => {
    const html = '<meta property="article:author" content="https://social.test/ann">';
    assert.equal(extract(html, { author: 'string' }).data['author'], null);
  });
});
