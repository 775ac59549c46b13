// Follows every link of a site and keeps the title of each page.
//
//   curl -s http://127.0.0.1:8080/api/v1/spiders -H "Authorization: Bearer $KEY" -H 'Content-Type: application/json' \
//     -d '{ "name": "pages", "repo_path": "pages.mjs" }'
//   curl -s http://127.0.0.1:8080/api/v1/jobs -H "Authorization: Bearer $KEY" -H 'Content-Type: application/json' \
//     -d '{ "spider_name": "pages", "arguments": { "url": "https://example.com/" } }'

import { defineSpider } from 'holdfast/spider';

export default defineSpider({
  start: ({ arguments: { url } }) => [url],

  *parse(page, { arguments: { url } }) {
    yield { url: page.url, title: page.text('title'), heading: page.text('h1, h2, h3, h4, h5, h6') };
    const { origin } = new URL(url);
    for (const link of page.followAll()) if (new URL(link.url).origin === origin) yield link;
  },
});
