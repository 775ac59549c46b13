/** An area by its unit. */

import type { Reader } from '../engine/reader.js';
import { pageAreas, type AreaKind } from '../structure/areas.js';

export const areaReader = readerOf('rooms');
export const plotAreaReader = readerOf('plot');

function readerOf(kind: AreaKind): Reader {
  return {
    rules: ['area.unit'],
    read: ({ field: { type }, page }) =>
      type === 'float' || type === 'integer' || type === 'string' ? pageAreas(page, kind) : [],
  };
}
