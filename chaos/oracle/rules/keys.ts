/** One Idempotency-Key makes one job, and one call without a key at most one; another body under the key makes none. */

import { SCHEDULED } from '../../world/spiders.js';
import { acceptedBy } from '../accepted.js';
import { violation, type Rule } from '../evidence.js';

export const keys: Rule = ({ history, jobs }) => {
  const made = new Map<string, Set<string>>();
  const add = (operationId: string | null, id: string | null): void => {
    if (operationId === null || operationId === SCHEDULED || id === null) return;
    made.set(operationId, (made.get(operationId) ?? new Set()).add(id));
  };
  for (const call of history.calls) add(call.operationId, acceptedBy(call));
  for (const job of jobs) add(job.operationId, job.id);
  const doubled = [...made]
    .filter(([, ids]) => ids.size > 1)
    .map(([operationId, ids]) =>
      violation(
        'keys',
        { operationId, id: [...ids][0] ?? null },
        `one operation has made the jobs ${[...ids].join(', ')}`,
      ),
    );
  const taken = history.calls.flatMap((call) => {
    const id = call.step === 'other' ? acceptedBy(call) : null;
    if (id === null) return [];
    const earlier = history.calls.some(
      (one) => one.operationId === call.operationId && one.sentMs < call.sentMs && acceptedBy(one) !== null,
    );
    if (!earlier) return [];
    const { operationId } = call;
    return violation(
      'keys',
      { operationId, id },
      'another body was accepted under a key that had made a job',
    );
  });
  return [...doubled, ...taken];
};
