import assert from 'node:assert/strict';
import { extractFields, openDocument } from '../../../../src/core/extract/index.js';
import type { Field, FieldValues, Schema } from '../../../../src/core/schema.js';

function extract(html: string, schema: Schema): FieldValues {
  const doc = openDocument(`<html lang="en"><body>${html}</body></html>`, 'https://site.test/list/');
  return extractFields(doc, schema, { fetchedAt: new Date('2026-06-01T12:00:00Z') }).data;
}

const texts = (field: string, example?: unknown): Field => ({ field, type: 'array<string>', example });
const TEXT = '<h1>About the workshop</h1><p>We have built and mended brass horns by the sea since 1920.</p>';
const links = (...names: string[]): string =>
  names.map((name) => `<li><a href="/${name}">${name}</a></li>`).join('');

describe('lists that lead around the site', () => {
  const ASKED = [
    texts('product_names'),
    texts('names'),
    texts('tags'),
    texts('links', ['https://site.test/p/1']),
  ];
  const NONE = { product_names: [], names: [], tags: [], links: [] };
  const kinds: Readonly<Record<string, string>> = {
    'a footer': `${TEXT}<footer><ul>${links('Repairs', 'Lessons', 'Rental')}</ul></footer>`,
    'the menu in the head of the page': `<div><header><ul>${links('Repairs', 'Lessons', 'Rental')}</ul></header></div>${TEXT}`,
    'what stands beside': `${TEXT}<aside><ul>${links('Repairs', 'Lessons', 'Rental')}</ul></aside>`,
    'pages that sites have, wherever they stand': `${TEXT}<div><ul>${links('Terms', 'Privacy', 'Press', 'Lessons')}</ul></div>`,
    networks: `${TEXT}<p>${['Facebook', 'Instagram', 'YouTube'].map((name) => `<a href="https://${name}.example/horns">${name}</a> `).join('')}</p>`,
    tabs: `${TEXT}<ul class="tabs">${links('Description', 'Reviews', 'Shipping')}</ul>`,
    'tabs by their role': `${TEXT}<div>${['Description', 'Reviews', 'Shipping'].map((name) => `<a role="tab" href="/p/${name}">${name}</a>`).join('')}</div>`,
  };
  for (const [kind, html] of Object.entries(kinds))
    it(`are no things: ${kind}`, () => {
      assert.deepEqual(extract(html, ASKED), NONE);
    });

  it('are no things: buttons, the labels of a form', () => {
    const buttons = '<div><button>Description</button><button>Care of brass</button></div>';
    const form = `<form>${['Your name', 'Your mail', 'Your words'].map((name) => `<div><label>${name}</label><input></div>`).join('')}</form>`;
    for (const html of [buttons, form])
      assert.deepEqual(extract(TEXT + html, [texts('items', ['Slide oil']), texts('names')]), {
        items: [],
        names: [],
      });
  });

  it('are meant where an example stands in them', () => {
    const html = `${TEXT}<footer><ul>${links('Repairs', 'Lessons', 'Rental')}</ul></footer>`;
    assert.deepEqual(extract(html, [texts('services', ['Repairs'])]), {
      services: ['Repairs', 'Lessons', 'Rental'],
    });
  });
});

describe('lists that look like those around the site', () => {
  it('are things: the dishes of a menu', () => {
    const names = ['Onion soup', 'Fish of the day', 'Apple pie'];
    const dishes = names.map((name) => `<div class="dish"><h3>${name}</h3><span>$9</span></div>`);
    assert.deepEqual(extract(`<h1>Dinner</h1><div class="menu">${dishes.join('')}</div>`, [texts('names')]), {
      names,
    });
  });

  it('are things: what tabs show, tasks to tick off', () => {
    const names = ['Slide oil', 'Valve oil', 'Brass polish'];
    const cards = names.map((name) => `<div class="card"><h3><a href="/p/${name}">${name}</a></h3></div>`);
    const shown = `${TEXT}<div class="tabs"><ul><li>All</li><li>New</li></ul><div>${cards.join('')}</div></div>`;
    assert.deepEqual(extract(shown, [texts('names')]), { names });
    const tasks = names.map((name) => `<li><input type="checkbox"> <label>${name}</label></li>`);
    assert.deepEqual(extract(`${TEXT}<ul>${tasks.join('')}</ul>`, [texts('tasks', ['Reed care'])]), {
      tasks: names,
    });
  });
});

describe('a thing alone', () => {
  const ASKED = [texts('titles'), texts('links'), texts('tags'), texts('excerpts')];
  const text = 'The water came in over night, and by noon the whole of the workshop stood in it.';

  it('is no list where it is the text of the page', () => {
    const html = `<article><h1>The flood</h1><p>${text}</p><p>See <a href="/roof">the roof</a>.</p><i class="tag">water</i></article>`;
    assert.deepEqual(extract(html, ASKED), { titles: [], links: [], tags: [], excerpts: [] });
  });

  it('is the last of a listing where its heading leads to it', () => {
    const html = `<h1>News, page 3</h1><article><h2><a href="/flood">The flood</a></h2><p>${text}</p></article>`;
    assert.deepEqual(extract(html, ASKED), {
      titles: ['The flood'],
      links: ['https://site.test/flood'],
      tags: [],
      excerpts: [text],
    });
  });
});

describe('lists beside the one that the page is about', () => {
  const ASKED = [texts('names'), texts('links')];
  const NAMES = ['Red lamp', 'Blue lamp', 'Green lamp', 'Amber lamp'];
  const lamps = (...names: string[]): string =>
    `<ul>${names.map((name) => `<li><a href="/p/${name.replace(' ', '-')}">${name}</a></li>`).join('')}</ul>`;
  const linksOf = (names: readonly string[]): string[] =>
    names.map((name) => `https://site.test/p/${name.replace(' ', '-')}`);

  it('are told by their headings, in any language', () => {
    const headings = [
      '<h3>Other customers like</h3>',
      '<div class="head"><h2>Recently viewed</h2></div>',
      '<p><b>Zuletzt angesehen</b></p>',
      '<h2>関連商品</h2>',
    ];
    for (const heading of headings)
      assert.deepEqual(
        extract(`<h1>Lamps</h1>${lamps(...NAMES)}${heading}${lamps('Old lamp', 'Wide lamp')}`, ASKED),
        { names: NAMES, links: linksOf(NAMES) },
        heading,
      );
  });

  it('leave out none of the sections of a list', () => {
    const html = `<h1>Lamps</h1><h2>4 results</h2>${lamps(...NAMES)}<h2>Table lamps</h2>${lamps('Old lamp', 'Wide lamp')}`;
    const all = [...NAMES, 'Old lamp', 'Wide lamp'];
    assert.deepEqual(extract(html, ASKED), { names: all, links: linksOf(all) });
  });

  it('are no answer where nothing was found', () => {
    const html = '<h1>No results for “lanp”</h1><p>Try another word.</p>';
    for (const others of [
      `<h2>Popular searches</h2>${lamps(...NAMES)}`,
      `<div class="popular-searches">${lamps(...NAMES)}</div>`,
    ])
      assert.deepEqual(extract(html + others, ASKED), { names: [], links: [] });
  });

  it('are meant where the field has their name', () => {
    const html = `<h1>Lamps</h1>${lamps(...NAMES)}<h2>Related products</h2>${lamps('Old lamp', 'Wide lamp')}`;
    assert.match(JSON.stringify(extract(html, [texts('related_names')])), /Wide lamp/);
  });
});
