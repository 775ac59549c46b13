import assert from 'node:assert/strict';
import { extractFields, openDocument, type Fields } from '../../../../src/core/extract/index.js';
import type { FieldType, Schema } from '../../../../src/core/schema.js';

function extract(
  html: string,
  fields: Readonly<Record<string, FieldType>>,
  url = 'https://acme.test/page',
): Fields {
  const schema: Schema = Object.entries(fields).map(([field, type]) => ({ field, type }));
  return extractFields(openDocument(html, url), schema, { fetchedAt: new Date('2024-06-01T12:00:00Z') });
}

const one = (html: string, field: string, type: FieldType, url?: string): unknown =>
  extract(html, { [field]: type }, url).data[field];

describe('a byline', () => {
  const author = (html: string): unknown => one(`<h1>News of today</h1>${html}`, 'author', 'string');

  it('is read by its words, its link or its name', () => {
    assert.equal(author('<p>By Ann Lee, 3 May 2024</p>'), 'Ann Lee');
    assert.equal(author('<p>Von <a href="/autor/ann-lee">Ann Lee</a> | 3. Mai</p>'), 'Ann Lee');
    assert.equal(author('<div class="byline">Ann Lee</div>'), 'Ann Lee');
  });
  it('may have several names', () => {
    const html = '<h1>News</h1><p class="authors">By Ann Lee and Bo van der Berg</p>';
    assert.deepEqual(one(html, 'authors', 'array<string>'), ['Ann Lee', 'Bo van der Berg']);
  });
  it('is not that of a comment, and no sentence', () => {
    assert.equal(author('<div class="comments"><p class="comment-author">Bo Berg</p></div>'), null);
    assert.equal(author('<p>By the time we came it was over</p>'), null);
  });
  it('by a label is a name, without what follows it', () => {
    assert.equal(author('<p>Author: Ann Lee. Last updated on 3 May</p>'), 'Ann Lee');
    assert.equal(author('<p>Submitted by: <b>nash</b> <a>View other recipes</a></p>'), 'nash');
    assert.equal(author('<p>Author: Thomas More</p>'), 'Thomas More');
    assert.equal(author('<h4>Author</h4><h4>Recent posts</h4>'), null);
    assert.equal(author('<p>Redaktion: und das jeden Abend schon um acht Uhr.</p>'), null);
  });
  it('is none where each text of a listing has its own', () => {
    const card = (name: string): string => `<article><h2>News</h2><p class="byline">By ${name}</p></article>`;
    assert.equal(author(['Ann Lee', 'Bo Berg', 'Cy Dahl'].map(card).join('')), null);
  });
  it('goes before the name of the site in the metadata', () => {
    const meta = '<meta name="author" content="Acme"><meta property="og:site_name" content="Acme">';
    assert.equal(author(`${meta}<p class="byline">By Ann Lee</p>`), 'Ann Lee');
    assert.equal(author(meta), 'Acme');
  });
});

