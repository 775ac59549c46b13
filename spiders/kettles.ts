// Two kinds of pages: a list that leads to products, and the products. What a page is for travels with its request.

import { defineSpider, type Item } from 'holdfast/spider';

interface Arguments {
  /** The list: the demo site prints its address at the start, for instance http://127.0.0.1:8081/ */
  readonly url: string;
  /** Leaves out what costs more. */
  readonly most?: number;
}

interface Kettle extends Item {
  readonly url: string;
  readonly name: string | null;
  readonly price: number;
}

export default defineSpider<Arguments, 'product' | undefined>({
  start: ({ arguments: { url } }) => [url],

  *parse(page, { arguments: { most = Infinity } }) {
    if (page.data !== 'product') {
      yield* page.followAll('a[href*="/kettles/"]', { data: 'product', render: 'never' });
      return;
    }
    const price = Number(/\d+(?:\.\d+)?/.exec(page.text('.price') ?? '')?.[0] ?? NaN);
    if (price <= most) yield { url: page.url, name: page.text('h1'), price } satisfies Kettle;
  },
});
