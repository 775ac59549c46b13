/** One service that is killed again and again, with work of every kind under way. */

import { strict as assert } from 'node:assert';
import { processesNaming } from '../support/processes.js';
import { startService, type TestService } from '../support/service.js';
import { describeBatch } from './killing/batch.js';
import { describeCrawl } from './killing/crawl.js';
import { describeRendering } from './killing/rendering.js';
import { describeSession } from './killing/session.js';
import { describeWebhooks } from './killing/webhooks.js';

describe('on a service that is killed', function () {
  this.timeout(120_000);
  let service: TestService | undefined;

  before(async () => {
    service = await startService({
      ALLOW_PRIVATE_NETWORKS: '127.0.0.1',
      WEBHOOK_RETRY_SECONDS: '1,2,4,8,16,32,64',
    });
  });
  after(async () => {
    if (service === undefined) return;
    await service.discard();
    assert.deepEqual(processesNaming(service.dataDir), [], 'nothing is left running');
  });

  const running = (): TestService => service as TestService;
  describeBatch(running);
  describeCrawl(running);
  describeSession(running);
  describeWebhooks(running);
  // Stops the service at its end.
  describeRendering(running);
});
