/** What tests share, around the whole run, and around each of their files, which run in processes of their own. */

import type { RootHookObject } from 'mocha';
import { closeTimes, noteTime } from './support/file-times.js';
import { closeRun, openRun, ownsRun } from './support/run.js';

export function mochaGlobalSetup(): void {
  openRun();
}

export async function mochaGlobalTeardown(): Promise<void> {
  if (!ownsRun()) return;
  closeTimes();
  await closeRun();
}

let startedAt = 0;

/** Mocha calls these around each file, as it runs files side by side. */
export const mochaHooks: RootHookObject = {
  beforeAll() {
    startedAt = performance.now();
  },
  afterAll(this: Mocha.Context) {
    const file = this.test?.parent?.suites[0]?.file;
    if (file !== undefined) noteTime(file, performance.now() - startedAt);
  },
};
