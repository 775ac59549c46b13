/** How much of the disk stays free, as an operator says it: bytes with a unit, or a share. */

/** `share` is between 0 and 1. */
export type DiskMinFree = { readonly bytes: number } | { readonly share: number };

const UNITS: Readonly<Record<string, number>> = {
  B: 1,
  KB: 1e3,
  MB: 1e6,
  GB: 1e9,
  TB: 1e12,
  KIB: 1024,
  MIB: 1024 ** 2,
  GIB: 1024 ** 3,
  TIB: 1024 ** 4,
};
/** What is kept free where the operator says nothing: the smaller of the two. */
const DEFAULT = { bytes: UNITS['GIB'] as number, share: 0.05 };

/** `2GiB`, `500 MB`, `5%`; `0` for nothing. Throws the end of a sentence that begins with the setting's name. */
export function readDiskMinFree(text: string): DiskMinFree {
  const [, digits = '', unit = ''] = /^(\d+(?:\.\d+)?) *([A-Za-z]+|%)?$/.exec(text.trim()) ?? [];
  const value = Number(digits);
  const factor = UNITS[unit.toUpperCase()];
  if (digits !== '' && unit === '%' && value < 100) return { share: value / 100 };
  if (digits !== '' && factor !== undefined) return { bytes: Math.ceil(value * factor) };
  if (digits !== '' && unit === '' && value === 0) return { bytes: 0 };
  throw new Error('must be bytes with a unit (2GiB, 500MB), a share below 100%, or 0');
}

/** In bytes, of a file system of that size. `wanted` is null where the operator says nothing. */
export function minFreeBytes(wanted: DiskMinFree | null, totalBytes: number): number {
  if (wanted === null) return Math.min(DEFAULT.bytes, Math.ceil(DEFAULT.share * totalBytes));
  return 'bytes' in wanted ? wanted.bytes : Math.ceil(wanted.share * totalBytes);
}
