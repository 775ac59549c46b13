/** Where the caller's example stands, on this page or on another of its host. */

import type { Reader } from '../engine/reader.js';

export const exampleReader: Reader = {
  // The caller has shown what is meant.
  asIs: true,
  rules: ['example.place', 'example.learned'],
  read: ({ field, page }) => {
    const shown = page.anchors().candidateOf(field);
    return shown === null ? [] : [shown];
  },
};
