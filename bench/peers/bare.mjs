// The upper bound: fetch and parse in a loop, eight at once, nothing kept but the values.
import { load } from 'cheerio';
import { Agent, request } from 'undici';
import { compete } from './handshake.mjs';

const CONCURRENCY = 8;

await compete(async () => {
  const dispatcher = new Agent({ connections: CONCURRENCY });
  return async (urls) => {
    const pages = [];
    let next = 0;
    const worker = async () => {
      while (next < urls.length) {
        const url = urls[next++];
        const { statusCode, body } = await request(url, { dispatcher });
        const html = await body.text();
        if (statusCode !== 200) throw new Error(`${url} answered ${statusCode}`);
        const $ = load(html);
        pages.push({ url, title: $('title').first().text(), heading: $('h1').first().text() });
      }
    };
    await Promise.all(Array.from({ length: CONCURRENCY }, worker));
    return async () => pages;
  };
});
