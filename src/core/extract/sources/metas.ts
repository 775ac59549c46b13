/** Open Graph, Twitter Cards and other meta tags, by key. */

import type { Meta } from '../facts.js';

export type Metas = ReadonlyMap<string, readonly string[]>;

export function indexMetas(metas: readonly Meta[]): Metas {
  const byKey = new Map<string, string[]>();
  for (const { key, content } of metas) {
    if (content.trim() === '') continue;
    const values = byKey.get(key);
    if (values === undefined) byKey.set(key, [content]);
    else if (!values.includes(content)) values.push(content);
  }
  return byKey;
}

const OPEN_GRAPH = /^(?:og|article|product|book|books|profile|video|music|place|business|event):/;

export type MetaSource = 'open-graph' | 'twitter' | 'meta';

export function metaSource(key: string): MetaSource {
  if (key.startsWith('twitter:')) return 'twitter';
  return OPEN_GRAPH.test(key) ? 'open-graph' : 'meta';
}
