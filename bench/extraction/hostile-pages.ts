/**
 * Pages made to cost their reader time, memory or its stack. The tests read each of them whole; what each one costs
 * is measured by `npm run bench:extraction -- --hostile`, since how long is a question to a machine, not to a test.
 */

/** `chars` of a part over and over. */
const filled = (part: string, chars = 5_000_000): string =>
  part.repeat(Math.ceil(chars / part.length)).slice(0, chars);

/** What is hostile about it, and the page. */
export const HOSTILE_PAGES: readonly (readonly [what: string, html: () => string])[] = [
  ['elements nested a million deep', () => filled('<div class="a">')],
  ['a million attributes', () => `<div ${filled('a1=b c2=d ')}>x</div>`],
  ['elements named for everything', () => filled('<p class="author date price">By A B 1.1.2020 $5</p>')],
  ['labels without end', () => `<h1>x</h1>${filled('<p>Price: $12.99 was $15 <b>SKU:</b> 12-33</p>')}`],
  ['one line of many labels', () => `<h1>x</h1><p>${filled('<span>Author:</span> <b>Ann Lee</b> ')}`],
  ['digits and marks', () => `<h1>x</h1><p class=price>${filled('1,2.3 ')}</p>`],
  [
    'what nearly is a date',
    () => `<h1>x</h1>${filled(`<p class=date>1 1 2020 march 2020 ${'1 '.repeat(60)}`)}`,
  ],
  ['what nearly is a byline', () => `<h1>x</h1><p>${filled('by by by by ')}`],
  ['white space', () => `<h1>x</h1><p>${filled(' \n\t ')}.</p>`],
  ['names in one meta', () => `<meta name=author content="${filled('Ann Lee, ')}"><h1>x</h1>`],
  ['separators in a title', () => `<meta property="og:title" content="${filled('a : b - ')}"><h1>x</h1>`],
  ['tables in tables', () => filled('<table><tr><td>')],
  [
    'a table of spans',
    () => `<table>${filled('<tr><td>Rank</td><td rowspan=900 colspan=50>Rank</td></tr>')}`,
  ],
  ['a row of headings', () => `<table><tr>${filled('<th>Rank')}`],
  ['lists under many headings', () => `<h1>x</h1>${filled('<h2>Ingredients</h2><li>1 egg')}`],
  ['links to tags', () => filled('<a href="/tag/x" rel=tag>t</a>')],
  ['microformats in microformats', () => filled('<div class="hrecipe"><b class="fn ingredient">')],
  [
    'state that never closes',
    () => `<script>window.__STATE__ = ${filled('{"title":"x","price":[1,{"a":')}</script>`,
  ],
  [
    'state in many scripts',
    () => filled(`<script>var a = {"title":"x","price":1,"z":{"sku":"1"},"y":"${'a'.repeat(50)}"};</script>`),
  ],
  [
    'a state of many objects',
    () => {
      const items = Array.from({ length: 60_000 }, (_, i) => ({
        title: `x${i}`,
        price: i,
        sku: `s${i}`,
        tags: ['a'],
      }));
      return `<h1>x7</h1><script type="application/json">${JSON.stringify(items)}</script>`;
    },
  ],
  ['elements nested 10,000 deep', () => '<div>'.repeat(10_000) + 'x' + '</div>'.repeat(10_000)],
  ['a million elements never closed', () => '<b>'.repeat(1_000_000)],
  [
    'a million closing tags that match nothing',
    () => '<i>'.repeat(600) + '<b>'.repeat(600) + '</u>'.repeat(1_000_000),
  ],
  [
    'a million closing tags that match the outermost element',
    () => '<i><b>'.repeat(500) + '</i>'.repeat(1_000_000),
  ],
  ['100,000 attributes', () => `<p ${Array.from({ length: 100_000 }, (_, i) => `a${i}=1`).join(' ')}>x`],
  ['100,000 meta tags', () => '<meta property="og:title" content="x">'.repeat(100_000)],
  [
    '100,000 microdata items',
    () => '<p itemscope itemtype="x/Product"><b itemprop=name>n</b>'.repeat(100_000),
  ],
  ['items nested 2,000 deep', () => '<div itemscope itemprop="offers" itemtype="x/Product">'.repeat(2_000)],
  [
    'items that all refer to each other',
    () =>
      `<div itemscope itemref="${'a b c d '.repeat(100)}">`.repeat(1_000) +
      '<p id=a itemprop=x itemscope itemref="a b c d">'.repeat(100),
  ],
  [
    'long text inside 500 nested properties',
    () =>
      '<div itemscope itemtype="x/Product">' + '<div itemprop="name">'.repeat(500) + 'a '.repeat(4_000_000),
  ],
  [
    'many elements inside 500 nested properties',
    () =>
      '<div itemscope itemtype="x/Product">' + '<div itemprop="name">'.repeat(500) + '<br>'.repeat(900_000),
  ],
  [
    'items that all refer to one large element',
    () => '<p itemscope itemref="a">'.repeat(500) + `<div id="a">${'<br>'.repeat(900_000)}</div>`,
  ],
  [
    '5 MB of JSON-LD',
    () => {
      const offers = Array.from({ length: 100_000 }, (_, i) => ({
        '@type': 'Offer',
        price: i,
        sku: `sku-${i}`,
      }));
      return `<script type="application/ld+json">${JSON.stringify({ '@type': 'Product', name: 'x', offers })}</script>`;
    },
  ],
  [
    'JSON-LD nested 1,000,000 deep',
    () => `<script type="application/ld+json">${'['.repeat(1_000_000)}</script>`,
  ],
  [
    'JSON-LD objects nested 100,000 deep',
    () => {
      const depth = 100_000;
      return `<script type="application/ld+json">${'{"@type":"A","name":"x","mainEntity":'.repeat(depth)}1${'}'.repeat(depth)}</script>`;
    },
  ],
  [
    '5 MB of quotes in JSON-LD',
    () => `<script type="application/ld+json">{${'"\\'.repeat(2_500_000)}</script>`,
  ],
  ['5 MB of ratings in one line', () => `<h1>x</h1><p class="rating">${'4.8 from '.repeat(600_000)}</p>`],
  ['100,000 lines of ratings', () => `<h1>x</h1>${'<p class="rating">4.8 out of 5 (12'.repeat(100_000)}`],
  [
    '200,000 labels in lines',
    () => `<h1>x</h1>${'<p><b>Tags:</b> <i>a</i> <b>Total time:</b> <i>1 1/2</i></p>'.repeat(100_000)}`,
  ],
  [
    'shares beside amounts',
    () => `<h1>x</h1>${filled('<p class=price><b>$12</b> <i>$9</i> <u>-25%</u></p>')}`,
  ],
  ['areas and counts', () => `<h1>x</h1>${filled('<p>3 beds • 96 m² • 640 m² of land</p>')}`],
  ['points on maps', () => filled('<img src="/m?center=51.123,1.123" data-lat="51.1" data-lng="1.1">')],
  ['rows of a stream', () => `<script>self.__next_f.push([1,"${filled('1:{},2:T1,')}"])</script>`],
  ['100,000 headings of lists', () => '<h3>Ingredients</h3><h3>Dough</h3><li>1 egg</li>'.repeat(100_000)],
  ['a heading of 5 MB', () => `<h1>${'a &amp; '.repeat(700_000)}</h1>`],
  ['10 MB of open brackets', () => '<'.repeat(10_000_000)],
  ['10 MB of white space in a title', () => `<title>${' '.repeat(10_000_000)}</title>`],
];
