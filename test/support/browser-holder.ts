/** A process that has a browser and does nothing more: to be killed by a test. Says so when a page was rendered. */

import { createRenderer, findChromium } from '../../src/adapters/browser/index.js';
import { createEgressGate } from '../../src/adapters/egress/gate.js';
import { parseAllowList } from '../../src/core/net/allow-list.js';

const quiet = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};
const never = new AbortController().signal;

const renderer = createRenderer({
  gate: createEgressGate({ allowList: parseAllowList('127.0.0.1') }),
  executablePath: findChromium(process.env) ?? 'chromium is missing',
  env: process.env,
  userAgent: 'Test/1',
  slots: 1,
  log: quiet,
});
const url = `${process.argv[2]}/item/1`;
await renderer.render(
  {
    url,
    timeoutMs: 30_000,
    judge: async () => ({ isFilled: true, isShell: false, isAwaited: false, missing: [], listItems: null }),
  },
  { signal: never, waiting: never },
);
process.send?.('rendered');
// Until it is killed, or its parent is gone.
process.on('disconnect', () => process.exit(1));
setInterval(() => undefined, 60_000);
