/** What must come out, counted as it is looked at. */

import { isDeepStrictEqual } from 'node:util';

export interface Checks {
  /** Notes `problem` when the condition does not hold. */
  that(holds: boolean, problem: string): void;
  equal(what: string, got: unknown, wanted: unknown): void;
  count(): number;
  problems(): readonly string[];
}

export function createChecks(): Checks {
  const problems: string[] = [];
  let count = 0;
  const that = (holds: boolean, problem: string): void => {
    count += 1;
    if (!holds) problems.push(problem);
  };
  return {
    that,
    equal: (what, got, wanted) =>
      that(
        isDeepStrictEqual(got, wanted),
        `${what} is ${JSON.stringify(got)} and should be ${JSON.stringify(wanted)}`,
      ),
    count: () => count,
    problems: () => problems,
  };
}
