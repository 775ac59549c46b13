/** The trees that Chromium makes of pages: with its scripts on, as for its users, but none of the page's own is run. */

import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium } from 'playwright';
import { findChromium } from '../../src/adapters/browser/find-chromium.js';
import { BadOption } from '../options.js';

/** A selector and what it finds first: the element's own line and its text. */
export interface Found {
  readonly kind: 'id' | 'class' | 'nth-child';
  readonly css: string;
  readonly found: string;
}

export interface ChromiumTree {
  /** A line for each element and text: see `linesOf`. */
  readonly lines: string;
  readonly selectors: readonly Found[];
}

export interface ChromiumParser {
  read(html: string): Promise<ChromiumTree>;
  close(): Promise<void>;
}

/** Throws `BadOption` where there is no Chromium. */
export async function startChromium(): Promise<ChromiumParser> {
  const executablePath = findChromium(process.env);
  if (executablePath === null)
    throw new BadOption('There is no Chromium to compare with; leave --agreement out.');
  let html = '';
  const server = createServer((_, response) => {
    // The page's scripts are forbidden and not switched off: the parser would read noscript in another way.
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'",
    });
    response.end(html);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  const page = await browser.newPage();
  let visited = '';
  // Pages that send their readers on stay.
  await page.route('**', (route) => (route.request().url() === visited ? route.continue() : route.abort()));
  let pages = 0;
  return {
    read: async (source) => {
      html = source;
      visited = `${url}?${(pages += 1)}`;
      await page.goto(visited, { waitUntil: 'domcontentloaded' });
      return JSON.parse(await page.evaluate(READ)) as ChromiumTree;
    },
    close: async () => {
      await browser.close();
      await closed(server);
    },
  };
}

async function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
}

/** Selectors of each kind that are taken from a page. */
const MAX_OF_A_KIND = 34;

/** Runs in the page. Evaluates to a `ChromiumTree`, as JSON. */
const READ: string = `(() => {
  const attributesOf = (element) => JSON.stringify([...element.attributes]
    .filter(({ name }) => name !== 'nonce')
    .map(({ name, value }) => [name.toLowerCase(), value]).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
  const lineOf = (element) => element.localName.toLowerCase() + ' ' + attributesOf(element);
  const lines = [];
  const visit = (parent, level) => {
    let text = '';
    const flush = () => {
      if (text !== '') lines.push(level + ' ' + JSON.stringify(text));
      text = '';
    };
    for (const node of parent.childNodes) {
      if (node.nodeType === 3 || node.nodeType === 4) text += node.data;
      if (node.nodeType !== 1) continue;
      flush();
      lines.push(level + ' ' + lineOf(node));
      visit(node, level + 1);
    }
    flush();
  };
  visit(document, 0);
  const all = [...document.querySelectorAll('*')];
  const spread = (list) => {
    const step = Math.max(1, list.length / ${MAX_OF_A_KIND});
    return Array.from({ length: Math.min(list.length, ${MAX_OF_A_KIND}) }, (_, at) => list[Math.floor(at * step)]);
  };
  const ids = spread([...new Set(all.map(({ id }) => id).filter((id) => id !== ''))]).map((id) => ['id', '#' + CSS.escape(id)]);
  const classes = spread([...new Set(all.flatMap(({ classList }) => [...classList]))]).map((name) => ['class', '.' + CSS.escape(name)]);
  const pathOf = (element) => {
    const steps = [];
    for (let at = element; at !== null; at = at.parentElement) {
      const parent = at.parentElement;
      const name = CSS.escape(at.localName.toLowerCase());
      steps.unshift(parent === null || name === 'body' || name === 'head' ? name : name + ':nth-child(' + ([...parent.children].indexOf(at) + 1) + ')');
    }
    return steps.join(' > ');
  };
  const html = all.filter(({ namespaceURI }) => namespaceURI.endsWith('xhtml'));
  const paths = spread(html).map((element) => ['nth-child', pathOf(element)]);
  const selectors = [...ids, ...classes, ...paths].map(([kind, css]) => {
    const first = document.querySelector(css);
    return { kind, css, found: first === null ? '' : lineOf(first) + ' ' + first.textContent };
  });
  return JSON.stringify({ lines: lines.join('\\n'), selectors });
})()`;
