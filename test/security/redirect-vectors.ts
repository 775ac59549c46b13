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

/** Without a scheme, or without slashes, they are references: RELATIVE has those. The others mean what they mean alone. */
const IS_ABSOLUTE = /^(?:https?:\/\/|(?!https?:)[a-z+-]+:)/i;

const absolute = [...LOOPBACK, ...DECOYS, ...MALFORMED, ...SCHEMES, ...ELSEWHERE, ...BAD_PORTS].map(
  (group) => ({
    ...group,
    urls: group.urls.filter((url) => IS_ABSOLUTE.test(url)),
  }),
);

export const REDIRECTS: readonly Vectors[] = [...absolute, ...RELATIVE].map((group) => ({
  ...group,
  urls: group.urls.filter(fitsHeader),
}));
