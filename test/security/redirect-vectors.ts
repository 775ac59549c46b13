/** The vectors as a page can redirect to them. */

import { fitsHeader } from './ground.js';
import {
  BAD_PORTS,
  DECOYS,
  ELSEWHERE,
  LOOPBACK,
  MALFORMED,
  RELATIVE,
  SCHEMES,
  type Vectors,
} from './vectors.js';

/** Whether it means on a page what it means alone. What lacks a scheme or its slashes is a reference: RELATIVE has those. */
export function isAbsolute(url: string): boolean {
  return /^(?:https?:\/\/|(?!https?:)[a-z+-]+:)/i.test(url);
}

const absolute = [...LOOPBACK, ...DECOYS, ...MALFORMED, ...SCHEMES, ...ELSEWHERE, ...BAD_PORTS].map(
  (group) => ({
    ...group,
    urls: group.urls.filter(isAbsolute),
  }),
);

export const REDIRECTS: readonly Vectors[] = [...absolute, ...RELATIVE].map((group) => ({
  ...group,
  urls: group.urls.filter(fitsHeader),
}));
