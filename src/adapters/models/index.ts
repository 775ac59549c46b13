/** The model that is configured. Nothing of a vendor's SDK is loaded before the first call. */

import type { Model } from '../../ports/model.js';
import { createAnthropic } from './anthropic.js';
import { createOpenAi } from './openai.js';

export interface ModelOptions {
  readonly provider: 'openai' | 'anthropic';
  readonly model: string;
  readonly apiKey: string | null;
  readonly baseUrl: string;
}

export function createModel({ provider, apiKey, ...options }: ModelOptions): Model {
  return provider === 'openai'
    ? createOpenAi({ ...options, apiKey })
    : createAnthropic({ ...options, apiKey: apiKey ?? '' });
}
