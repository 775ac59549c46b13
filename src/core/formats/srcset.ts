/** The candidates of `srcset`: https://html.spec.whatwg.org/multipage/images.html#parsing-a-srcset-attribute */

export interface SourceCandidate {
  readonly url: string;
  /** As it is written: `2x`, `640w` or nothing. */
  readonly descriptor: string;
  /** Width or density, for comparing candidates of one attribute; 1 where none is given. */
  readonly size: number;
}

const MAX_CANDIDATES = 100;

/** At most 100 candidates, in order. A comma ends a URL only where white space or the end follows. */
export function readSrcset(srcset: string): SourceCandidate[] {
  const candidates: SourceCandidate[] = [];
  const pattern = /[\s,]*([^\s,]\S*)([^,]*)/y;
  while (candidates.length < MAX_CANDIDATES) {
    const [, word, descriptor = ''] = pattern.exec(srcset) ?? [];
    if (word === undefined) break;
    const url = withoutCommas(word);
    // What follows a comma is the next candidate.
    if (url !== word) pattern.lastIndex -= descriptor.length;
    const own = url === word ? descriptor.trim() : '';
    const size = Number.parseFloat(own);
    candidates.push({ url, descriptor: own, size: Number.isFinite(size) ? size : 1 });
  }
  return candidates;
}

/** The largest candidate's URL, or null. */
export function largestSource(srcset: string): string | null {
  const [first, ...others] = readSrcset(srcset);
  if (first === undefined) return null;
  return others.reduce((best, candidate) => (candidate.size > best.size ? candidate : best), first).url;
}

function withoutCommas(word: string): string {
  let end = word.length;
  while (word[end - 1] === ',') end -= 1;
  return word.slice(0, end);
}
