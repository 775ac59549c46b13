/** For each rule a snippet in which it finds something for the field, and one much like it in which it must not. */

import type { Rule } from '../../../../src/core/extract/engine/rule.js';
import { COLUMN_VECTORS } from './column-vectors.js';
import { HOUSE_VECTORS } from './house-vectors.js';
import {
  type RuleVector,
  date,
  float,
  integer,
  item,
  jsonLd,
  PADDING,
  resource,
  state,
  string,
  texts,
  TIMES,
  warranted,
  WARRANTY,
} from './snippets.js';

export const RULE_VECTORS: Readonly<Record<Rule, RuleVector>> = {
  'json-ld.property': {
    field: string('brand'),
    finds: jsonLd({ '@type': 'Product', brand: 'Acme' }),
    passes: jsonLd({ '@type': 'BreadcrumbList', brand: 'Acme' }),
  },
  'microdata.property': {
    field: string('brand'),
    finds: item('Product', '<b itemprop="brand">Acme</b>'),
    passes: item('ListItem', '<b itemprop="brand">Acme</b>'),
  },
  'rdfa.property': {
    field: string('brand'),
    finds: resource('Product', '<b property="brand">Acme</b>'),
    passes: resource('ListItem', '<b property="brand">Acme</b>'),
  },
  'microformats.property': {
    field: string('title'),
    finds: '<div class="hrecipe"><b class="fn">Pea soup</b></div>',
    passes: '<div class="box"><b class="fn">Pea soup</b></div>',
  },
  'json-ld.sum': {
    field: integer('total_time'),
    finds: jsonLd({ '@type': 'Recipe', ...TIMES }),
    passes: jsonLd({ '@type': 'Recipe', prepTime: 'PT10M' }),
  },
  'microdata.sum': {
    field: integer('total_time'),
    finds: item(
      'Recipe',
      '<meta itemprop="prepTime" content="PT10M"><meta itemprop="cookTime" content="PT20M">',
    ),
    passes: item('Recipe', '<meta itemprop="prepTime" content="PT10M">'),
  },
  'rdfa.sum': {
    field: integer('total_time'),
    finds: resource(
      'Recipe',
      '<i property="prepTime" content="PT10M"></i><i property="cookTime" content="PT20M"></i>',
    ),
    passes: resource('Recipe', '<i property="prepTime" content="PT10M"></i>'),
  },
  'microformats.sum': {
    field: integer('total_time'),
    finds: '<div class="hrecipe"><b class="preptime">10 min</b><b class="cooktime">20 min</b></div>',
    passes: '<div class="hrecipe"><b class="preptime">10 min</b></div>',
  },
  'json-ld.named': {
    field: string('warranty'),
    finds: jsonLd({ '@type': 'Product', warranty: '2 years' }),
    passes: jsonLd({ '@type': 'Product', guarantee: '2 years' }),
  },
  'microdata.named': {
    field: string('warranty'),
    finds: item('Product', '<b itemprop="warranty">2 years</b>'),
    passes: item('Product', '<b itemprop="guarantee">2 years</b>'),
  },
  'rdfa.named': {
    field: string('warranty'),
    finds: resource('Product', '<b property="warranty">2 years</b>'),
    passes: resource('Product', '<b property="guarantee">2 years</b>'),
  },
  'microformats.named': {
    field: float('aggregate_rating_rating_value'),
    finds: '<div class="hrecipe"><p class="hreview-aggregate"><b class="average">4.5</b></p></div>',
    passes: '<div class="hrecipe"><p class="hreview-aggregate"><b class="count">45</b></p></div>',
  },
  'open-graph.tag': {
    field: string('image'),
    finds: '<meta property="og:image" content="/a.jpg">',
    passes: '<meta property="og:logo" content="/a.jpg">',
  },
  'twitter.tag': {
    field: string('image'),
    finds: '<meta name="twitter:image" content="/a.jpg">',
    passes: '<meta name="twitter:card" content="/a.jpg">',
  },
  'meta.tag': {
    field: string('description'),
    finds: '<meta name="description" content="A kettle.">',
    passes: '<meta name="generator" content="A kettle.">',
  },
  'open-graph.named': {
    field: string('warranty'),
    finds: '<meta property="product:warranty" content="2 years">',
    passes: '<meta property="og:warranty" content="2 years">',
  },
  'meta.named': {
    field: string('warranty'),
    finds: '<meta name="warranty" content="2 years">',
    passes: '<meta name="guarantee" content="2 years">',
  },
  'twitter.label': {
    field: string('author'),
    finds: '<meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="Ann Lee">',
    passes: '<meta name="twitter:label1" content="Filed as"><meta name="twitter:data1" content="Ann Lee">',
  },
  'html.lang': {
    field: string('language'),
    finds: '<html lang="de"><p>Hallo</p></html>',
    passes: '<html><p lang="de">Hallo</p></html>',
  },
  'html.canonical': {
    field: string('url'),
    finds: '<link rel="canonical" href="/kettle">',
    passes: '<link rel="alternate" href="/kettle">',
  },
  'page-title': {
    field: string('title'),
    finds: '<title>Blue kettle</title>',
    passes: '<svg><title>Blue kettle</title></svg>',
  },
  heading: {
    field: string('title'),
    finds: '<title>Blue kettle</title><h1>Blue kettle</h1>',
    passes: '<title>Blue kettle</title><p>Blue kettle</p>',
  },
  'heading.confirmed': {
    field: string('title'),
    finds: '<meta property="og:title" content="Blue kettle"><h1>Blue kettle</h1>',
    passes: '<meta property="og:title" content="All the kettles of the year"><h1>Blue kettle</h1>',
  },
  'heading.tail': {
    field: string('title'),
    finds:
      '<meta property="og:title" content="A new mayor for the town"><h1>Politics: A new mayor for the town</h1>',
    passes:
      '<meta property="og:title" content="Nobody wants to be the mayor"><h1>Politics: A new mayor for the town</h1>',
  },
  'heading.unsure': {
    field: string('title'),
    finds: '<title>Acme kettles and pots</title><h1>Boil faster today</h1>',
    passes: '<title>Acme kettles and pots</title><h1>Acme kettles and pots</h1>',
  },
  'list.heading': {
    field: texts('ingredients'),
    finds: '<h2>Ingredients</h2><ul><li>2 eggs</li><li>100 g flour</li></ul>',
    passes: '<h2>Ingredients of success</h2><ul><li>Apple pie</li><li>Plum pie</li></ul>',
  },
  label: {
    field: string('warranty'),
    finds: '<p>Warranty: 2 years</p>',
    passes: '<p>The warranty lasts 2 years.</p>',
  },
  'label.sole': {
    field: string('sku'),
    finds: '<p>Item number: K-17</p>',
    passes: '<p>Item number: K-17</p><p>Item number: K-18</p>',
  },
  'label.sum': {
    field: integer('total_time'),
    finds: '<p>Prep time: 10 min</p><p>Cook time: 20 min</p>',
    passes: '<p>Prep time: 10 min</p><p>Cook time: 20 min</p><p>Resting time: 1 hour</p>',
  },
  'state.key': {
    field: integer('bedrooms'),
    finds: `<h1>Mill Lane 12</h1>${state({ listing: { title: 'Mill Lane 12', bedrooms: 3, text: PADDING } })}`,
    passes: `<h1>Mill Lane 12</h1>${state({ listing: { title: 'Oak Street 5', bedrooms: 3, text: PADDING } })}`,
  },
  'own-id': {
    field: string('sku'),
    finds: '<h1>Kettle</h1><input type="hidden" name="productId" value="133588510">',
    passes: '<h1>Kettle</h1><input type="hidden" name="categoryId" value="133588510">',
  },
  'own-id.agreed': {
    field: string('sku'),
    url: 'https://shop.test/itm/133588510',
    finds: '<h1>Kettle</h1><input type="hidden" name="productId" value="133588510">',
    passes: '<h1>Kettle</h1><input type="hidden" name="productId" value="777777777">',
  },
  byline: {
    field: string('author'),
    finds: '<h1>A new mayor</h1><p class="byline">By Ann Lee</p>',
    passes: '<h1>A new mayor</h1><p class="byline">By accident, nobody was there</p>',
  },
  'date.line': {
    field: date('published_at'),
    finds: '<h1>A new mayor</h1><p class="date">12 March 2024</p>',
    passes: '<h1>A new mayor</h1><p class="copyright">&copy; 12 March 2024 all rights reserved</p>',
  },
  'date.url': {
    field: date('published_at'),
    url: 'https://news.test/2024/03/12/mayor',
    finds: '<h1>A new mayor</h1>',
    passes: '<h1>A new mayor</h1>',
    passesAt: 'https://news.test/2024/03/mayor',
  },
  'price.currency': {
    field: string('currency'),
    finds: '<h1>Kettle</h1><p>£24.90</p>',
    passes: '<h1>Kettle</h1><p class="price">24.90</p>',
  },
  'price.line': {
    field: float('price'),
    finds: '<h1>Kettle</h1><p class="price">&euro; 22.50</p>',
    passes: '<h1>Kettle</h1><p class="weight">22.50 kg</p>',
  },
  'stock.button': {
    field: { field: 'in_stock', type: 'boolean' },
    finds: '<h1>Kettle</h1><button>Add to cart</button>',
    passes: '<h1>Kettle</h1><button>Add to album</button>',
  },
  'stock.line': {
    field: { field: 'in_stock', type: 'boolean' },
    finds: '<h1>Kettle</h1><p>Sold out</p>',
    passes: '<h1>Kettle</h1><p>Made of steel</p>',
  },
  'rating.text': {
    field: float('rating'),
    finds: '<h1>Kettle</h1><p>4.5 out of 5 stars, 12 reviews</p>',
    passes: '<h1>Kettle</h1><p>4.5 bar, 12 litres</p>',
  },
  'tags.links': {
    field: texts('tags'),
    finds:
      '<h1>A new mayor</h1><p><a rel="tag" href="/tag/town">Town</a> <a rel="tag" href="/tag/vote">Vote</a></p>',
    passes: '<h1>A new mayor</h1><p><a href="/town">Town</a> <a href="/vote">Vote</a></p>',
  },
  'list.total': {
    field: integer('total_products'),
    finds: '<h1>Kettles</h1><p>Showing 1\u201324 of 92 products</p>',
    passes: '<h1>Kettles</h1><p>Showing 24 of our 92 favourite pictures</p>',
  },
  'list.name': {
    field: string('category_name'),
    url: 'https://shop.example/list',
    beside: [texts('titles')],
    finds: `<title>Kettles | Shop</title><h1>Kettles</h1><main>${['Blue', 'Red', 'Green'].map((name) => `<div class="card"><h3><a href="/p/${name}">${name} kettle</a></h3><p>Boils water</p></div>`).join('')}</main>`,
    passes: '<title>Kettles | Shop</title><h1>Kettles</h1><p>Nothing here</p>',
  },
  'site.name': {
    field: string('site_name'),
    url: 'https://moor.example/peat/',
    finds: '<title>Peat | The Moor</title><header><a href="/">The Moor</a></header>',
    passes: '<title>Peat | The Moor</title><header><a href="/">Start</a></header>',
  },
  'example.place': {
    field: WARRANTY,
    finds: warranted('Seven years and a day'),
    passes: warranted('Two months'),
  },
  'example.learned': {
    field: WARRANTY,
    taught: warranted('Seven years and a day'),
    finds: warranted('Two months'),
    passes: '<h1>Kettles</h1><p>Nothing here</p>',
  },
  'own-name': {
    field: string('warranty'),
    finds: `<h1>Kettle</h1><p>${PADDING}</p><div class="product-warranty">2 years</div>`,
    passes: `<h1>Kettle</h1><p>${PADDING}</p><div class="product-guarantee">2 years</div>`,
  },
  'contact.email': {
    field: string('email'),
    finds: '<a href="mailto:info@site.test?subject=Hi">Write</a>',
    passes: '<a href="mailto:?subject=x&body=y">Share</a>',
  },
  'contact.phone': {
    field: string('phone'),
    finds: '<a href="tel:+4930123456">030 123456</a>',
    passes: '<a href="sms:+4930123456">Text us</a>',
  },
  'contact.address': {
    field: string('address'),
    finds: '<h1>Contact</h1><address>Main Street 5, 12345 Berlin</address>',
    passes: '<h1>Contact</h1><address><a href="/about">About us</a></address>',
  },
  ...HOUSE_VECTORS,
  ...COLUMN_VECTORS,
};
