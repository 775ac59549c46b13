/** Which faults a seed has, and when. */

import { FAILPOINTS } from '../../src/compose/failpoints.js';
import type { Fault, PartKind } from '../types.js';
import { faultOf } from './index.js';
import { createRandom } from '../random.js';

export interface FaultPlan {
  readonly seed: number;
  readonly minutes: number;
  /** Kinds of parts that the deployment may have. */
  readonly kinds: readonly PartKind[];
  readonly awayKinds: readonly PartKind[];
  readonly hasDatabase: boolean;
  readonly hasSmallDisk: boolean;
}

/** Kills a minute. The program needs seconds to come back, so that more of it would leave no time to do anything. */
const KILLS_A_MINUTE: Readonly<Record<PartKind, number>> = {
  program: 5,
  gateway: 5,
  worker: 6,
  temporal: 4,
  database: 3,
  chromium: 10,
  spider: 10,
};
const FREEZES_A_MINUTE: Readonly<Record<PartKind, number>> = {
  program: 1,
  gateway: 1,
  worker: 1,
  temporal: 0.5,
  database: 0.5,
  chromium: 0.5,
  spider: 0.5,
};
const FAILPOINTS_A_MINUTE = 7;
const KILLS_OF_ALL_A_MINUTE = 1.2;
const CUTS_A_MINUTE = 3;
const AWAY_A_MINUTE = 0.5;
const FULL_DISKS_A_MINUTE = 0.3;

const FROZEN_MS = { least: 1_000, most: 40_000 };
const AWAY_MS = { least: 2_000, most: 10_000 };
const FULL_MS = { least: 1_000, most: 8_000 };
/** No single fault takes more of the time than this. */
const LONGEST_PART = 1 / 6;
/** Most kills come so long after the service is ready again, at the most. */
const WORKING_MS = 2_000;
/** So many come without waiting for that: they hit a start, or what is down. */
const AT_ONCE = 0.3;
/** Jobs are under way by then. */
const FIRST_MS = 2_000;

/** The same plan for the same input, in the order of time. */
export function planFaults({ seed, minutes, kinds, awayKinds, ...has }: FaultPlan): readonly Fault[] {
  const random = createRandom(seed).next;
  const untilMs = minutes * 60_000;
  const faults: Fault[] = [];
  // As often as said on average, at moments that do not depend on each other.
  const often = (perMinute: number, plan: (atMs: number) => Fault): void => {
    const gapMs = (): number => (-Math.log(1 - random()) * 60_000) / perMinute;
    for (let atMs = FIRST_MS + gapMs(); atMs < untilMs; atMs += gapMs()) faults.push(plan(Math.round(atMs)));
  };
  /** Short ones are as frequent as long ones, by order of magnitude. */
  const during = ({ least, most }: typeof FROZEN_MS): number => {
    const longest = Math.max(least, Math.min(most, untilMs * LONGEST_PART));
    return Math.round(least * (longest / least) ** random());
  };

  const working = (): number => Math.round(random() * WORKING_MS);
  // Browsers and spiders run only while there is work for them.
  const soon = (part: PartKind): number | null =>
    part === 'chromium' || part === 'spider' || random() < AT_ONCE ? null : working();

  for (const part of kinds) {
    often(KILLS_A_MINUTE[part], (atMs) =>
      faultOf(atMs, 'kill', { part, pick: random(), afterReadyMs: soon(part) }),
    );
    often(FREEZES_A_MINUTE[part], (atMs) =>
      faultOf(atMs, 'freeze', { part, pick: random(), forMs: during(FROZEN_MS) }),
    );
  }
  for (const part of awayKinds)
    often(AWAY_A_MINUTE, (atMs) =>
      faultOf(atMs, 'away', { part, forMs: during(AWAY_MS), afterReadyMs: working() }),
    );
  often(FAILPOINTS_A_MINUTE, (atMs) => {
    const moment = FAILPOINTS[Math.floor(random() * FAILPOINTS.length)]!;
    return faultOf(atMs, 'failpoint', { moment, passing: 1 + Math.floor(random() * 12), afterReadyMs: 0 });
  });
  often(KILLS_OF_ALL_A_MINUTE, (atMs) => faultOf(atMs, 'kill-all', { afterReadyMs: working() }));
  if (has.hasDatabase) often(CUTS_A_MINUTE, (atMs) => faultOf(atMs, 'cut-connections', {}));
  if (has.hasSmallDisk)
    often(FULL_DISKS_A_MINUTE, (atMs) => faultOf(atMs, 'full-disk', { forMs: during(FULL_MS) }));
  return faults.sort((a, b) => a.atMs - b.atMs);
}