describe('a list under the name of a field', () => {
  const html = `<h1>Soup</h1><h2>Zutaten für 4 Personen</h2><ul><li>1 Zwiebel</li><li>2 <b>Eier</b></li></ul>
    <h2>Zubereitung</h2><p>Die Zwiebel in kleine Würfel schneiden.</p><p>Alles zusammen eine Stunde kochen.</p>
    <h2>Kommentare</h2><p>Das war ein wirklich gutes Rezept, danke.</p>`;

  it('leaves out the part that says the same in other units, hidden until a click', () => {
    const amounts = (us: string, metric: string): string =>
      `<h1>Soup</h1><h2>Ingredients</h2><ul${us}><li>1 cup water<li>2 oz salt</ul><ul${metric}><li>240 ml water<li>56 g salt</ul>`;
    const ingredients = (page: string): unknown => one(page, 'ingredients', 'array<string>');
    const hidden = ' style="display: none"';
    assert.deepEqual(ingredients(amounts('', hidden)), ['1 cup water', '2 oz salt']);
    assert.deepEqual(ingredients(amounts(' hidden', '')), ['240 ml water', '56 g salt']);
    assert.equal((ingredients(amounts(hidden, hidden)) as string[]).length, 4);
  });

  it('ends at the next heading', () => {
    const { data } = extract(html, { ingredients: 'array<string>', instructions: 'array<string>' });
    assert.deepEqual(data, {
      ingredients: ['1 Zwiebel', '2 Eier'],
      instructions: ['Die Zwiebel in kleine Würfel schneiden.', 'Alles zusammen eine Stunde kochen.'],
    });
  });

  const lists = (page: string): unknown[] => {
    const { data } = extract(page, { ingredients: 'array<string>', instructions: 'array<string>' });
    return [data['ingredients'], data['instructions']];
  };
  const NONE: readonly string[] = [];

  it('is found under its other names, one or many', () => {
    const page = '<h2>Directions</h2><p>Cut the onions into small pieces.</p><p>Cook all for an hour.</p>';
    assert.deepEqual(lists(page)[1], ['Cut the onions into small pieces.', 'Cook all for an hour.']);
  });

  it('may have controls in its heading, and parts with headings of the same rank', () => {
    const page = `<h3>Ingredients <div><button>1x</button></div><div><button>Metric</button></div></h3>
      <h3>Dough</h3><ul><li>1 egg</li></ul><h3>Filling</h3><ul><li>2 figs</li></ul><h3>Notes</h3><ul><li>3 tips</li></ul>`;
    assert.deepEqual(lists(page), [['1 egg', '2 figs'], NONE]);
  });

  it('is put together from headings that name its parts', () => {
    const page = `<h2>Zutaten für den Teig</h2><ul><li>1 Ei</li><li>2 EL Öl</li></ul><p>Alles gut miteinander verrühren.</p>
      <h2>Zutaten für die Füllung</h2><ul><li>3 Feigen</li><li>4 Datteln</li></ul>`;
    assert.deepEqual(lists(page)[0], ['1 Ei', '2 EL Öl', '3 Feigen', '4 Datteln']);
  });

  it('leaves out numbers of steps, links to share, and what stands beside', () => {
    const page = `<h2>Instructions</h2><p>Step 1 Cut the onions into small pieces.</p><aside><h2>Learn more</h2></aside>
      <p>Step 2 Cook all of it for an hour.</p><p>Facebook Twitter Pinterest LinkedIn</p>`;
    assert.deepEqual(lists(page)[1], ['Cut the onions into small pieces.', 'Cook all of it for an hour.']);
    const counted =
      '<h2>Method</h2><ol><li>1. Cut the onions into small pieces.</li><li>2. Cook all of it for an hour.</li></ol>';
    assert.deepEqual(lists(counted)[1], ['Cut the onions into small pieces.', 'Cook all of it for an hour.']);
  });

  it('does not begin with its own name', () => {
    const steps = '["PREPARATION","Cut the onions.","Cook all of it."]';
    const ld = `<script type="application/ld+json">{"@type":"Recipe","name":"Soup","recipeInstructions":${steps}}</script>`;
    assert.deepEqual(lists(ld)[1], ['Cut the onions.', 'Cook all of it.']);
  });

  it('keeps amounts that only look like numbers of steps', () => {
    const page = '<h2>Ingredients</h2><ul><li>1 onion</li><li>2 eggs</li></ul>';
    assert.deepEqual(lists(page)[0], ['1 onion', '2 eggs']);
    assert.deepEqual(lists('<h2>Ingredients</h2><div>1 onion</div><div>2 eggs</div>')[0], [
      '1 onion',
      '2 eggs',
    ]);
  });

  it('is the one with amounts where the text tells about it first', () => {
    const page = `<h2>Ingredients</h2><ul><li>Onions: the sweet ones</li><li>Eggs: small</li></ul><h2>Why</h2><p>So.</p>
      <h2>Ingredients</h2><ul><li>1 onion</li><li>2 eggs</li></ul>`;
    assert.deepEqual(lists(page)[0], ['1 onion', '2 eggs']);
  });

  it('is the first of two that look alike, the page’s own', () => {
    const recipe = (name: string, ...items: readonly string[]): string =>
      `<h2>${name}</h2><h3>Ingredients</h3><ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`;
    const page = recipe('Soup', '1 onion', 'Green sauce') + recipe('Sauce', '2 eggs', '3 herbs', '1 lemon');
    assert.deepEqual(lists(page)[0], ['1 onion', 'Green sauce']);
  });

  it('is not the list of links below its paragraphs', () => {
    const step = 'Cut the onions into small cubes and cook all of it for an hour.';
    const links = '<ul><li><a href="/a">Onion recipes</a></li><li><a href="/b">Soups</a></li></ul>';
    const page = `<h2>Paso a paso</h2><div>1</div><p>${step}</p><div>2</div><p>${step}</p>${links}`;
    assert.deepEqual(lists(page)[1], [step, step]);
  });

  it('may be a table in a page that is laid out by tables', () => {
    const page = `<table><tr><td><div>Ingredients</div><div>1 onion</div><div>2 eggs</div></td></tr></table>`;
    assert.deepEqual(lists(page)[0], ['1 onion', '2 eggs']);
    const rows =
      '<h2>Ingredients</h2><table><tr><th>Amount<th>What<tr><td>1<td>onion<tr><td>2<td>eggs</table>';
    assert.deepEqual(lists(rows)[0], ['1 onion', '2 eggs']);
  });

  it('answers a field of the caller’s own name', () => {
    const list = '<h3>Features</h3><ul><li>Whistle<li>Handle</ul>';
    assert.deepEqual(one(list, 'features', 'array<string>'), ['Whistle', 'Handle']);
  });

  it('goes before metadata that has lost all but one line', () => {
    const ld =
      '<script type="application/ld+json">{"@type":"Recipe","name":"Soup","recipeIngredient":["1 Zwiebel"]}</script>';
    assert.deepEqual(one(html + ld, 'ingredients', 'array<string>'), ['1 Zwiebel', '2 Eier']);
  });
});

