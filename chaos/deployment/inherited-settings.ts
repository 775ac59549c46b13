/** Where things are on this machine. The settings of the operator's own service stay out. */

import { notedTool } from '../../src/adapters/tools.js';
import { ROOT } from '../../test/support/root.js';
import { join } from 'node:path';

const NAMES = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'TEMPORAL_CLI_PATH', 'CHROMIUM_PATH'];

export function inheritedSettings(): Record<string, string> {
  const scrapy = notedTool('scrapy');
  return {
    ...Object.fromEntries(
      NAMES.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
    ),
    SPIDERS_DIR: join(ROOT, 'spiders'),
    ...(scrapy === null ? {} : { SCRAPY_COMMAND: scrapy }),
  };
}
