/** The service that commands would call: whether it is ready, and whether its clock is ours. */

import { ok, warning, wrong, type Check } from './check.js';

const ANSWER_MS = 5_000;
const MAX_SKEW_S = 30;

export async function serviceChecks(url: string): Promise<Check[]> {
  let response: Response;
  try {
    response = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(ANSWER_MS) });
  } catch {
    return [warning('service', `${url} does not answer`, 'Start it with npm start, or set HOLDFAST_URL.')];
  }
  const text = await response.text();
  const state = response.ok
    ? ok('service', `${url} is ready`)
    : wrong('service', `${url} is not ready: ${text.slice(0, 300)}`, 'See the log of the service.');
  return [state, clockCheck(response.headers.get('date'))];
}

/** Schedules, keys and signatures go by the clock. A second either way is the answer's own. */
function clockCheck(date: string | null): Check {
  const at = Date.parse(date ?? '');
  if (Number.isNaN(at)) return warning('clock', 'the service tells no time', 'Compare the clocks by hand.');
  const skewS = Math.round(Math.abs(Date.now() - at) / 1_000);
  if (skewS <= MAX_SKEW_S) return ok('clock', `as the service's`);
  return wrong('clock', `${skewS} s from the service's`, 'Turn on time synchronisation on both machines.');
}
