/** The values of a page, from its HTML or from what a browser shows of it. */

import { load } from 'cheerio';
import type { Values } from './case.js';

const PRICE = /Price:\s*(\d+(?:\.\d+)?)/;

/** Values of HTML as a reader without scripts sees them. */
export function valuesOfHtml(html: string): Values {
  const $ = load(html);
  $('script, style').remove();
  return valuesOfText($('title').first().text(), $('h1').first().text(), $.root().text());
}

/** Empty texts are none. */
export function valuesOfText(title: string, heading: string, text: string): Values {
  const price = PRICE.exec(text)?.[1];
  return {
    ...(title.trim() === '' ? {} : { title: title.trim() }),
    ...(heading.trim() === '' ? {} : { heading: heading.trim() }),
    ...(price === undefined ? {} : { price: Number(price) }),
  };
}
