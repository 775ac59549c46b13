// The frame of a crawler that keeps nothing but a set of URLs and the values: eight requests at once, no retries, no
// limits. `read(html)` returns { title, heading, links }, the links as the page has them.
import { Agent, request } from 'undici';

const CONCURRENCY = 8;

export function createCrawl(read) {
  const dispatcher = new Agent({ connections: CONCURRENCY });
  return async ([start]) => {
    const origin = new URL(start).origin;
    const pages = [];
    const queue = [start];
    const seen = new Set(queue);
    const visit = async (url) => {
      const { statusCode, headers, body } = await request(url, { dispatcher });
      const html = await body.text();
      if (statusCode !== 200 || !headers['content-type']?.startsWith('text/html')) return;
      const { title, heading, links } = read(html);
      pages.push({ url, title, heading });
      for (const link of links) {
        if (!URL.canParse(link, url)) continue;
        const target = new URL(link, url);
        target.hash = '';
        if (target.origin !== origin || seen.has(target.href)) continue;
        seen.add(target.href);
        queue.push(target.href);
      }
    };
    await new Promise((resolve, reject) => {
      let next = 0;
      let running = 0;
      const fill = () => {
        while (running < CONCURRENCY && next < queue.length) {
          running += 1;
          visit(queue[next++]).then(() => {
            running -= 1;
            fill();
          }, reject);
        }
        if (running === 0) resolve();
      };
      fill();
    });
    return async () => pages;
  };
}
