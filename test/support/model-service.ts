/** A service with a model at a vendor of the test's own, and a site that only this service may reach. */

import { startService, type TestService } from './service.js';
import { startSite, type SiteHandler, type TestSite } from './site.js';
import { startVendor, type Vendor } from './vendor/index.js';

export const VENDORS = ['openai', 'anthropic'] as const;
export type VendorName = (typeof VENDORS)[number];

export interface ModelService {
  readonly vendor: Vendor;
  readonly site: TestSite;
  readonly service: TestService;
  /** Stops all of it. */
  discard(): Promise<void>;
}

/** The vendor's own address is not allowed to be fetched from: it is reached all the same, and by nothing else. */
export async function startModelService(
  name: VendorName,
  handler: SiteHandler,
  settings: Readonly<Record<string, string>>,
): Promise<ModelService> {
  const vendor = await startVendor();
  const site = await startSite(handler);
  const close = async (): Promise<void> => {
    await site.close();
    await vendor.close();
  };
  try {
    const service = await startService({
      ALLOW_PRIVATE_NETWORKS: `127.0.0.1:${site.port}`,
      LLM_PROVIDER: name,
      LLM_MODEL: 'a-model',
      ...(name === 'openai'
        ? { OPENAI_API_KEY: 'key', OPENAI_BASE_URL: `${vendor.url}/v1` }
        : { ANTHROPIC_API_KEY: 'key', ANTHROPIC_BASE_URL: vendor.url }),
      ...settings,
    });
    const discard = async (): Promise<void> => {
      await service.discard();
      await close();
    };
    return { vendor, site, service, discard };
  } catch (error) {
    await close();
    throw error;
  }
}
