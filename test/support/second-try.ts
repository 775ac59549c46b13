/** Which files of a test run are worth a second try, and what came out of the run after it. */

import type { Failure, LaneResult } from './lane-results.js';

/** More than that are no accident of a busy machine. */
const MAX_FILES = 8;

export interface Outcome extends LaneResult {
  /** What failed beside other files and passed by itself. It counts as passed. */
  readonly onlyAlone: readonly Failure[];
}

/** The counts and failures of all lanes together. */
export function summed(results: readonly LaneResult[]): LaneResult {
  const sum = (of: 'passed' | 'failed' | 'skipped'): number =>
    results.reduce((total, result) => total + result[of], 0);
  const failures = results.flatMap((result) => result.failures);
  return { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped'), failures };
}

/** None where a failure belongs to no file, or where too much has failed. */
export function filesToRunAgain({ failures }: LaneResult): string[] {
  const files = new Set<string>();
  for (const { file } of failures) {
    if (file === undefined) return [];
    files.add(file);
  }
  return files.size > MAX_FILES ? [] : [...files];
}

/** `first` is the whole run, `again` the second try of its files with failures. What failed in it has failed. */
export function afterAgain(first: LaneResult, again: LaneResult): Outcome {
  const failedAgain = new Set(again.failures.map(({ title }) => title));
  const cameToItsEnd = again.passed > 0 && again.failures.every(({ file }) => file !== undefined);
  const onlyAlone = first.failures.filter(({ title }) => cameToItsEnd && !failedAgain.has(title));
  const failures = [
    ...first.failures.filter((failure) => !onlyAlone.includes(failure)),
    ...again.failures.filter(({ title }) => !first.failures.some((failure) => failure.title === title)),
  ];
  return {
    passed: first.passed + onlyAlone.length,
    failed: failures.length,
    skipped: first.skipped,
    failures,
    onlyAlone,
  };
}
