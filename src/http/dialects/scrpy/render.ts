/** Jobs, pages and failures in the words and shapes of Scrpy. */

import type { Failure } from '../../../core/failure.js';

/** The envelope of a call that failed (Scrpy section 7, "error body"). */
export function renderRefusal({ code, message }: Failure): object {
  return { success: false, error: { code, message } };
}
