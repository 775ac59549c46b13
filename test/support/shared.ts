/**
 * Services that all tests of a run share, so that few are started. A test that stops its service, or that needs settings
 * which no profile has, starts its own. Everybody uses accounts, sites and spiders of its own.
 */

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Authority } from '../../bench/wild/case.js';
import { certify } from '../../bench/wild/inputs/certificates.js';
import { trustingChromium } from '../../bench/wild/trusting-chromium.js';
import { findChromium } from '../../src/adapters/browser/find-chromium.js';
import { ROOT } from './root.js';
import { leaveToRun, onceInRun, runFolder } from './run.js';
import { SCRAPY } from './scrapy.js';
import { attachService, startService, type RunningService } from './service.js';
import { sharedSpiders } from './spiders.js';
import { LOOPBACK_CERT } from '../../bench/wild/inputs/tls.js';

/** A key of the operator's that no spider may see. */
export const OPERATOR_SECRET = 'a-secret-of-the-operator';
/** What the payloads are encrypted with that the default service leaves with Temporal. */
export const PAYLOAD_KEY = 'c0ffee'.repeat(11).slice(0, 64);

const PROFILES = {
  /** Any port of this machine, webhooks that are retried soon, encrypted payloads, the example spiders, no Scrapy. */
  default: async () => {
    const { cert } = await sharedAuthority();
    const authorities = join(runFolder(), 'authorities.pem');
    writeFileSync(authorities, `${LOOPBACK_CERT}${cert}`);
    return {
      ...trustingBrowser(cert),
      ALLOW_PRIVATE_NETWORKS: '127.0.0.0/8',
      WEBHOOK_RETRY_SECONDS: '1,1,2',
      NODE_EXTRA_CA_CERTS: authorities,
      PAYLOAD_ENCRYPTION_KEY: PAYLOAD_KEY,
      SPIDERS_DIR: join(ROOT, 'spiders'),
      SCRAPY_COMMAND: 'no-such-scrapy',
    };
  },
  /** Runs the spiders that tests write; has no browser. */
  spiders: () => ({
    ALLOW_PRIVATE_NETWORKS: '127.0.0.1',
    SPIDERS_DIR: sharedSpiders(),
    SCRAPY_COMMAND: SCRAPY ?? 'scrapy',
    SPIDER_PROCESSES: '4',
    SPIDER_MEMORY_MB: '256',
    OPENAI_API_KEY: OPERATOR_SECRET,
    CHROMIUM_PATH: '/bin/false',
  }),
} as const satisfies Record<string, () => Record<string, string> | Promise<Record<string, string>>>;

/** Signs certificates that the default service trusts, and its browser where `certutil` is there. */
export function sharedAuthority(): Promise<Authority> {
  return onceInRun('authority', async () => {
    const { cert, key } = certify('Authority of the tests');
    return { cert, key };
  });
}

/** Nothing where there is no browser. */
function trustingBrowser(authority: string): Record<string, string> {
  const chromium = findChromium(process.env);
  if (chromium === null) return {};
  const folder = join(runFolder(), 'trusting-chromium');
  mkdirSync(folder);
  return { CHROMIUM_PATH: trustingChromium(folder, chromium, authority).command };
}

/** The service of that profile, started by whoever asks for it first. */
export async function sharedService(profile: keyof typeof PROFILES = 'default'): Promise<RunningService> {
  const dataDir = await onceInRun(`service-${profile}`, async () => {
    const service = await startService(await PROFILES[profile](), { parent: runFolder() });
    leaveToRun(service.pid());
    return service.dataDir;
  });
  return attachService(dataDir);
}
