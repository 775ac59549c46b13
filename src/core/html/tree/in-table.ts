/** The modes within a table. What does not belong there goes before the table. */

import { startFormattingPart } from './formatting.js';
import {
  againStart,
  endBy,
  ignore,
  inBody,
  inCaption,
  inColumnGroup,
  inHead,
  inTable,
  inTableBody,
  inTableText,
  leadingSpace,
  onEnd,
  onOther,
  onStart,
  startBy,
} from './modes.js';
import {
  closeThrough,
  insertText,
  insertVoid,
  isInTableScope,
  open,
  openNamed,
  pop,
  popTo,
} from './stack.js';
import { type Builder, lastOf } from './state.js';
import { resetMode } from './templates.js';
import * as names from './names.js';

/** Closes what is open within the innermost element of one of these numbers, the page's own or a template. */
export function clearBackTo(b: Builder, ...tags: readonly number[]): void {
  popTo(b, Math.max(0, lastOf(b, names.TEMPLATE), ...tags.map((tag) => lastOf(b, tag))) + 1);
}

function foster(b: Builder, read: () => void): void {
  b.isFostering = true;
  read();
  b.isFostering = false;
}

const fosterStart = (b: Builder): void => foster(b, () => startBy(inBody, b));
const fosterEnd = (b: Builder): void => foster(b, () => endBy(inBody, b));

onOther(inTable, fosterStart, fosterEnd);
inTable.text = collectText;
inTable.endOfPage = (b) => inBody.endOfPage(b);

/** Text stays in a table only where all of it is white space, which its end decides. */
function collectText(b: Builder, data: string): void {
  if ((names.kindsOf(b.current) & names.TABLE_PART) === 0 && b.current !== names.TEMPLATE) {
    foster(b, () => inBody.text(b, data));
    return;
  }
  b.modeBeforeText = b.mode;
  b.mode = inTableText;
  b.tableText = '';
  inTableText.text(b, data);
}

inTableText.text = (b, data) => {
  b.tableText += data.includes('\0') ? data.replaceAll('\0', '') : data;
};

/** What was collected goes where it belongs, and the mode before goes on. */
export function endTableText(b: Builder): void {
  const data = b.tableText;
  b.mode = b.modeBeforeText;
  b.tableText = '';
  if (data === '') return;
  if (leadingSpace(data) === data.length) insertText(b, data);
  else foster(b, () => inBody.text(b, data));
}

onStart(inTable, 'caption', (b) => {
  clearBackTo(b, names.TABLE);
  startFormattingPart(b);
  open(b);
  b.mode = inCaption;
});
onStart(inTable, 'colgroup', (b) => {
  clearBackTo(b, names.TABLE);
  open(b);
  b.mode = inColumnGroup;
});
onStart(inTable, 'col', (b) => {
  clearBackTo(b, names.TABLE);
  openNamed(b, 'colgroup', names.COLGROUP, {});
  b.mode = inColumnGroup;
  againStart(b);
});
onStart(inTable, 'tbody tfoot thead', (b) => {
  clearBackTo(b, names.TABLE);
  open(b);
  b.mode = inTableBody;
});
onStart(inTable, 'td th tr', (b) => {
  clearBackTo(b, names.TABLE);
  openNamed(b, 'tbody', names.TBODY, {});
  b.mode = inTableBody;
  againStart(b);
});
onStart(inTable, 'table', (b) => {
  if (closeTable(b)) againStart(b);
});
onEnd(inTable, 'table', closeTable);

function closeTable(b: Builder): boolean {
  if (!isInTableScope(b, names.TABLE)) return false;
  closeThrough(b, names.TABLE);
  resetMode(b);
  return true;
}

onEnd(inTable, 'body caption col colgroup html tbody td tfoot th thead tr', ignore);
onStart(inTable, 'style script template', (b) => startBy(inHead, b));
onEnd(inTable, 'template', (b) => endBy(inHead, b));
onStart(inTable, 'input', (b) => {
  if (b.attribs['type']?.toLowerCase() === 'hidden') insertVoid(b);
  else fosterStart(b);
});
onStart(inTable, 'form', (b) => {
  if (b.form !== null || lastOf(b, names.TEMPLATE) >= 0) return;
  b.form = open(b);
  pop(b);
});
