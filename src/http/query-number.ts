/** Numbers in queries, which arrive as text. */

import { z } from 'zod';

/** An integer from `min` to `max`. What is refused is answered in the words of `validate`. */
export function queryInteger(min: number, max: number) {
  return z.coerce
    .number({ error: ({ code }) => (code === 'invalid_type' ? 'must be a number' : undefined) })
    .int({ error: ({ code }) => (code === 'invalid_type' ? 'must be an integer' : undefined) })
    .min(min)
    .max(max);
}
