/** Root hooks of the whole run: what tests share is stopped at the end, whatever happened. */

import { discardShared } from './support/service.js';

export const mochaHooks = {
  async afterAll(this: Mocha.Context): Promise<void> {
    this.timeout(90_000);
    await discardShared();
  },
};
