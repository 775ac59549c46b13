/**
 * Services that all tests of a run share, so that few are started. A test that stops its service, or that needs settings
 * which no profile has, starts its own. Everybody uses accounts, sites and spiders of its own.
 */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
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
  default: () => {
    const authority = join(runFolder(), 'authority.pem');
    writeFileSync(authority, LOOPBACK_CERT);
    return {
      ALLOW_PRIVATE_NETWORKS: '127.0.0.0/8',
      WEBHOOK_RETRY_SECONDS: '1,1,2',
      NODE_EXTRA_CA_CERTS: authority,
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
} as const satisfies Record<string, () => Record<string, string>>;

/** The service of that profile, started by whoever asks for it first. */
export async function sharedService(profile: keyof typeof PROFILES = 'default'): Promise<RunningService> {
  const dataDir = await onceInRun(`service-${profile}`, async () => {
    const service = await startService(PROFILES[profile](), { parent: runFolder() });
    leaveToRun(service.pid());
    return service.dataDir;
  });
  return attachService(dataDir);
}
