import assert from 'node:assert/strict';
import { extractFields, openDocument } from '../../../../src/core/extract/index.js';
import type { Field, FieldValues, Schema } from '../../../../src/core/schema.js';

const URL = 'https://site.test/list/';

function extract(html: string, schema: Schema, url = URL): FieldValues {
  const fetchedAt = new Date('2026-06-01T12:00:00Z');
  return extractFields(openDocument(html, url), schema, { fetchedAt }).data;
}

const texts = (field: string, example?: unknown): Field => ({ field, type: 'array<string>', example });

describe('items that stand in others of their kind', () => {
  const letter = (id: string, title: string, who: string, answers = ''): string =>
    `<li><b><a href="${id}.html">${title}</a></b>, <i>${who}</i>${answers === '' ? '' : `<ul>${answers}</ul>`}</li>`;

  it('are items as well, in the order of the page, without what stands in them', () => {
    const html = `<h1>harbour by thread</h1><ul>
      ${letter('m1', 'Who has the key?', 'Ann Lee', letter('m2', 'Re: Who has the key?', 'Bo Ray') + letter('m3', 'Re: Who has the key?', 'Cy Dunn'))}
      ${letter('m4', 'Tide tables for June', 'Bo Ray')}
      ${letter('m5', 'Spring cleaning', 'Di Moss', letter('m6', 'Re: Spring cleaning', 'Ann Lee'))}</ul>`;
    const data = extract(`<body>${html}</body>`, [
      texts('subjects'),
      texts('links'),
      texts('authors', ['Ed Nye']),
    ]);
    assert.deepEqual(data, {
      subjects: [
        'Who has the key?',
        'Re: Who has the key?',
        'Re: Who has the key?',
        'Tide tables for June',
        'Spring cleaning',
        'Re: Spring cleaning',
      ],
      links: ['m1', 'm2', 'm3', 'm4', 'm5', 'm6'].map((id) => `https://site.test/list/${id}.html`),
      authors: ['Ann Lee', 'Bo Ray', 'Cy Dunn', 'Bo Ray', 'Di Moss', 'Ann Lee'],
    });
  });

  it('are none of the kind when they are made of other parts', () => {
    const item = (title: string, who: string): string =>
      `<li><b><a href="/${who}">${title}</a></b><ul><li><i>From</i>: ${who}</li></ul></li>`;
    const html = `<ul>${item('Tide tables', 'Ann Lee')}${item('Spring cleaning', 'Bo Ray')}${item('Keys', 'Cy Dunn')}</ul>`;
    assert.deepEqual(extract(`<body>${html}</body>`, [texts('subjects'), texts('senders')]), {
      subjects: ['Tide tables', 'Spring cleaning', 'Keys'],
      senders: ['Ann Lee', 'Bo Ray', 'Cy Dunn'],
    });
  });
});

describe('indexes of folders', () => {
  const row = (name: string, day: string, size: string): string =>
    `<tr><td><a href="${name}">${name}</a></td><td>${day}</td><td>${size}</td></tr>`;
  const index = (...rows: string[]): string =>
    `<body><h2>Index of /list/</h2><table><thead><tr><th>Name</th><th>Changed</th><th>Size</th></tr></thead>
     <tbody>${row('../', '&nbsp;', '- &nbsp;')}${rows.join('')}</tbody></table></body>`;
  const schema = [
    texts('names', ['old.pdf']),
    texts('dates', ['2020-01-02 03:04']),
    texts('sizes', ['3.4K']),
  ];

  it('are read without the row that leads up, also when one thing is left', () => {
    assert.deepEqual(extract(index(row('a.txt', '2024-03-01 10:00', '1.5K')), schema), {
      names: ['a.txt'],
      dates: ['2024-03-01 10:00'],
      sizes: ['1.5K'],
    });
  });

  it('have links, whatever the links lead to', () => {
    const html = index(row('a.jpg', '2024-03-01 10:00', '1K'), row('b.jpg', '2024-03-02 10:00', '2K'));
    assert.deepEqual(extract(html, [texts('links', ['https://site.test/x/c.jpg'])]), {
      links: ['https://site.test/list/a.jpg', 'https://site.test/list/b.jpg'],
    });
  });
});

describe('a page without a body element', () => {
  it('has groups as any other', () => {
    const html = ['Oak chair', 'Blue kettle', 'Wool scarf']
      .map((name, at) => `<div class="card"><h3><a href="/p/${at}">${name}</a></h3><p>Well made.</p></div>`)
      .join('');
    assert.deepEqual(extract(html, [texts('names')]), { names: ['Oak chair', 'Blue kettle', 'Wool scarf'] });
  });
});

describe('several examples of another page', () => {
  it('do not show a place that one of them stands in by chance', () => {
    const row = (name: string, code: string, gold: number): string =>
      `<tr><td><img src="/${code}.png"><a href="/${code}">${name}</a> (${code})</td><td>${gold}</td></tr>`;
    const html = `<body><table><tr><th>Nation</th><th>Gold</th></tr>
      ${row('North Island', 'NOR', 4)}${row('South Island', 'SOU', 3)}${row('West Bay', 'WES', 2)}</table></body>`;
    const gold: Field = { field: 'gold', type: 'array<integer>' };
    assert.deepEqual(extract(html, [texts('nation', ['West Bay', 'Far Reef', 'Low Hills']), gold]), {
      nation: ['North Island (NOR)', 'South Island (SOU)', 'West Bay (WES)'],
      gold: [4, 3, 2],
    });
  });
});

