/** A running service beside the private listener, for the suites of what it is asked to do. */

import { startService, type TestService } from '../support/service.js';
import { openGround, type Ground, type GroundPages } from './ground.js';

export interface World {
  readonly ground: Ground;
  readonly service: TestService;
  /** Of an account without limits. */
  readonly key: string;
  close(): Promise<void>;
}

/** Starts a service for which the operator has opened the site of `pages`, and pages may load whatever they want. */
export async function openWorld(pages: GroundPages): Promise<World> {
  const ground = await openGround(pages);
  try {
    const service = await startService({
      ALLOW_PRIVATE_NETWORKS: `127.0.0.1:${ground.site.port}`,
      BROWSER_RESOURCES: 'images,fonts,media,trackers',
      // Most of them wait for something that does not come.
      BROWSER_PAGES: '6',
    });
    const { key } = await service.api.account({ plan: 'unlimited' });
    const close = async (): Promise<void> => {
      await service.discard();
      await ground.close();
    };
    return { ground, service, key, close };
  } catch (error) {
    await ground.close();
    throw error;
  }
}
