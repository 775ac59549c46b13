/**
 * Parameters of a call that some servers refuse: those that a server has named in a refusal are left out from then on, as long
 * as the process runs.
 */

import { statusOf } from './errors.js';

export interface OptionalParameters {
  /** Those of `wanted` that no server has refused. */
  keep<T extends object>(wanted: T): Partial<T>;
  /**
   * Runs `call`, which calls `keep` before it waits for anything; when it is refused for one of the parameters that `keep`
   * gave out, runs it again without.
   */
  retry<T>(call: () => Promise<T>): Promise<T>;
}

const REFUSALS: ReadonlySet<number> = new Set([400, 422]);
/** A refusal of something else may name a parameter too, as one that says how long a question may be. */
const IS_REFUSAL =
  /unsupported|not supported|does not support|unrecognized|unknown|unexpected|extra|not permitted|not allowed|only the default/i;

export function createOptionalParameters(names: readonly string[]): OptionalParameters {
  const refused = new Set<string>();

  /**
   * The first of those that were sent and that is named: OpenAI names the one to use instead behind it. Another call may
   * have met the same refusal meanwhile, so it does not matter whether the parameter counts as refused by now.
   */
  const named = (error: unknown, sent: readonly string[]): string | null => {
    if (!(error instanceof Error) || !REFUSALS.has(statusOf(error) ?? 0) || !IS_REFUSAL.test(error.message))
      return null;
    const param = 'param' in error && typeof error.param === 'string' ? error.param : null;
    if (param !== null && sent.includes(param)) return param;
    const found = sent
      .map((name) => ({ name, at: error.message.search(new RegExp(`\\b${name}\\b`)) }))
      .filter(({ at }) => at >= 0)
      .sort((a, b) => a.at - b.at);
    return found[0]?.name ?? null;
  };

  return {
    keep: <T extends object>(wanted: T) =>
      Object.fromEntries(Object.entries(wanted).filter(([name]) => !refused.has(name))) as Partial<T>,
    retry: async (call) => {
      // Each further round sends one parameter less.
      for (;;) {
        const sent = names.filter((name) => !refused.has(name));
        try {
          return await call();
        } catch (error) {
          const name = named(error, sent);
          if (name === null) throw error;
          refused.add(name);
        }
      }
    },
  };
}
