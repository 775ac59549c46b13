/** A shop whose pages are empty until their scripts have run, and what they then say. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startChild } from './child.js';
import { PEERS } from './peers.js';
import { createRandom, sentence, type ExpectedPage } from './site.js';
import { startServer } from './static-server.js';

/** What nobody should load. */
export const UNWANTED = ['images', 'fonts', 'media'] as const;

/** Where a page's data comes from; bench/peers/shop/shop.js says what each means. */
const SOURCES = ['state', 'late', 'api', 'route'] as const;
const CATEGORIES = ['Kitchen', 'Garden', 'Workshop', 'Library'];

export interface BrowserSite {
  readonly host: string;
  readonly pages: readonly ExpectedPage[];
  readonly description: string;
  /** How many requests of each kind came since it was called last; none of a kind is not told. */
  counts(): Promise<Counts>;
  stop(): Promise<void>;
}

export type Counts = Readonly<Record<string, number>>;

/** Serves `count` pages, the same ones in every run, from a process of its own. */
export async function startBrowserSite(
  count: number,
  scratch: string,
  signal: AbortSignal,
): Promise<BrowserSite> {
  const entries = createEntries(count);
  const file = join(scratch, 'items.json');
  writeFileSync(file, JSON.stringify(entries));
  const script = join(PEERS, 'browser-site.mjs');
  const server = await startServer(
    'the shop',
    (port) => startChild(process.execPath, [script, file, String(port)]),
    signal,
  );
  return {
    host: server.host,
    pages: entries.map(({ path, item }) => ({
      path,
      title: `${item.name} | The Shop`,
      heading: item.name,
    })),
    description: `${count} script-driven pages (React 18; a quarter each from inline JSON, from inline JSON after 300 ms, from an API, by a client-side router)`,
    counts: async () => (await fetch(`http://${server.host}/counts`, { signal })).json() as Promise<Counts>,
    stop: server.stop,
  };
}

function createEntries(count: number) {
  const random = createRandom(2);
  const below = (limit: number): number => Math.floor(random() * limit);
  const many = <T>(least: number, most: number, make: (at: number) => T): T[] =>
    Array.from({ length: least + below(most - least + 1) }, (_, at) => make(at));
  const prose = (sentences: number): string =>
    many(sentences, sentences, () => sentence(random, 12)).join(' ');
  const price = (): number => (100 + below(50_000)) / 100;
  const products = Array.from({ length: count }, (_, at) => {
    const id = at + 1;
    const source = SOURCES[at % SOURCES.length] ?? 'state';
    const path = source === 'route' ? `/app/items/${id}` : `/items/${id}.html`;
    return {
      id,
      source,
      path,
      name: `${sentence(random, 3).slice(0, -1)} ${id}`,
      price: price(),
      currency: 'EUR',
    };
  });
  return products.map(({ id, source, path, name, ...offer }) => {
    const related = many(4, 8, () => products[below(count)]).filter((other) => other !== undefined);
    const item = {
      ...{ id, name, ...offer },
      categories: [CATEGORIES[below(CATEGORIES.length)], sentence(random, 1).slice(0, -1)],
      images: many(3, 6, (at) => `/media/item-${id}-${at}.png`),
      video: `/media/item-${id}.mp4`,
      features: many(4, 10, (at) => `${sentence(random, 6).slice(0, -1)} ${at}`),
      paragraphs: many(3, 8, () => prose(5)),
      reviews: many(3, 12, () => ({
        author: sentence(random, 2).slice(0, -1),
        rating: 1 + below(5),
        text: prose(2),
      })),
      related: related.map((other) => ({
        ...{ name: other.name, path: other.path, price: other.price, currency: other.currency },
        image: `/media/item-${other.id}-0.png`,
      })),
    };
    return { id, source, path, item };
  });
}
