/** Bounded memory: a map in order of last use, of which the least recently used entry goes first. */

/** Sets `key` as the most recently used entry of `map`, which then has at most `most` entries. */
export function keepRecent<K, V>(map: Map<K, V>, key: K, value: V, most: number): void {
  map.delete(key);
  map.set(key, value);
  if (map.size <= most) return;
  for (const oldest of map.keys()) {
    map.delete(oldest);
    return;
  }
}

/**
 * The function with its results kept by their text, for texts that come again and again. A full store begins anew: that costs
 * less than an order of use, where most texts are met in one page only.
 */
export function remembered<V>(compute: (text: string) => V, most: number): (text: string) => V {
  const known = new Map<string, V>();
  return (text) => {
    let value = known.get(text);
    if (value === undefined && !known.has(text)) {
      value = compute(text);
      if (known.size >= most) known.clear();
      known.set(text, value);
    }
    return value as V;
  };
}
