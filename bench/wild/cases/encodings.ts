/** Texts whose encoding nothing declares. */

import { pageWith, type WildCase } from '../case.js';
import { encode } from '../inputs/encoder.js';
import { UNDECLARED } from '../inputs/undeclared.js';
import { answering, serveHandler } from '../serve.js';

export const encodings: readonly WildCase[] = UNDECLARED.map(([label, text]) => {
  const wants = { heading: text, price: 24.9 };
  return {
    ...{ group: 'Encodings that nothing declares', name: label, kind: 'page', schemes: ['http'], wants },
    warning: /does not say its encoding/,
    open: (scheme) => serveHandler(answering(encode(pageWith(wants), label)), scheme),
  };
});
