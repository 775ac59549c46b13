/**
 * What tests share, around the whole run. Mocha runs test files side by side in processes of its own, each of which
 * starts a shared service when a test first asks for one; only the run as a whole knows when nobody needs it any more.
 */

import type { RootHookObject } from 'mocha';
import { closeTimes, noteTime, openTimes } from './support/file-times.js';
import { discardShared, openShared } from './support/service.js';

export function mochaGlobalSetup(): void {
  openTimes();
  openShared();
}

export async function mochaGlobalTeardown(): Promise<void> {
  closeTimes();
  await discardShared();
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
