/** What runs of the model must have come through to have shown anything. */

export const SITUATIONS = [
  'call repeated with its key',
  'call refused for its units',
  'prepaid units reserved',
  'prepaid units refunded',
  'refund to an earlier month',
  'job settled again',
  'job cancelled before it ran',
  'extract cancelled, not refunded',
  'extract cancelled whose page cost nothing',
  'page committed again',
  'page committed after its job ended',
  'page committed whose lease was taken away',
  'and there was no place for it',
  'lease up to the page limit',
  'holder resumed with its pages',
  'page redirected to a known URL',
  'page merged with another',
  'late duplicate',
  'parked page answered',
  'page answered that is not parked',
  'died in submit',
  'died in commit',
  'died in settle',
  'died in prune',
  'results dropped in steps',
  'job forgotten',
] as const;
export type Situation = (typeof SITUATIONS)[number];

/** How often each came up. */
export type Met = Map<Situation, number>;

export function met(counts: Met, situation: Situation, isSo = true): void {
  if (isSo) counts.set(situation, (counts.get(situation) ?? 0) + 1);
}
