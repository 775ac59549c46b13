/** All vectors; see vectors/vector.ts. */

export { LOOPBACK } from './vectors/loopback.js';
export { DECOYS, MALFORMED, RELATIVE } from './vectors/misread.js';
export { ELSEWHERE } from './vectors/elsewhere.js';
export { BAD_PORTS, SCHEMES } from './vectors/other.js';
export { expand, fill, type Ending, type Ports, type Vector, type Vectors } from './vectors/vector.js';
