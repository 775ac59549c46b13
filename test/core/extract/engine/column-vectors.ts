/** Snippets of the rules that find columns of things. */

import type { Rule } from '../../../../src/core/extract/engine/rule.js';
import {
  cards,
  item,
  jsonLd,
  KETTLES,
  PADDING,
  PRICES,
  resource,
  type RuleVector,
  state,
  texts,
} from './snippets.js';

export const COLUMN_VECTORS = {
  'json-ld.column': {
    field: texts('titles'),
    beside: PRICES,
    finds: jsonLd({
      '@graph': KETTLES.map(([name, price]) => ({ '@type': 'Product', name, offers: { price } })),
    }),
    passes: jsonLd({
      '@type': 'Product',
      name: 'Blue kettle',
      image: [{ '@type': 'ImageObject', name: 'A' }],
    }),
  },
  'microdata.column': {
    field: texts('titles'),
    beside: PRICES,
    finds: KETTLES.map(([name, price]) =>
      item('Product', `<meta itemprop="name" content="${name}"><meta itemprop="price" content="${price}">`),
    ).join(''),
    passes: item('Product', '<b itemprop="name">Blue kettle</b><i itemprop="price">10</i>'),
  },
  'rdfa.column': {
    field: texts('titles'),
    beside: PRICES,
    finds: KETTLES.map(([name, price]) =>
      resource(
        'Product',
        `<meta property="name" content="${name}"><meta property="price" content="${price}">`,
      ),
    ).join(''),
    passes: resource('Product', '<b property="name">Blue kettle</b><i property="price">10</i>'),
  },
  'microformats.column': {
    field: texts('titles'),
    beside: PRICES,
    finds: KETTLES.map(
      ([name, price]) =>
        `<div class="h-product"><data class="p-name" value="${name}"></data><data class="p-price" value="${price}"></data></div>`,
    ).join(''),
    passes: '<div class="h-product"><b class="p-name">Blue kettle</b><i class="p-price">10</i></div>',
  },
  'state.column': {
    field: texts('titles'),
    beside: PRICES,
    finds: state({
      page: { products: KETTLES.map(([title, price]) => ({ title, price })), padding: PADDING },
    }),
    passes: state({ menu: { items: KETTLES.map(([title]) => ({ title })), padding: PADDING } }),
  },
  'table.column': {
    field: texts('city names'),
    beside: [{ field: 'mayor', type: 'array<string>' }],
    finds:
      '<table><tr><th>City names</th><th>Mayor</th></tr><tr><td>Ulm</td><td>Ann Lee</td></tr><tr><td>Bonn</td><td>Bob Ray</td></tr></table>',
    passes:
      '<table><tr><th>Kettle</th><th>Pot</th></tr><tr><td>Ulm</td><td>Ann Lee</td></tr><tr><td>Bonn</td><td>Bob Ray</td></tr></table>',
  },
  'group.column': {
    field: texts('titles'),
    beside: [{ field: 'prices', type: 'array<float>' }],
    finds: `<main>${cards('Blue kettle', 'Red kettle', 'Steel pot', 'Iron pan')}</main>`,
    passes: '<main><h1>Kettles</h1><p>A blue kettle costs less than a red kettle or an iron pan.</p></main>',
  },
} satisfies Partial<Readonly<Record<Rule, RuleVector>>>;