describe('what a field means among many things', () => {
  const page = (items: string): string => `<body><main>${items}</main></body>`;

  it('is the name of the things where it is called like them', () => {
    const html = ['core', 'web', 'docs']
      .map(
        (name) =>
          `<li><a href="/${name}"><div class="name">${name}</div><div>The ${name} part</div></a></li>`,
      )
      .join('');
    assert.deepEqual(extract(page(`<ul>${html}</ul>`), [texts('repositories', ['misc'])]), {
      repositories: ['core', 'web', 'docs'],
    });
  });

  it('is how many where small numbers stand behind what they count', () => {
    const counts: Field = { field: 'post_counts', type: 'array<integer>', example: [31] };
    const tags = ['Bread', 'Glass', 'Wood'];
    const expected = { tags, post_counts: [5, 2, 9] };
    const shapes = [(count: number) => `</a> (${count})`, (count: number) => ` <sup>${count}</sup></a>`];
    for (const behind of shapes) {
      const html = tags.map(
        (name, at) => `<li><a href="/t/${name}">${name}${behind([5, 2, 9][at] ?? 0)}</li>`,
      );
      assert.deepEqual(
        extract(page(`<ul>${html.join('')}</ul>`), [texts('tags', ['Stone']), counts]),
        expected,
      );
    }
  });

  it('is the text of a review, not the line that says who wrote it', () => {
    const review = (title: string, text: string, who: string): string =>
      `<article class="review"><h3><a href="/reviews/${who}">${title}</a></h3><p>${text}</p>
       <p><small>Reviewed by <b>${who}</b> on 29 Nov 2024 | <a href="/r">Permalink</a></small></p></article>`;
    const html =
      review('Sharp', 'Cut a hazel hedge with it at once.', 'Ann') +
      review('Good, not great', 'The handle came loose after a week or so.', 'Bo') +
      review('Third one', 'Two went to neighbours who kept them.', 'Cy');
    const schema = [texts('review_texts', ['It bent the first time out.']), texts('reviewers', ['Di'])];
    assert.deepEqual(extract(page(html), schema), {
      review_texts: [
        'Cut a hazel hedge with it at once.',
        'The handle came loose after a week or so.',
        'Two went to neighbours who kept them.',
      ],
      reviewers: ['Ann', 'Bo', 'Cy'],
    });
  });

  it('is what its heading says, though a short example stands elsewhere', () => {
    const row = (file: string, lines: number, branches: number): string =>
      `<tr><td>${file}</td><td>${lines}</td><td>${branches}</td></tr>`;
    const html = `<table><tr><th>File</th><th>Lines</th><th>Branches</th></tr>
      ${row('a.js', 40, 25)}${row('b.js', 66, 12)}${row('c.js', 75, 33)}</table>`;
    const share: Field = { field: 'line_percent', type: 'array<integer>', example: [12] };
    assert.deepEqual(extract(page(html), [texts('files', ['x.js']), share]), {
      files: ['a.js', 'b.js', 'c.js'],
      line_percent: [40, 66, 75],
    });
  });
});

describe('texts of items that tell nothing of the thing', () => {
  const post = (title: string, text: string): string =>
    `<article class="post"><nav class="post-action"><a href="/${title}">Continue reading</a></nav>
     <h2><a href="/${title}">${title}</a></h2><p>${text} <a href="/${title}">Read more…</a></p></article>`;

  it('offer to do something, in whatever number of items', () => {
    const html = `<body><main>${post('Notes on the roof', 'It leaks in two places now.')}</main></body>`;
    assert.deepEqual(extract(html, [texts('titles', ['A year with a gate'])]), {
      titles: ['Notes on the roof'],
    });
  });

  it('are cut off where they end each text', () => {
    const html =
      post('Notes on the roof', 'It leaks in two places now.') + post('Notes on bees', 'They swarm in May.');
    assert.deepEqual(
      extract(`<body><main>${html}</main></body>`, [texts('excerpts', ['We bought a hive.'])]),
      {
        excerpts: ['It leaks in two places now.', 'They swarm in May.'],
      },
    );
  });
});

describe('names of files', () => {
  it('are names, also with numbers and days in them', () => {
    const links = ['core-1.4.2.tar.gz', 'web-2024-05-03.tar.gz', 'docs-0.9.1.tar.gz']
      .map((name) => `<a href="/files/${name}#sha=1">${name}</a><br>`)
      .join('');
    assert.deepEqual(extract(`<body><h1>Files</h1>${links}</body>`, [texts('files', ['misc-1.0.zip'])]), {
      files: ['core-1.4.2.tar.gz', 'web-2024-05-03.tar.gz', 'docs-0.9.1.tar.gz'],
    });
  });

  it('are one column, whatever class each kind has', () => {
    const link = (kind: string, name: string): string =>
      `<li><a class="${kind}" href="/${name}">${name}</a></li>`;
    const html = `<ul>${link('folder', 'old/')}${link('file pdf', 'a.pdf')}${link('file txt', 'b.txt')}</ul>`;
    assert.deepEqual(extract(`<body>${html}</body>`, [texts('file_names', ['old/'])]), {
      file_names: ['old/', 'a.pdf', 'b.txt'],
    });
  });
});

