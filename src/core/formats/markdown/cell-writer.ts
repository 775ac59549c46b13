/** The blocks of a table cell, which has one line: they are joined by `<br>`. */

import type { Writer } from './writer.js';

export function createCellWriter(maxChars: number): Writer {
  const blocks: string[] = [];
  let chars = 0;
  let marker = '';
  return {
    write(block) {
      if (block === '' || chars > maxChars) return;
      const text = `${marker}${block.replaceAll('\n', ' ')}`;
      marker = '';
      chars += text.length;
      blocks.push(text);
    },
    tighten() {
      // Nothing stands between blocks.
    },
    open(first) {
      marker = first.startsWith('>') ? '' : first;
    },
    close() {
      const hasLines = marker === '';
      marker = '';
      return hasLines;
    },
    isFull: () => chars > maxChars,
    text: () => blocks.join('<br>'),
  };
}
