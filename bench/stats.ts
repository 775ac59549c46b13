/** The few statistics that the tables need. */

/** The value below which `share` of the values lie (nearest rank). NaN for no values. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? NaN;
}

/** The mean of the two in the middle when their number is even. NaN for no values. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(half) - 1], sorted[Math.floor(half)]];
  return low === undefined || high === undefined ? NaN : (low + high) / 2;
}

/** Null when a value is missing. */
export function medianOrNull(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 || known.length < values.length ? null : median(known);
}

/** With as many digits as mean something to a reader. */
export function rounded(value: number | null, digits: number): string | null {
  return value === null || Number.isNaN(value) ? null : value.toFixed(digits);
}

export function megabytes(bytes: number | null): string | null {
  return rounded(bytes === null ? null : bytes / 1024 / 1024, 0);
}
