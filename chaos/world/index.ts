/** What the service of a chaos run meets: websites, a receiver of webhooks and a model, all on loopback. */

import { notedTool } from '../../src/adapters/tools.js';
import { guaranteeIn } from '../../test/support/guarantee.js';
import { startVendor } from '../../test/support/vendor/index.js';
import type { Abilities, World } from '../types.js';
import { startReceiver } from './receiver.js';
import { startSites } from './site.js';
import { writeSpiders } from './spiders.js';

/** Short, so that what a receiver has refused is sent again within the run. In seconds. */
const WEBHOOK_RETRY_SECONDS = '1,2,3,5,8,13,20';

/** What set-up has found on this machine. */
export function findAbilities(): Abilities {
  return { scrapy: notedTool('scrapy') !== null, browser: notedTool('chromium') !== null };
}

/** Starts the world of a seed. Whoever starts it stops it. */
export async function createWorld(seed: number): Promise<World> {
  const closing: (() => void | Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const close of closing.splice(0).reverse()) await close();
  };
  try {
    const sites = await startSites(seed);
    closing.push(sites.close);
    const receiver = await startReceiver(seed);
    closing.push(receiver.close);
    const vendor = await startVendor();
    closing.push(vendor.close);
    vendor.endsAtOnce = true;
    vendor.answer = ({ page }) => ({ values: { guaranteePeriod: guaranteeIn(page) } });
    const spiders = writeSpiders(sites.urls.plain);
    closing.push(spiders.remove);
    const scrapy = notedTool('scrapy');
    return {
      siteUrls: sites.urls,
      receiverUrl: receiver.url,
      modelUrl: vendor.url,
      settings: {
        ALLOW_PRIVATE_NETWORKS: [...sites.hosts, receiver.host].join(','),
        LLM_PROVIDER: 'openai',
        LLM_MODEL: 'a-model',
        OPENAI_API_KEY: 'key',
        OPENAI_BASE_URL: `${vendor.url}/v1`,
        LLM_BATCH_POLL_SECONDS: '1',
        SPIDERS_DIR: spiders.path,
        WEBHOOK_RETRY_SECONDS,
        ...(scrapy === null ? {} : { SCRAPY_COMMAND: scrapy }),
      },
      requests: sites.requests,
      deliveries: receiver.deliveries,
      calm: () => {
        sites.calm();
        receiver.calm();
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
