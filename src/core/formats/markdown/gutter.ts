/** Numbers of lines beside code. */

import type { Element } from 'domhandler';

const GUTTER =
  /(?:^|\s)(?:gutter|(?:code|rouge|hljs-ln)-?(?:gutter|numbers?|n)|linenos?(?:div)?|lineno-?\w*|line-?numbers?(?:-rows)?|ln-num|blob-num|line-num|LineNr|react-syntax-highlighter-line-number)(?:\s|$)/i;

export function isGutter({ attribs }: Element): boolean {
  const names = attribs['class'];
  return names !== undefined && GUTTER.test(names.slice(0, 500));
}
