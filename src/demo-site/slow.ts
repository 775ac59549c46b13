/**
 * The slow shelf of the demo site: `/slow/1.html` to `/slow/200.html`, each answering after a moment, for whoever wants
 * to watch or to cancel a job under way.
 */

import type { ServerResponse } from 'node:http';

const PATH = /^\/slow\/([1-9]\d{0,2})\.html$/;
const PAGES = 200;
const DELAY_MS = 300;

/** Takes the request when it is for a slow page; false when it is for somebody else. */
export function answerSlowly(path: string, response: ServerResponse): boolean {
  const number = Number(PATH.exec(path)?.[1] ?? 0);
  if (number < 1 || number > PAGES) return false;
  const timer = setTimeout(() => {
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(page(number));
  }, DELAY_MS);
  response.once('close', () => clearTimeout(timer));
  return true;
}

function page(number: number): string {
  const name = `Slow kettle ${number}`;
  const product = {
    '@context': 'https://schema.org',
    '@type': 'Product',
    name,
    sku: `KS-SLOW-${number}`,
    offers: {
      '@type': 'Offer',
      price: (10 + number / 4).toFixed(2),
      priceCurrency: 'EUR',
      availability: `https://schema.org/${number % 2 === 1 ? 'InStock' : 'OutOfStock'}`,
    },
  };
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>${name} | The Kettle Shop</title>
    <script type="application/ld+json">${JSON.stringify(product)}</script>
  </head>
  <body>
    <h1>${name}</h1>
    <p><a href="/">All kettles</a></p>
  </body>
</html>
`;
}
