/** The modes within the parts of a table: captions, columns, bodies, rows, cells. */

import { endFormattingPart, startFormattingPart } from './formatting.js';
import {
  againEnd,
  againStart,
  endBy,
  ignore,
  inBody,
  inCaption,
  inCell,
  inColumnGroup,
  inHead,
  inRow,
  inTable,
  inTableBody,
  leadingSpace,
  onEnd,
  onOther,
  onStart,
  startBy,
} from './modes.js';
import {
  closeImplied,
  closeThrough,
  insertText,
  insertVoid,
  isInTableScope,
  open,
  openNamed,
  pop,
  popTo,
} from './stack.js';
import { type Builder, lastOf, type Mode } from './state.js';
import { clearBackTo } from './in-table.js';
import * as names from './names.js';

/** A mode with the rules of another one, but for those that are added. */
function basedOn(mode: Mode, base: Mode): void {
  onOther(
    mode,
    (b) => startBy(base, b),
    (b) => endBy(base, b),
  );
  mode.text = (b, data) => base.text(b, data);
  mode.endOfPage = (b) => base.endOfPage(b);
}

basedOn(inCaption, inBody);
onEnd(inCaption, 'caption', closeCaption);
onEnd(inCaption, 'table', (b) => {
  if (closeCaption(b)) againEnd(b);
});
onStart(inCaption, 'caption col colgroup tbody td tfoot th thead tr', (b) => {
  if (closeCaption(b)) againStart(b);
});
onEnd(inCaption, 'body col colgroup html tbody td tfoot th thead tr', ignore);

function closeCaption(b: Builder): boolean {
  if (!isInTableScope(b, names.CAPTION)) return false;
  closeImplied(b);
  closeThrough(b, names.CAPTION);
  endFormattingPart(b);
  b.mode = inTable;
  return true;
}

onOther(
  inColumnGroup,
  (b) => {
    if (closeColumnGroup(b)) againStart(b);
  },
  (b) => {
    if (closeColumnGroup(b)) againEnd(b);
  },
);
inColumnGroup.text = (b, data) => {
  const space = leadingSpace(data);
  if (space > 0) insertText(b, data.slice(0, space));
  if (space < data.length && closeColumnGroup(b)) b.mode.text(b, data.slice(space));
};
inColumnGroup.endOfPage = (b) => inBody.endOfPage(b);
onStart(inColumnGroup, 'html', (b) => startBy(inBody, b));
onStart(inColumnGroup, 'col', insertVoid);
onEnd(inColumnGroup, 'colgroup', closeColumnGroup);
onEnd(inColumnGroup, 'col', ignore);
onStart(inColumnGroup, 'template', (b) => startBy(inHead, b));
onEnd(inColumnGroup, 'template', (b) => endBy(inHead, b));

function closeColumnGroup(b: Builder): boolean {
  if (b.current !== names.COLGROUP) return false;
  pop(b);
  b.mode = inTable;
  return true;
}

basedOn(inTableBody, inTable);
onStart(inTableBody, 'tr', (b) => {
  clearBackTo(b, names.TBODY, names.TFOOT, names.THEAD);
  open(b);
  b.mode = inRow;
});
onStart(inTableBody, 'th td', (b) => {
  clearBackTo(b, names.TBODY, names.TFOOT, names.THEAD);
  openNamed(b, 'tr', names.TR, {});
  b.mode = inRow;
  againStart(b);
});
onEnd(inTableBody, 'tbody tfoot thead', (b) => {
  if (isInTableScope(b, b.tag)) closeTableBody(b);
});
onStart(inTableBody, 'caption col colgroup tbody tfoot thead', (b) => {
  if (closeTableBody(b)) againStart(b);
});
onEnd(inTableBody, 'table', (b) => {
  if (closeTableBody(b)) againEnd(b);
});
onEnd(inTableBody, 'body caption col colgroup html td th tr', ignore);

function closeTableBody(b: Builder): boolean {
  if (![names.TBODY, names.THEAD, names.TFOOT].some((tag) => isInTableScope(b, tag))) return false;
  clearBackTo(b, names.TBODY, names.TFOOT, names.THEAD);
  pop(b);
  b.mode = inTable;
  return true;
}

basedOn(inRow, inTable);
onStart(inRow, 'th td', (b) => {
  clearBackTo(b, names.TR);
  open(b);
  b.mode = inCell;
  startFormattingPart(b);
});
onEnd(inRow, 'tr', closeRow);
onStart(inRow, 'caption col colgroup tbody tfoot thead tr', (b) => {
  if (closeRow(b)) againStart(b);
});
onEnd(inRow, 'table', (b) => {
  if (closeRow(b)) againEnd(b);
});
onEnd(inRow, 'tbody tfoot thead', (b) => {
  if (isInTableScope(b, b.tag) && closeRow(b)) againEnd(b);
});
onEnd(inRow, 'body caption col colgroup html td th', ignore);

function closeRow(b: Builder): boolean {
  if (!isInTableScope(b, names.TR)) return false;
  clearBackTo(b, names.TR);
  pop(b);
  b.mode = inTableBody;
  return true;
}

basedOn(inCell, inBody);
onEnd(inCell, 'td th', (b) => {
  if (!isInTableScope(b, b.tag)) return;
  closeImplied(b);
  closeThrough(b, b.tag);
  endFormattingPart(b);
  b.mode = inRow;
});
onStart(inCell, 'caption col colgroup tbody td tfoot th thead tr', (b) => {
  if (closeCell(b)) againStart(b);
});
onEnd(inCell, 'body caption col colgroup html', ignore);
onEnd(inCell, 'table tbody tfoot thead tr', (b) => {
  if (isInTableScope(b, b.tag) && closeCell(b)) againEnd(b);
});

function closeCell(b: Builder): boolean {
  const at = Math.max(lastOf(b, names.TD), lastOf(b, names.TH));
  if (at <= 0) return false;
  closeImplied(b);
  popTo(b, at);
  endFormattingPart(b);
  b.mode = inRow;
  return true;
}
