/** Blocks of code: the text as it stands, and the language that classes name. */

import { isTag, isText, type Element } from 'domhandler';
import { walk } from '../../extract/text.js';
import { BLOCK_NAMES } from './names.js';
import { codeSpan, fenced } from './fence.js';
import type { Renderer } from './renderer.js';

export function codeBlock(r: Renderer, element: Element): void {
  const code = codeOf(r, element).replace(/^\n/, '').trimEnd();
  if (code.trim() === '') return;
  if (r.place === 'block') r.writer.write(fenced(code, languageOf(element)));
  else
    r.writer.write(
      code
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((line) => codeSpan(line))
        .join('<br>'),
    );
}

function codeOf(r: Renderer, element: Element): string {
  let text = '';
  walk(
    element,
    (node) => {
      if (isText(node)) text += node.data;
      if (!isTag(node)) return true;
      if (r.leftOut.has(node) || /^(?:button|script|style|svg)$/.test(node.name)) return false;
      if (node.name === 'br') text += '\n';
      if (BLOCK_NAMES.has(node.name) && text !== '' && !text.endsWith('\n')) text += '\n';
      return true;
    },
    (node) => {
      if (isTag(node) && BLOCK_NAMES.has(node.name) && text !== '' && !text.endsWith('\n')) text += '\n';
    },
  );
  return text.replaceAll('\u00a0', ' ').replaceAll('\r\n', '\n');
}

const LANGUAGE = /(?:^|\s)(?:language|lang|highlight-source|highlight-text|brush:)[-_\s]?([\w+#.-]{1,30})/i;

function languageOf(pre: Element): string {
  const inner = pre.children.find((child) => isTag(child) && child.name === 'code') as Element | undefined;
  const outer = pre.parent !== null && isTag(pre.parent) ? pre.parent : undefined;
  for (const element of [inner, pre, outer, outer?.parent]) {
    if (element === undefined || element === null || !isTag(element)) continue;
    const named = element.attribs['data-lang'] ?? element.attribs['data-language'];
    const language = named ?? LANGUAGE.exec(element.attribs['class'] ?? '')?.[1];
    if (language !== undefined && /^[\w+#.-]{1,30}$/.test(language)) return language.toLowerCase();
  }
  return '';
}
