/** Numbers and truths of settings, which Scrapy takes as text too. Null for what is neither. */

export function toNumber(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string' || !/^-?\d{1,15}(\.\d{1,6})?$/.test(value)) return null;
  return Number(value);
}

export function toBoolean(value: unknown): boolean | null {
  if (typeof value === 'boolean') return value;
  if (value === 1 || value === '1' || value === 'True' || value === 'true') return true;
  if (value === 0 || value === '0' || value === 'False' || value === 'false') return false;
  return null;
}
