/** The documents of the sites. */

import { guaranteeOf, linksOf, pathOf, priceOf, titleOf, type PagePath } from './paths.js';

/** Enough to read that nothing suggests a page which scripts have yet to fill. */
const TEXT = Array.from(
  { length: 8 },
  (_, at) =>
    `<p>Paragraph ${at + 1}: this page is part of a site that is made for tests, and has text of its own.</p>`,
).join('\n');

/** The HTML of a page; the same at each request. */
export function documentOf(page: PagePath): string {
  switch (page.kind) {
    case 'wall':
      return WALL;
    case 'script':
      return scripted(page);
    case 'prose':
      return prose(page);
    case 'tree':
      return plain(
        page,
        linksOf(page.value, page.n).map((to) => pathOf(page.operationId, 'tree', to, page.value)),
      );
    case 'ok':
    case 'slow':
    case 'drip':
    case 'moved':
    case 'status':
    case 'hang':
    case 'reset':
    case 'busy':
      return plain(page, []);
  }
}

function plain(page: PagePath, links: readonly string[]): string {
  const title = titleOf(page);
  const price = priceOf(page).toFixed(2);
  const product = { '@context': 'https://schema.org', '@type': 'Product', name: title, offers: { price } };
  const anchors = links.map((link) => `<li><a href="${link}">Go on to ${link}</a></li>`).join('\n');
  return `<!doctype html><html lang="en"><head><title>${title}</title>
<script type="application/ld+json">${JSON.stringify(product)}</script></head>
<body><h1>${title}</h1><p class="price">${price}</p>
${TEXT}
<ul>${anchors}</ul></body></html>`;
}

/** Nothing but its script says what it is. */
function scripted(page: PagePath): string {
  const said = { title: titleOf(page), price: priceOf(page).toFixed(2) };
  return `<!doctype html><html lang="en"><head><title>Loading</title></head><body><div id="root"></div>
<script>
  const said = ${JSON.stringify(said)};
  document.title = said.title;
  document.getElementById('root').innerHTML =
    '<h1>' + said.title + '</h1><p class="price">Price: $' + said.price + '</p>' + ${JSON.stringify(TEXT)};
</script></body></html>`;
}

function prose(page: PagePath): string {
  const title = titleOf(page);
  return `<!doctype html><html lang="en"><head><title>${title}</title></head><body><h1>${title}</h1>
<p>We stand by it for ${guaranteeOf(page)}.</p>${TEXT}</body></html>`;
}

const WALL = `<!doctype html><html><head><title>Just a moment...</title></head><body>
<h1>Checking your browser</h1><p>Enable JavaScript and cookies to continue</p>
<script src="/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1"></script></body></html>`;
