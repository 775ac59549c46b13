/** A log for tests that do not look at it. */

import type { Log } from '../../src/ports/log.js';

const ignore = (): void => undefined;

export const silentLog: Log = { debug: ignore, info: ignore, warn: ignore, error: ignore };