describe('tags', () => {
  it('are links that say so', () => {
    const html =
      '<h1>x</h1><ul class="tags"><li><a href="/tag/a" rel="tag">Alpha</a><li><a href="/tag/b" rel="tag">#Beta</a></ul>';
    assert.deepEqual(one(html, 'tags', 'array<string>'), ['Alpha', 'Beta']);
  });
  it('may stand by a label, each in an element of its own', () => {
    const tags = (html: string): unknown => one(html, 'tags', 'array<string>');
    assert.deepEqual(tags('<div><div>Tags</div><div><a>War</a><a>Peace talks</a></div></div>'), [
      'War',
      'Peace talks',
    ]);
    assert.deepEqual(tags('<p>Tags: <a>War</a>, <a>Peace talks</a></p>'), ['War', 'Peace talks']);
    assert.deepEqual(tags('<b>Tag</b> <i>@acme on Instagram</i> and hashtag it'), []);
  });

  it('are not the menu', () => {
    assert.deepEqual(
      one('<nav><a href="/topic/a">Alpha</a><a href="/topic/b">Beta</a></nav>', 'tags', 'array<string>'),
      [],
    );
  });
});

describe('microformats', () => {
  it('are read like the markup that means the same', () => {
    const { data, structured } = extract(
      `<div class="hrecipe"><h1 class="fn">Soup</h1><span class="yield">4</span><ul><li class="ingredient">1 onion
       <li class="ingredient">2 eggs</ul><div class="review hreview-aggregate"><b class="average">2.8</b> of
       <b class="count">122</b></div></div>`,
      { servings: 'integer', ingredients: 'array<string>', rating: 'float', rating_count: 'integer' },
    );
    assert.deepEqual(data, {
      servings: 4,
      ingredients: ['1 onion', '2 eggs'],
      rating: 2.8,
      rating_count: 122,
    });
    assert.equal(structured, true);
  });
});

