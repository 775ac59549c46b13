import { strict as assert } from 'node:assert';
import { formatsOf, markdownOf } from './support.js';

const TEXT = 'The content of this page is long enough to be one. '.repeat(8);

function main(html: string, text = TEXT): string {
  return markdownOf(`<body>${html}<p>${text}</p></body>`, { onlyMainContent: true });
}

describe('the main content', () => {
  const around = [
    '<nav>x</nav>',
    '<aside>x</aside>',
    '<header>x</header>',
    '<footer>x</footer>',
    '<div role="navigation">x</div>',
    '<div role="dialog">x</div>',
    '<div class="site-nav big">x</div>',
    '<div class="siteNav">x</div>',
    '<div id="sidebar">x</div>',
    '<div class="breadcrumbs">x</div>',
    '<div id="cookie-banner">x</div>',
    '<div class="social-share">x</div>',
    '<div class="site_footer">x</div>',
  ];
  for (const html of around) it(`is not ${html}`, () => assert.equal(main(html), TEXT.trim()));

  const content = [
    '<article><header>x</header></article>',
    '<main><footer>x</footer></main>',
    '<div class="navy">x</div>',
    '<div class="content-sidebar-none">x</div>',
    '<div class="shared">x</div>',
    '<header><h1>x</h1></header>',
  ];
  for (const html of content) it(`is ${html}`, () => assert.match(main(html), /x\n/));

  it('leaves out the header with a title where there is another title', () => {
    assert.doesNotMatch(main('<header><h1>Site</h1></header><h1>Page</h1>'), /Site/);
  });

  it('is what holds most of the text, whatever it is called', () => {
    assert.match(main(`<div class="sidebar">${'Much more text. '.repeat(40)}</div>`), /Much more text/);
  });

  it('is the whole page where nearly nothing would be left', () => {
    const tabs = Array.from({ length: 4 }, (_, at) => `<nav>${`Item ${at} `.repeat(4)}</nav>`).join('');
    assert.match(main(tabs, 'x'), /Item 3/);
  });

  it('is what includeTags find, in document order and each once, without excludeTags', () => {
    const html = '<nav id="n">menu</nav><div class="a">1<p class="b">2</p><i>3</i></div><p class="b">4</p>';
    const options = { onlyMainContent: true, includeTags: ['.b', '#n', '.a'], excludeTags: ['i'] };
    assert.equal(markdownOf(html, options), 'menu\n\n1\n\n2\n\n4');
  });

  it('is the usual one where includeTags find nothing', () => {
    const options = { onlyMainContent: true, includeTags: ['.none'] };
    assert.equal(markdownOf(`<nav>x</nav><p>${TEXT}</p>`, options), TEXT.trim());
  });

  it('says so where selectors ask for too much', () => {
    const html = `<ul>${'<li>x</li>'.repeat(100_000)}</ul>`;
    const { warnings } = formatsOf(html, ['markdown'], { excludeTags: ['li:nth-last-child(1)'] });
    assert.equal(warnings.length, 1);
    assert.match(warnings[0] ?? '', /not all applied/);
  });
});
