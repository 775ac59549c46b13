/** Forms and what stands in them, in the body. */

import { removeOpen, reopenFormatting } from './formatting.js';
import { inBody, onEnd, onStart } from './modes.js';
import { closeImplied, closeParagraph, closeThrough, insertVoid, isInScope, open, pop } from './stack.js';
import { lastOf } from './state.js';
import * as names from './names.js';

onStart(inBody, 'form', (b) => {
  const isInTemplate = lastOf(b, names.TEMPLATE) >= 0;
  if (b.form !== null && !isInTemplate) return;
  closeParagraph(b);
  const form = open(b);
  if (!isInTemplate) b.form = form;
});
onStart(inBody, 'button', (b) => {
  if (isInScope(b, names.BUTTON)) {
    closeImplied(b);
    closeThrough(b, names.BUTTON);
  }
  reopenFormatting(b);
  open(b);
  b.mayBeFrameset = false;
});
onEnd(inBody, 'form', (b) => {
  if (lastOf(b, names.TEMPLATE) >= 0) {
    if (!isInScope(b, names.FORM)) return;
    closeImplied(b);
    closeThrough(b, names.FORM);
    return;
  }
  const { form } = b;
  b.form = null;
  const at = form === null ? -1 : b.nodes.lastIndexOf(form, b.size - 1);
  if (at < 0 || at < (b.scopes[b.size - 1] ?? 0)) return;
  closeImplied(b);
  removeOpen(b, at);
});

onStart(inBody, 'input', (b) => {
  if (isInScope(b, names.SELECT)) closeThrough(b, names.SELECT);
  reopenFormatting(b);
  insertVoid(b);
  if (b.attribs['type']?.toLowerCase() !== 'hidden') b.mayBeFrameset = false;
});
onStart(inBody, 'textarea', (b) => {
  open(b);
  b.skipsLineBreak = true;
  b.mayBeFrameset = false;
});
onStart(inBody, 'select', (b) => {
  if (isInScope(b, names.SELECT)) {
    closeThrough(b, names.SELECT);
    return;
  }
  reopenFormatting(b);
  open(b);
  b.mayBeFrameset = false;
});
onStart(inBody, 'option', (b) => {
  if (isInScope(b, names.SELECT)) closeImplied(b, names.OPTGROUP);
  else if (b.current === names.OPTION) pop(b);
  reopenFormatting(b);
  open(b);
});
onStart(inBody, 'optgroup', (b) => {
  if (isInScope(b, names.SELECT)) closeImplied(b);
  else if (b.current === names.OPTION) pop(b);
  reopenFormatting(b);
  open(b);
});
