/** The form of ScrapeThis's keys. */

import type { KeyForm } from '../../../core/account.js';

export const SPIDER_KEY = { type: 'spider', prefix: 'st_', bindsSchema: false } as const satisfies KeyForm;
