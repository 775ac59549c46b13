/** An area by its unit. */

import type { Reader } from '../engine/reader.js';
import { pageAreas } from '../structure/areas.js';

export const areaReader: Reader = {
  rules: ['area.unit'],
  read: ({ field: { type }, page }) =>
    type === 'float' || type === 'integer' || type === 'string' ? pageAreas(page) : [],
};
