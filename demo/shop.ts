/** What the demo asks of the demo site, and what the site's pages say: written down here, not read from the pages. */

import type { Page } from './client.js';
import type { Cell } from './table.js';

export const PRODUCT = [
  { field: 'name', type: 'string', example: 'Brown kettle' },
  { field: 'price', type: 'float', example: 12.5 },
  { field: 'currency', type: 'string', example: 'EUR' },
  { field: 'in_stock', type: 'boolean', example: true },
];

interface Product {
  readonly name: string;
  readonly price: number;
  readonly currency: string;
  readonly in_stock: boolean;
}

/** A page of the shop and the values that belong to it. */
export interface Expected {
  readonly path: string;
  readonly data: Product;
}

export const KETTLES: readonly Expected[] = [
  kettle('blue', 24.9, true),
  kettle('copper', 89, true),
  kettle('green', 27.5, false),
  kettle('red', 31, true),
  kettle('travel', 15.4, false),
  kettle('white', 19, true),
];

function kettle(name: string, price: number, inStock: boolean): Expected {
  const title = `${name.charAt(0).toUpperCase()}${name.slice(1)} kettle`;
  return {
    path: `/kettles/${name}.html`,
    data: { name: title, price, currency: 'EUR', in_stock: inStock },
  };
}

/** The first `count` pages of the slow shelf. */
export function slowKettles(count: number): readonly Expected[] {
  return Array.from({ length: count }, (_, at) => {
    const number = at + 1;
    return {
      path: `/slow/${number}.html`,
      data: {
        name: `Slow kettle ${number}`,
        price: 10 + number / 4,
        currency: 'EUR',
        in_stock: number % 2 === 1,
      },
    };
  });
}

export const RESULT_HEAD = ['page', 'outcome', 'name', 'price', 'currency', 'in stock'];

/** One line of a table of results. */
export function resultRow({ url, status, data, error }: Page): Cell[] {
  const path = new URL(url).pathname;
  if (status === 'error') return [path, error?.code];
  const price = typeof data?.['price'] === 'number' ? data['price'].toFixed(2) : null;
  return [path, status, text(data?.['name']), price, text(data?.['currency']), text(data?.['in_stock'])];
}

function text(value: unknown): string | null {
  return value === null || value === undefined
    ? null
    : typeof value === 'string'
      ? value
      : JSON.stringify(value);
}
