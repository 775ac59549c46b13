/** Whether what the service depends on answers. */

import type { Runner } from '../ports/runner.js';
import type { Store } from '../ports/store/index.js';

/** A part that takes longer counts as failed. */
const CHECK_TIMEOUT_MS = 3_000;

/** Of each part `ok`, or why it does not work. */
export type CheckParts = () => Promise<Readonly<Record<'database' | 'temporal', string>>>;

export interface CheckDeps {
  readonly store: Pick<Store, 'check'>;
  readonly runner: Pick<Runner, 'check'>;
}

export function createCheckParts({ store, runner }: CheckDeps): CheckParts {
  return async () => {
    const [database, temporal] = await Promise.all([outcome(store.check()), outcome(runner.check())]);
    return { database, temporal };
  };
}

async function outcome(check: Promise<void>): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve('did not answer in time'), CHECK_TIMEOUT_MS);
  });
  const result = check.then(
    () => 'ok',
    (error: unknown) => (error instanceof Error ? error.message : 'failed'),
  );
  try {
    return await Promise.race([result, late]);
  } finally {
    clearTimeout(timer);
  }
}
