/** One seed of the chaos run, on one box: two minutes of everything at once, and no promise broken. */

import { strict as assert } from 'node:assert';
import { checkInvariants } from '../../chaos/oracle/index.js';
import { describeViolation } from '../../chaos/run/failures.js';
import { runInFolder } from '../../chaos/run/run-in-folder.js';
import { tableOf } from '../../chaos/run/table.js';
import { sumOf } from '../../chaos/run/tally.js';
import { planOperations } from '../../chaos/workload/plan.js';
import { runOperations } from '../../chaos/workload/run.js';
import { createWorld, findAbilities } from '../../chaos/world/index.js';

const SEED = 1;
const OPTIONS = { deployment: 'one-box', gateways: 0, workers: 0, minutes: 2, keep: false } as const;
/** Two minutes of load, and minutes for what is left to end where other tests run beside this one. */
const BOUND_MS = 15 * 60_000;

describe('two minutes of chaos', function () {
  this.timeout(BOUND_MS);

  it('lose and double nothing', async () => {
    const result = await runInFolder(
      {
        options: OPTIONS,
        abilities: findAbilities(),
        halves: { createWorld, planOperations, runOperations, checkInvariants },
        seed: SEED,
        script: null,
        keepBroken: true,
        say: () => undefined,
      },
      AbortSignal.timeout(BOUND_MS - 30_000),
    );
    const { verdict, tally, folder } = result;
    assert.equal(
      verdict.violations.map(describeViolation).join('\n'),
      '',
      `see ${folder}:\n${tableOf([{ ...result, seed: SEED }])}`,
    );
    // A run that harms nothing, or does nothing, would pass as well.
    const { program = 0, temporal = 0, chromium = 0, spider = 0 } = tally.kills;
    const seen = JSON.stringify(tally);
    assert.ok(program > 0 && temporal > 0 && chromium + spider > 0, seen);
    assert.ok(sumOf(tally.freezes) > 0, seen);
    assert.ok(verdict.jobs > 10 && verdict.pages > 100, JSON.stringify(verdict));
  });
});
