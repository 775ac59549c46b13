/** Texts whose encoding nothing declares. */

import { BOTH, pageWith, type WildCase } from '../case.js';
import { encode } from '../inputs/encoder.js';
import { UNDECLARED } from '../inputs/undeclared.js';
import { answering, serveHandler } from '../serve.js';

/** One of each kind is read over https as well, where nothing of ours sees its bytes. */
const OVER_BOTH: ReadonlySet<string> = new Set(['windows-1251', 'shift_jis', 'euc-kr']);

function undeclared(name: string, heading: string, bytesOf: (page: string) => Buffer): WildCase {
  const wants = { heading, price: 24.9 };
  return {
    ...{ group: 'Encodings that nothing declares', name, kind: 'page', wants },
    schemes: OVER_BOTH.has(name) || name.startsWith('utf-8') ? BOTH : ['http'],
    open: (scheme) => serveHandler(answering(bytesOf(pageWith(wants))), scheme),
  };
}

const utf8 = (language: string, heading: string): WildCase =>
  undeclared(`utf-8, ${language}`, heading, (page) => Buffer.from(page));

export const encodings: readonly WildCase[] = [
  utf8('French', 'Une bouilloire déjà élevée à l’été — « Qualité\u00a0» à 5 €…'),
  utf8('Japanese', '青いやかんの販売ページです'),
  ...UNDECLARED.map(([label, text]) => ({
    ...undeclared(label, text, (page) => encode(page, label)),
    warning: /does not say its encoding/,
  })),
];
