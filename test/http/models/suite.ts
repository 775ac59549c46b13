/** All that is asked of a provider of models, on one service: it learns of the provider as it goes, so the order counts. */

import { startModelService, type ModelService, type VendorName } from '../../support/model-service.js';
import { describeAsking } from './asking.js';
import { describeBatches } from './batches.js';
import { describeKilling } from './killing.js';
import { describeOwnServer } from './own-server.js';
import { modelPages } from './pages.js';

export function describeModels(provider: VendorName): void {
  describe(`with models of ${provider}`, function () {
    this.timeout(120_000);
    let started: ModelService;

    before(async () => {
      started = await startModelService(provider, modelPages, {
        LLM_TIMEOUT_SECONDS: '1',
        LLM_BATCH_POLL_SECONDS: '0.2',
      });
    });
    after(() => started?.discard());

    const all = (): ModelService => started;
    describeAsking(provider, all);
    describeBatches(provider, all);
    describeKilling(provider, all);
    describeOwnServer(provider, all);
  });
}
