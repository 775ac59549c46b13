/** The kinds of places of a page in HTML. */

import type { EntitySource } from './entity.js';

export type Source =
  | EntitySource
  | 'state'
  | 'open-graph'
  | 'twitter'
  | 'meta'
  | 'html'
  | 'heading'
  | 'page-title'
  | 'table'
  | 'group'
  | 'label'
  | 'text'
  | 'list'
  | 'url';
