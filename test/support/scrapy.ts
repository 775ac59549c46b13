/** The Scrapy that tests run spiders with, and a service that runs the spiders of a folder. */

import { notedTool } from '../../src/adapters/tools.js';
import { startService, type TestService } from './service.js';
import { skipWithout } from './skip.js';
import type { SpiderFolder } from './spiders.js';

/** `HOLDFAST_TEST_SCRAPY` names another one than set-up has installed. Null where there is none. */
export const SCRAPY = process.env['HOLDFAST_TEST_SCRAPY'] ?? notedTool('scrapy');

/** For tests that run Python spiders: skips the test, or all of its suite when called in a hook. */
export function skipWithoutScrapy(test: Mocha.Context): void {
  skipWithout('scrapy', SCRAPY !== null, test);
}

/** A service of a test's own, with that Scrapy. Whoever starts it discards it. */
export function startSpiderService(
  folder: SpiderFolder,
  env: Record<string, string> = {},
): Promise<TestService> {
  return startService({
    ALLOW_PRIVATE_NETWORKS: '127.0.0.1',
    SPIDERS_DIR: folder.path,
    SCRAPY_COMMAND: SCRAPY ?? 'scrapy',
    ...env,
  });
}