describe('the state of scripts', () => {
  const state = {
    page: {
      items: [
        { title: 'Other', bedrooms: 9 },
        { title: 'Mill Lane 12', features: { bedrooms: 3 }, price: 1299 },
      ],
    },
  };

  for (const [what, script] of [
    [
      'application/json',
      `<script type="application/json" id="__NEXT_DATA__">${JSON.stringify(state)}</script>`,
    ],
    ['an assignment', `<script>var x = 1; window.__INITIAL_STATE__ = ${JSON.stringify(state)};</script>`],
    ['quoted JSON', `<script>window.STATE = JSON.parse(${JSON.stringify(JSON.stringify(state))});</script>`],
  ] as const) {
    it(`is read from ${what}, from the object that is about the page`, () => {
      const { data, structured, evidence } = extract(`<h1>Mill Lane 12</h1>${script}`, {
        bedrooms: 'integer',
      });
      assert.deepEqual(data, { bedrooms: 3 });
      assert.equal(evidence['bedrooms']?.source, 'state');
      assert.equal(structured, false);
    });
  }

  it('gives no price that the page does not show', () => {
    const script = `<script type="application/json">${JSON.stringify(state)}</script>`;
    assert.equal(one(`<h1>Mill Lane 12</h1>${script}`, 'price', 'float'), null);
    assert.equal(one(`<h1>Mill Lane 12</h1><i>1,299</i>${script}`, 'price', 'float'), 1299);
  });

  it('tells when goods were put up for sale, unless a text is asked for', () => {
    const goods = {
      title: 'Steel kettle',
      sku: 'K1',
      published_at: '2024-05-03T10:00:00+02:00',
      tags: [],
      options: [],
    };
    const page = `<h1>Steel kettle</h1><script type="application/json">${JSON.stringify(goods)}</script>`;
    assert.equal(one(page, 'published_at', 'date'), '2024-05-03');
    const fields = { published_at: 'date', author: 'string' } as const;
    assert.deepEqual(extract(page, fields).data, { published_at: null, author: null });
    assert.equal(extract(page.replace('"sku"', '"slug"'), fields).data['published_at'], '2024-05-03');
  });

  it('is not read where no object is about the page', () => {
    const script = `<script type="application/json">${JSON.stringify(state)}</script>`;
    const fields = { bedrooms: 'integer', bathrooms: 'integer', heating: 'string' } as const;
    assert.deepEqual(extract(`<h1>Station Road</h1>${script}`, fields).data, {
      bedrooms: null,
      bathrooms: null,
      heating: null,
    });
  });
});

describe('a field of the caller’s own name', () => {
  const html = '<meta property="og:image" content="/k.jpg"><h1>Kettle</h1><p>Colour of lid: red</p>';
  const ask = (field: string, hint?: string): unknown =>
    extractFields(
      openDocument(html, 'https://acme.test/kettle'),
      [{ field, type: 'string', ...(hint === undefined ? {} : { hint }) }],
      {
        fetchedAt: new Date(),
      },
    ).data[field];

  it('is known by a hint that names what it means', () => {
    assert.equal(ask('pic', 'URL of the main image'), 'https://acme.test/k.jpg');
    assert.equal(ask('pic', 'whatever you like'), null);
    assert.equal(ask('pic'), null);
  });

  it('is found by the label that has its name', () => assert.equal(ask('colourOfLid'), 'red'));
});

describe('the front page of a site', () => {
  it('has no date of publication, and is called like the site rather than Home', () => {
    const html = '<title>Home | The Acme Blog</title><h1>Home</h1><p class="date">3 May 2024</p>';
    assert.equal(one(html, 'published', 'date', 'https://acme.test/'), null);
    assert.equal(one(html, 'title', 'string', 'https://acme.test/'), 'The Acme Blog');
  });
});
