/** Fields, and pieces of pages, of which the snippets of the rules are made. */

import type { Field } from '../../../../src/core/schema.js';

export interface RuleVector {
  readonly field: Field;
  readonly finds: string;
  readonly passes: string;
  /** Where `finds` is asked for together with other fields. */
  readonly beside?: readonly Field[];
  readonly url?: string;
  /** Of `passes`, where the address makes the difference. */
  readonly passesAt?: string;
  /** The page whose values are the examples. */
  readonly taught?: string;
}

export const string = (field: string): Field => ({ field, type: 'string' });
export const integer = (field: string): Field => ({ field, type: 'integer' });
export const float = (field: string): Field => ({ field, type: 'float' });
export const texts = (field: string): Field => ({ field, type: 'array<string>' });
export const date = (field: string): Field => ({ field, type: 'date' });

export const jsonLd = (value: object): string =>
  `<script type="application/ld+json">${JSON.stringify({ '@context': 'https://schema.org', ...value })}</script>`;
export const state = (value: unknown): string =>
  `<script type="application/json">${JSON.stringify(value)}</script>`;
export const item = (type: string, props: string): string =>
  `<div itemscope itemtype="https://schema.org/${type}">${props}</div>`;
export const resource = (type: string, props: string): string =>
  `<div vocab="https://schema.org/" typeof="${type}">${props}</div>`;
export const PADDING = 'A kettle of steel that boils water quickly and quietly, for kitchens of all kinds.';
export const TIMES = { prepTime: 'PT10M', cookTime: 'PT20M' };

export const cards = (...names: readonly string[]): string =>
  names
    .map(
      (name, at) =>
        `<div class="card"><h3><a href="/p/${at}">${name}</a></h3><p>&euro; ${at + 10}.50</p></div>`,
    )
    .join('');
export const WARRANTY: Field = { field: 'warranty', type: 'string', example: 'Seven years and a day' };
export const warranted = (years: string): string =>
  `<h1>Kettle</h1><div class="box"><p class="note">${PADDING}</p><p class="promise">${years}</p></div>`;
export const KETTLES = [
  ['Blue kettle', 10.5],
  ['Red kettle', 11.5],
  ['Steel pot', 12.5],
] as const;
export const PRICES: readonly Field[] = [{ field: 'prices', type: 'array<float>' }];
