/** No call is answered with a fault of ours, and each with what its caller may expect. */

import type { Call, Step } from '../../types.js';
import { valueAt } from '../../workload/words.js';
import { ORACLE, violation, type Rule } from '../evidence.js';

/** 429 is for accounts whose units are used up; 404 and 409 for cancels that come after the end. */
const EXPECTED: Readonly<Record<Step, readonly number[]>> = {
  'set up': [200, 201, 409],
  create: [200, 201, 429],
  repeat: [200, 201, 429],
  other: [200, 201, 422, 429],
  read: [200],
  list: [200],
  cancel: [200, 404, 409],
  end: [200, 404],
};
const AWAY = new Set([502, 503, 504]);
/** The API says so of a job that has ended. */
const CANCEL_FAILED = 'Failed to cancel job';

export const answers: Rule = ({ history, looks }) =>
  [...history.calls, ...looks].flatMap((call) => {
    const text = wrongIn(call);
    if (text === null) return [];
    return violation(
      'answers',
      { operationId: call.operationId },
      `${call.method} ${call.url} (${call.step}) ${text}`,
    );
  });

function wrongIn({ status, step, answer, headers, operationId }: Call): string | null {
  if (status === null || EXPECTED[step].includes(status)) return null;
  // The oracle asks each API for a job that it knows from the ledger only.
  if (operationId === ORACLE && status === 404) return null;
  if (status === 503 && headers['retry-after'] === undefined)
    return 'was answered with 503 without Retry-After';
  if (AWAY.has(status)) return null;
  if (step === 'cancel' && status === 500 && valueAt(answer, 'error') === CANCEL_FAILED) return null;
  return `was answered with ${status}: ${JSON.stringify(answer).slice(0, 300)}`;
}
