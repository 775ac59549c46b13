/** One thing that may happen, done to the store and to the model, and everything checked after it. */

import fc from 'fast-check';
import { check } from './check.js';
import type { Attempt, Model, ModelJob } from './model.js';
import type { Real } from './real.js';

export type Command = fc.AsyncCommand<Model, Real>;

export const DAY_MS = 86_400_000;
export const urlOf = (n: number): string => `http://m.test/${n}`;

/** `act` does it; resolves with what came out of it. Only where `can` says that there is something to do it to. */
export function command<T>(
  name: string,
  given: T,
  can: (model: Model) => boolean,
  act: (model: Model, real: Real, given: T) => Promise<void>,
): Command {
  return {
    check: can,
    run: async (model, real) => {
      await act(model, real, given);
      await check(model, real);
    },
    toString: () => `${name}(${JSON.stringify(given)})`,
  };
}

/** Chooses among the last ones there are when the command runs: most that happens, happens to them. */
export const index = fc.nat(5);

export const hasJobs = (model: Model): boolean => model.jobs.length > 0;
export const hasAttempts = (model: Model): boolean => model.attempts.length > 0;
export const jobAt = (model: Model, n: number): ModelJob => fromEnd(model.jobs, n);
export const attemptAt = (model: Model, n: number): Attempt => fromEnd(model.attempts, n);

function fromEnd<T>(list: readonly T[], n: number): T {
  return list.at(-1 - (n % list.length)) as T;
}

/** Null once the job is forgotten. */
export const jobOf = (model: Model, { jobId }: Attempt): ModelJob | null =>
  model.jobs.find(({ id }) => id === jobId) ?? null;

/** Before which statement of the command its process dies; mostly it lives. */
export const cut = fc.constantFrom(...Array.from({ length: 20 }, () => null), 1, 2, 3, 5);
