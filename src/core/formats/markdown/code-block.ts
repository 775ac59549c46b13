/** Blocks of code: the text as it stands, and the language that classes name. */

import { isTag, isText, type Element, type Text } from 'domhandler';
import { isHidden, walk } from '../../extract/text.js';
import { isGutter } from './gutter.js';
import { isBlock } from './names.js';
import { codeSpan, fenced } from './fence.js';
import type { Renderer } from './renderer.js';

export function renderCodeBlock(r: Renderer, element: Element): void {
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
  const parts: string[] = [];
  let last = '';
  let lines = 0;
  const add = (text: string): void => {
    if (text === '') return;
    parts.push(text);
    last = text;
  };
  const endLine = (): void => {
    if (last !== '' && !last.endsWith('\n')) add('\n');
  };
  const isLine = (node: Element): boolean => isBlock(node) && node.name !== 'td' && node.name !== 'th';
  walk(
    element,
    (node) => {
      if (isText(node)) {
        if (isLineNumber(node, lines + 1)) lines += 1;
        else add(node.data);
      }
      if (!isTag(node)) return true;
      if (/^(?:button|script|style|svg|noscript|template)$/.test(node.name)) return false;
      if (r.leftOut.has(node) || isHidden(node) || isGutter(node)) return false;
      if (node.name === 'br') add('\n');
      if (isLine(node)) endLine();
      return true;
    },
    (node) => {
      if (isTag(node) && isLine(node)) endLine();
    },
  );
  return parts.join('').replace(/\r\n?/g, '\n').replaceAll('\u00a0', ' ').replaceAll('\u200b', '');
}

/** The number of the next line, in an element beside the one that holds the line. */
function isLineNumber({ data, parent }: Text, next: number): boolean {
  if (Number(data) !== next || parent === null || !isTag(parent)) return false;
  const beside = parent.next;
  return parent.prev === null || isTag(parent.prev)
    ? beside !== null && isTag(beside) && isBlock(beside) && !isBlock(parent)
    : false;
}

const NAMED =
  /(?:^|\s)(?:language|lang|highlight-source|highlight-text|src|brush:?)[-_:\s]\s?([\w+#.-]{1,30})/i;
/** Classes of elements that only ever hold highlighted code, beside which the language stands bare. */
const BARE = /(?:^|\s)(?:hljs|sourceCode|highlight|prettyprint|src|code|brush)(?:\s|$)/;
const LANGUAGES =
  /(?:^|\s)(actionscript|ada|apache|asm|awk|bash|basic|c|clojure|cmake|console|cpp|c\+\+|cs|csharp|css|dart|diff|docker|dockerfile|elixir|elm|erlang|fortran|fsharp|go|golang|graphql|groovy|haskell|hcl|html|http|ini|java|javascript|js|json|jsx|julia|kotlin|latex|less|lisp|lua|makefile|markdown|matlab|nginx|nim|nix|objc|objectivec|ocaml|pascal|perl|php|plaintext|powershell|prolog|proto|protobuf|py|python|r|rb|ruby|rs|rust|sass|scala|scheme|scss|sh|shell|sql|svelte|swift|tcl|terraform|tex|text|toml|ts|tsx|typescript|vb|verilog|vim|vue|xml|yaml|yml|zig|zsh)(?:\s|$)/;
const NO_LANGUAGE = /^(?:none|default|undefined|auto|nohighlight|no-highlight|highlighter-rouge)$/;

/** The language of the block, of the code in it or of what is around it; nothing where none is named. */
function languageOf(pre: Element): string {
  const inner = pre.children.find((child): child is Element => isTag(child) && child.name === 'code');
  const places = [inner, pre];
  for (let { parent } = pre, steps = 0; parent !== null && isTag(parent) && steps < 2; steps += 1) {
    places.push(parent);
    ({ parent } = parent);
  }
  for (const [at, element] of places.entries()) {
    if (element === undefined) continue;
    const language = languageNamed(element, at > 1);
    if (language !== null) return language;
  }
  return '';
}

function languageNamed({ attribs }: Element, isAround: boolean): string | null {
  const names = (attribs['class'] ?? '').slice(0, 500);
  const bare = BARE.test(names) || !isAround ? LANGUAGES.exec(names)?.[1] : undefined;
  const language = (
    attribs['data-lang'] ??
    attribs['data-language'] ??
    NAMED.exec(names)?.[1] ??
    bare
  )?.toLowerCase();
  return language === undefined || NO_LANGUAGE.test(language) || !/^[\w+#.-]{1,30}$/.test(language)
    ? null
    : language;
}
