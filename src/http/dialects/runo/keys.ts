/** The forms of Runo's keys. */

import type { KeyForm } from '../../../core/account.js';

/** Each call brings its schema. */
export const DYNAMIC_KEY = {
  type: 'dynamic',
  prefix: 'sk_live_',
  bindsSchema: false,
} as const satisfies KeyForm;
/** The key has its schema, and calls bring none. */
export const STATIC_KEY = {
  type: 'static',
  prefix: 'sk_static_',
  bindsSchema: true,
} as const satisfies KeyForm;
