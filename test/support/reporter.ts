/** Mocha's own report, and at its end the counts of the tests for whoever sums them up. */

import Mocha from 'mocha';
import { noteLane } from './lane-results.js';

export default class Reporter extends Mocha.reporters.Spec {
  override epilogue(): void {
    super.epilogue();
    const { passes, failures, pending } = this.stats;
    const counts = { passed: passes, failed: failures, skipped: pending };
    noteLane({
      ...counts,
      failures: this.failures.map((test) => ({ title: test.fullTitle(), file: test.file })),
    });
  }
}
