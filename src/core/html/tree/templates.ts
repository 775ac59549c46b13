/** Templates: their content is no part of the page and hangs on a document of its own, the template's only child. */

import { Document } from 'domhandler';
import { endFormattingPart, startFormattingPart } from './formatting.js';
import { append } from './links.js';
import {
  afterHead,
  againStart,
  beforeHead,
  endBy,
  ignore,
  inBody,
  inCaption,
  inCell,
  inColumnGroup,
  inFrameset,
  inHead,
  inRow,
  inTable,
  inTableBody,
  inTemplate,
  onEnd,
  onOther,
  onStart,
  startBy,
} from './modes.js';
import * as names from './names.js';
import { closeImplied, closeThrough, insert, newElement, push } from './stack.js';
import { IN_HTML, lastOf, type Builder, type Mode } from './state.js';

/** Such a template stands for what a browser shows in place of its parent's content, and its content is part of the page. */
export function isShadowRoot(mode: string | undefined): boolean {
  return mode !== undefined && /^(?:open|closed)$/i.test(mode);
}

export function openTemplate(b: Builder): void {
  const template = newElement(b, b.name, b.attribs);
  insert(b, template);
  if (!isShadowRoot(b.attribs['shadowrootmode'])) append(template, new Document([]));
  startFormattingPart(b);
  b.mayBeFrameset = false;
  if (!push(b, template, b.tag, IN_HTML)) {
    endFormattingPart(b);
    return;
  }
  b.mode = inTemplate;
  b.templateModes.push(inTemplate);
}

export function closeTemplate(b: Builder): void {
  if (lastOf(b, names.TEMPLATE) < 0) return;
  closeImplied(b, -1, names.THOROUGH_END);
  closeThrough(b, names.TEMPLATE);
  endFormattingPart(b);
  b.templateModes.pop();
  resetMode(b);
}

const MODES = new Map<number, Mode>([
  [names.TR, inRow],
  [names.TBODY, inTableBody],
  [names.THEAD, inTableBody],
  [names.TFOOT, inTableBody],
  [names.CAPTION, inCaption],
  [names.COLGROUP, inColumnGroup],
  [names.TABLE, inTable],
  [names.HEAD, inHead],
  [names.BODY, inBody],
  [names.FRAMESET, inFrameset],
]);

/** https://html.spec.whatwg.org/multipage/parsing.html#reset-the-insertion-mode-appropriately */
export function resetMode(b: Builder): void {
  b.mode = modeOf(b);
}

function modeOf(b: Builder): Mode {
  for (let at = b.size - 1; at > 0; at -= 1) {
    const tag = b.tags[at] ?? 0;
    if (tag === names.TD || tag === names.TH) return inCell;
    if (tag === names.TEMPLATE) return b.templateModes.at(-1) ?? inBody;
    const mode = MODES.get(tag);
    if (mode !== undefined) return mode;
  }
  return b.head === null ? beforeHead : afterHead;
}

onOther(inTemplate, (b) => goOnIn(b, inBody), ignore);
onStart(inTemplate, 'base basefont bgsound link meta noframes script style template title', (b) =>
  startBy(inHead, b),
);
onStart(inTemplate, 'caption colgroup tbody tfoot thead', (b) => goOnIn(b, inTable));
onStart(inTemplate, 'col', (b) => goOnIn(b, inColumnGroup));
onStart(inTemplate, 'tr', (b) => goOnIn(b, inTableBody));
onStart(inTemplate, 'td th', (b) => goOnIn(b, inRow));
onEnd(inTemplate, 'template', (b) => endBy(inHead, b));
inTemplate.text = (b, data) => inBody.text(b, data);
inTemplate.endOfPage = (b) => {
  if (lastOf(b, names.TEMPLATE) < 0) return false;
  closeThrough(b, names.TEMPLATE);
  endFormattingPart(b);
  b.templateModes.pop();
  resetMode(b);
  return true;
};

/** What stands in the template is what the first thing in it belongs into. */
function goOnIn(b: Builder, mode: Mode): void {
  b.templateModes[b.templateModes.length - 1] = mode;
  b.mode = mode;
  againStart(b);
}
