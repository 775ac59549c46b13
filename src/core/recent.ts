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
