/** Places on a page in a form that can be stored and found again on another page of the same template. */

import type { EntitySource } from '../entity.js';

export type Place =
  /** A property of the thing that the page describes, of the same type as there. */
  | { readonly kind: 'property'; readonly source: EntitySource; readonly type: string; readonly path: string }
  /** A property of the object in the scripts' state that is about the page. */
  | { readonly kind: 'state'; readonly path: string }
  | { readonly kind: 'meta'; readonly key: string }
  /** What stands beside a label, in its comparable form. */
  | { readonly kind: 'label'; readonly key: string }
  | ElementPlace;

export interface ElementPlace {
  readonly kind: 'element';
  readonly selector: Selector;
  /** The value is that of an attribute instead of the text. */
  readonly attribute?: string;
  readonly part?: Part;
}

/** From the outermost to the element itself. */
export type Selector = readonly SelectorStep[];

/** What an element has to have; all of it. */
export interface SelectorStep {
  readonly tag: string;
  readonly id?: string;
  /** An attribute that names what the element holds, as `itemprop` does. */
  readonly named?: readonly [attribute: string, value: string];
  readonly classes?: readonly string[];
  /** Its number among the siblings of its tag, from 1. */
  readonly nth?: number;
  /** The step before is its parent, not any element around it. */
  readonly isChild?: true;
}

/** Which part of the text is the value. */
export type Part =
  /** What is between a beginning and an end that belong to the template. */
  | { readonly before: string; readonly after: string }
  /** One of its numbers, from 0, when there are so many. */
  | { readonly number: number; readonly of: number };

/** For evidence and logs. */
export function describePlace(place: Place): string {
  switch (place.kind) {
    case 'property':
      return place.type === '' ? place.path : `${place.type}.${place.path}`;
    case 'state':
      return `state.${place.path}`;
    case 'meta':
      return `meta[${place.key}]`;
    case 'label':
      return `label ${place.key}`;
    case 'element':
      return selectorText(place.selector) + (place.attribute === undefined ? '' : `@${place.attribute}`);
    default:
      return place satisfies never;
  }
}

function selectorText(selector: Selector): string {
  return selector
    .map(({ tag, id, named, classes = [], nth, isChild }, at) => {
      const marks = [
        id === undefined ? '' : `#${id}`,
        named === undefined ? '' : `[${named[0]}="${named[1]}"]`,
        ...classes.map((name) => `.${name}`),
        nth === undefined ? '' : `:nth-of-type(${nth})`,
      ];
      return `${at === 0 ? '' : isChild === true ? ' > ' : ' '}${tag}${marks.join('')}`;
    })
    .join('');
}
