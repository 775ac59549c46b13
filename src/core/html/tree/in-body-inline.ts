/** What stands in lines: formatting, which goes on where a page closes it out of order, and elements without content. */

import { adopt } from './adoption.js';
import {
  addFormatting,
  endFormattingPart,
  formattingOf,
  removeOpen,
  reopenFormatting,
  startFormattingPart,
} from './formatting.js';
import { inBody, onEnd, onStart } from './modes.js';
import { closeAny, closeImplied, closeThrough, insertVoid, isInScope, open } from './stack.js';
import { type Builder } from './state.js';
import * as names from './names.js';

onStart(inBody, 'a', (b) => {
  const listed = formattingOf(b, names.A);
  const entry = b.formatting[listed];
  if (entry != null) {
    const { node } = entry;
    adopt(b, names.A);
    const left = b.formatting.findIndex((one) => one?.node === node);
    if (left !== -1) b.formatting.splice(left, 1);
    const at = b.nodes.lastIndexOf(node, b.size - 1);
    if (at > 0) removeOpen(b, at);
  }
  openFormatting(b);
});
onStart(inBody, 'b big code em font i s small strike strong tt u', openFormatting);
onStart(inBody, 'nobr', (b) => {
  reopenFormatting(b);
  if (isInScope(b, names.NOBR)) {
    adopt(b, names.NOBR);
    reopenFormatting(b);
  }
  addFormatting(b, open(b), b.tag);
});
onEnd(inBody, 'a b big code em font i nobr s small strike strong tt u', (b) => {
  if (!adopt(b, b.tag)) closeAny(b);
});

function openFormatting(b: Builder): void {
  if (b.formatting.length > 0) reopenFormatting(b);
  addFormatting(b, open(b), b.tag);
}

onStart(inBody, 'applet marquee object', (b) => {
  reopenFormatting(b);
  open(b);
  startFormattingPart(b);
  b.mayBeFrameset = false;
});
onEnd(inBody, 'applet marquee object', (b) => {
  if (!isInScope(b, b.tag)) return;
  closeImplied(b);
  closeThrough(b, b.tag);
  endFormattingPart(b);
});
onStart(inBody, 'area br embed img keygen wbr', openVoid);
onEnd(inBody, 'br', (b) => {
  b.attribs = {};
  openVoid(b);
});
onStart(inBody, 'image', (b) => {
  b.name = 'img';
  b.tag = names.known('img');
  openVoid(b);
});

function openVoid(b: Builder): void {
  if (b.formatting.length > 0) reopenFormatting(b);
  insertVoid(b);
  b.mayBeFrameset = false;
}