describe('an example that stands under another heading', () => {
  it('does not overrule the heading that bears the name', () => {
    const row = (id: number, title: string, creator: string, owner: string): string =>
      `<tr><td>${id}</td><td>${title}</td><td>${creator}</td><td>${owner}</td></tr>`;
    const html = `<table><tr><th>ID</th><th>Title</th><th>Creator</th><th>Assigned to</th></tr>
      ${row(4, 'Mend the gate', 'leif5', 'bram4')}${row(5, 'Paint the shed', 'vito7', '')}${row(6, 'Oil the saw', 'leif5', 'ann1')}</table>`;
    const data = extract(`<body>${html}</body>`, [
      texts('titles', ['Wash up']),
      texts('assignees', ['leif5', 'vito7']),
    ]);
    assert.deepEqual(data['assignees'], ['bram4', 'ann1']);
  });
});

describe('names with addresses behind them', () => {
  it('are kept as they stand', () => {
    const html = ['Ann Lee', 'Bo Ray', 'Cy Dunn']
      .map((name, at) => `<li><b>Letter ${at}</b><br>From: ${name} &lt;n${at}@site.test&gt;</li>`)
      .join('');
    assert.deepEqual(extract(`<body><ul>${html}</ul></body>`, [texts('senders', ['Ed Nye <e@site.test>'])]), {
      senders: ['Ann Lee <n0@site.test>', 'Bo Ray <n1@site.test>', 'Cy Dunn <n2@site.test>'],
    });
  });
});

describe('items that are links in lines of text', () => {
  const files = ['ann-1.2.tar.gz', 'bo.txt', 'cy.pdf'];
  const days = ['03-May-2024 10:00', '22-Apr-2024 08:15', '01-Apr-2024 23:59'];
  const sizes = ['12K', '834', '1.5M'];

  it('have what stands behind them, in columns of blanks', () => {
    const lines = files.map(
      (file, at) =>
        `<a href="${file}">${file}</a>${' '.repeat(30 - file.length)}${days[at]}    ${sizes[at]}\n`,
    );
    const sort = ['Name', 'Date', 'Size'].map((name) => `<a href="?sort=${name}">${name}</a> `).join('');
    const html = `<body><h1>Index of /list/</h1><pre>${sort}<hr><a href="../">../</a>\n${lines.join('')}</pre></body>`;
    const schema = [texts('names', ['zz.zip']), texts('dates', ['01-Jan-2020 10:11']), texts('links')];
    assert.deepEqual(extract(html, schema), {
      names: files,
      dates: days,
      links: files.map((file) => `https://site.test/list/${file}`),
    });
    assert.deepEqual(extract(html, [texts('sizes', ['12K']), texts('names')])['sizes'], sizes);
  });

  it('have what stands before the next line break', () => {
    const html = files.map(
      (file, at) => `<a href="${file}">Report ${at}</a> - <i>Ann ${'ABC'[at]}ole</i>, 0${at + 1}/05/2024<br>`,
    );
    const data = extract(`<body><div>${html.join('')}</div></body>`, [
      texts('titles'),
      texts('dates', ['11/12/2020']),
    ]);
    assert.deepEqual(data, {
      titles: ['Report 0', 'Report 1', 'Report 2'],
      dates: ['01/05/2024', '02/05/2024', '03/05/2024'],
    });
  });
});

describe('texts that begin or end with a number or a day in every item', () => {
  const cases = [
    ['23-1234', 'Smith v. Jones', 'May 3, 2024'],
    ['23-1250', 'In re Estate of Moor', 'April 22, 2024'],
    ['24-0007', 'State v. Ray', 'April 1, 2024'],
  ] as const;
  const schema = [
    texts('docket_numbers', ['22-9876']),
    texts('case_names', ['Young v. Zane']),
    texts('case_dates', ['January 9, 2021']),
  ];
  const expected = {
    docket_numbers: cases.map(([number]) => number),
    case_names: cases.map(([, name]) => name),
    case_dates: cases.map(([, , day]) => day),
  };

  it('are cut there', () => {
    for (const write of [
      (number: string, name: string, day: string) => `${number} - ${name}</a> (${day})`,
      (number: string, name: string, day: string) => `${name}, No. ${number}</a><br>${day}`,
      (number: string, name: string, day: string) => `${day}: ${name} (${number})</a>`,
    ]) {
      const items = cases.map(
        ([number, name, day]) => `<li><a href="/${number}.pdf">${write(number, name, day)}</li>`,
      );
      assert.deepEqual(extract(`<body><ul>${items.join('')}</ul></body>`, schema), expected, items[0]);
    }
  });
});
