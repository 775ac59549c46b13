import assert from 'node:assert/strict';
import { extractFields, openDocument } from '../../../../src/core/extract/index.js';
import type { Field, FieldValues, Schema } from '../../../../src/core/schema.js';

function extract(items: readonly string[], schema: Schema): FieldValues {
  const doc = openDocument(`<body><main>${items.join('')}</main></body>`, 'https://site.test/list/');
  return extractFields(doc, schema, { fetchedAt: new Date('2026-06-01T12:00:00Z') }).data;
}

const texts = (field: string, example?: unknown): Field => ({ field, type: 'array<string>', example });
const integers = (field: string, example?: unknown): Field => ({ field, type: 'array<integer>', example });

const NAMES = ['Oak chair', 'Blue kettle', 'Wool scarf', 'Desk lamp'];
const USERS = ['annlee', 'bo_ray', 'cy77', 'dimoss'];
const DAYS = ['3 May 2024', '22 April 2024', '1 April 2024', '15 March 2024'];

describe('parts of items', () => {
  it('are without prices that no longer hold', () => {
    const prices = ['<del>$99</del> <ins>$80</ins>', '$12', '$40', '<del>$20</del> <ins>$15</ins>'];
    const cards = NAMES.map(
      (name, at) => `<div class="card"><h3>${name}</h3><span class="price">${prices[at] ?? ''}</span></div>`,
    );
    assert.deepEqual(extract(cards, [texts('names'), integers('prices')]), {
      names: NAMES,
      prices: [80, 12, 40, 15],
    });
  });

  it('are without words that are read aloud only', () => {
    const cards = NAMES.map(
      (name, at) =>
        `<div class="card"><h3>${name}</h3><div class="body"><p>It was made in ${2000 + at} by hand and has never been used.</p>
         <ul><li><a href="/${at}">Read more<span class="visually-hidden"> about ${name}</span></a></li></ul></div></div>`,
    );
    assert.deepEqual(
      extract(cards, [texts('summaries', ['We found it in the attic of a house.'])])['summaries'],
      NAMES.map((_, at) => `It was made in ${2000 + at} by hand and has never been used.`),
    );
  });

  it('are named by the same words behind them in every item', () => {
    const rows = NAMES.map(
      (name, at) =>
        `<li class="row"><a href="/t/${at}">${name}</a><dd class="posts">${at * 3} <dfn>Replies</dfn></dd><dd class="seen">${at + 100} <dfn>Views</dfn></dd></li>`,
    );
    assert.deepEqual(extract(rows, [texts('titles'), integers('replies', [4]), integers('views', [99])]), {
      titles: NAMES,
      replies: [0, 3, 6, 9],
      views: [100, 101, 102, 103],
    });
  });

  it('are no marks between links', () => {
    const rows = NAMES.map(
      (name, at) =>
        `<tr><td><a class="list subject" href="?h=${at}">Paint the old ${name}</a></td><td class="link"><a href="?c=${at}">commit</a> | <a href="?t=${at}">tree</a></td></tr>`,
    );
    const data = extract(
      [`<table>${rows.join('')}</table>`],
      [texts('commit_messages', ['Fix the lamp at last'])],
    );
    assert.deepEqual(data, { commit_messages: NAMES.map((name) => `Paint the old ${name}`) });
  });

  it('are dates of what was written, not since when its author is a member', () => {
    const posts = USERS.map(
      (user, at) =>
        `<div class="post"><dl><dt>${user}</dt><dd class="profile-joined"><b>Joined:</b> 2019-01-0${at + 1}</dd></dl>
         <p>by <b class="author">${user}</b> » <time>${DAYS[at] ?? ''}</time></p><div class="content">Text ${at} of it.</div></div>`,
    );
    assert.deepEqual(extract(posts, [texts('authors', ['zed9']), texts('dates', ['2020-01-02 10:00'])]), {
      authors: USERS,
      dates: DAYS,
    });
  });

  it('are links of the title, also where another part has the same link', () => {
    const rows = NAMES.map(
      (name, at) =>
        `<tr><td><a href="show?id=${at}">${at + 100}</a></td><td>NEW</td><td><a href="show?id=${at}">${name}</a></td></tr>`,
    );
    const data = extract(
      [`<table><tr><th>ID</th><th>Status</th><th>Summary</th></tr>${rows.join('')}</table>`],
      [texts('titles', ['Lamp']), texts('links', ['https://site.test/y/zz-1.0.zip'])],
    );
    assert.deepEqual(
      data['links'],
      NAMES.map((_, at) => `https://site.test/list/show?id=${at}`),
    );
  });
});

describe('parts of items that nothing marks', () => {
  it('are the longest texts, where texts are asked for', () => {
    const rows = ['Ropes', 'Boats', 'Tides'].map(
      (name, at) =>
        `<div class="row"><div class="info"><a href="/f/${at}">${name}</a><br>All about ${name}, in two parts.</div><div class="posts">${at + 20}</div></div>`,
    );
    const data = extract(rows, [
      texts('board_names', ['Garden']),
      texts('descriptions', ['Lamps of all kinds are here.']),
    ]);
    assert.deepEqual(data, {
      board_names: ['Ropes', 'Boats', 'Tides'],
      descriptions: ['Ropes', 'Boats', 'Tides'].map((name) => `All about ${name}, in two parts.`),
    });
  });

  it('are numbers named by the word beside them, and dates between marks', () => {
    const item = (name: string, at: number): string =>
      `<div class="q"><div class="stat"><b>${at * 7}</b> <i>votes</i></div><div class="stat"><b>${at + 2}</b> <i>answers</i></div>
       <h3><a href="/q/${at}">${name}</a></h3><div class="info">${DAYS[at] ?? ''} | <a href="/c">Garden</a> | <a href="/q/${at}#c">${at} comments</a></div></div>`;
    const data = extract(NAMES.map(item), [
      texts('titles'),
      integers('votes', [3]),
      integers('answers', [2]),
      texts('dates', ['01-Jan-2020 10:11']),
    ]);
    assert.deepEqual(data, { titles: NAMES, votes: [0, 7, 14, 21], answers: [2, 3, 4, 5], dates: DAYS });
  });
});

describe('several numbers in one item', () => {
  const HOMES = [
    [3, 1, 900],
    [2, 1, 750],
    [4, 2, 1800],
  ] as const;
  const ASKED = [integers('bedrooms'), integers('bathrooms')];
  const EXPECTED = { bedrooms: [3, 2, 4], bathrooms: [1, 1, 2] };
  const cards = (facts: (home: (typeof HOMES)[number]) => string): string[] =>
    HOMES.map((home) => `<div class="home"><h3>${home[2]} Elm Street</h3>${facts(home)}</div>`);

  it('are told by the words behind each', () => {
    const list = cards(
      ([beds, baths, area]) => `<ul><li>${beds} beds</li><li>${baths} bath</li><li>${area} sq ft</li></ul>`,
    );
    assert.deepEqual(extract(list, ASKED), EXPECTED);
    const line = cards(
      ([beds, baths, area]) => `<p><b>${beds}</b> beds <b>${baths}</b> bath <b>${area}</b> sqft</p>`,
    );
    assert.deepEqual(extract(line, ASKED), EXPECTED);
    const short = cards(([beds, baths]) => `<p><b>${beds}</b> bds <b>${baths}</b> ba</p>`);
    assert.deepEqual(extract(short, ASKED), EXPECTED);
  });
});
