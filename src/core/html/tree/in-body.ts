/** The mode in which most of a page is read. */

import { openForeign } from './foreign.js';
import { reopenFormatting } from './formatting.js';
import { detach } from './links.js';
import {
  afterBody,
  againEnd,
  endBy,
  ignore,
  inBody,
  inFrameset,
  inHead,
  inTable,
  inTemplate,
  leadingSpace,
  onEnd,
  onOther,
  onStart,
  startBy,
} from './modes.js';
import {
  closeAny,
  closeImplied,
  closeParagraph,
  closeThrough,
  insertText,
  insertVoid,
  isInButtonScope,
  isInListScope,
  isInScope,
  open,
  openNamed,
  pop,
  popTo,
} from './stack.js';
import { type Builder, IN_MATH, IN_SVG, lastOf } from './state.js';
import { setAttribute } from './tag-reader.js';
import * as names from './names.js';

inBody.text = (b, written) => {
  const data = written.includes('\0') ? written.replaceAll('\0', '') : written;
  if (data === '') return;
  if (b.formatting.length > 0) reopenFormatting(b);
  insertText(b, data);
  if (b.mayBeFrameset && leadingSpace(data) < data.length) b.mayBeFrameset = false;
};
inBody.endOfPage = (b) => b.templateModes.length > 0 && inTemplate.endOfPage(b);

onOther(
  inBody,
  (b) => {
    if (b.formatting.length > 0) reopenFormatting(b);
    open(b);
  },
  closeAny,
);

onStart(inBody, 'html', (b) => {
  if (lastOf(b, names.TEMPLATE) < 0) addAttributes(b, 0);
});
onStart(inBody, 'base basefont bgsound link meta noframes script style template title', (b) =>
  startBy(inHead, b),
);
onEnd(inBody, 'template', (b) => endBy(inHead, b));
onStart(inBody, 'body', (b) => {
  if (b.tags[1] !== names.BODY || b.size < 2 || lastOf(b, names.TEMPLATE) >= 0) return;
  b.mayBeFrameset = false;
  addAttributes(b, 1);
});

/** Those that the element does not have. */
function addAttributes({ nodes, attribs }: Builder, at: number): void {
  const own = nodes[at]?.attribs;
  if (own === undefined) return;
  for (const [name, value] of Object.entries(attribs))
    if (!Object.hasOwn(own, name)) setAttribute(own, name, value);
}

onStart(inBody, 'frameset', (b) => {
  const body = b.nodes[1];
  if (!b.mayBeFrameset || b.size < 2 || b.tags[1] !== names.BODY || body === undefined) return;
  detach(body);
  popTo(b, 1);
  open(b);
  b.mode = inFrameset;
});
onEnd(inBody, 'body', endBody);
onEnd(inBody, 'html', (b) => {
  if (endBody(b)) againEnd(b);
});

function endBody(b: Builder): boolean {
  if (!isInScope(b, names.BODY)) return false;
  b.mode = afterBody;
  return true;
}

onStart(
  inBody,
  'address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer header hgroup main ' +
    'menu nav ol p search section summary ul',
  (b) => {
    closeParagraph(b);
    open(b);
  },
);
onStart(inBody, 'h1 h2 h3 h4 h5 h6', (b) => {
  closeParagraph(b);
  if ((names.kindsOf(b.current) & names.HEADING) !== 0) pop(b);
  open(b);
});
onStart(inBody, 'pre listing', (b) => {
  closeParagraph(b);
  open(b);
  b.skipsLineBreak = true;
  b.mayBeFrameset = false;
});
onStart(inBody, 'li', (b) => openItem(b, names.LI, names.LI));
onStart(inBody, 'dd dt', (b) => openItem(b, names.DD, names.DT));

/** An item ends the one before it, unless a list or another block of its own is open in that. */
function openItem(b: Builder, one: number, other: number): void {
  b.mayBeFrameset = false;
  const before = Math.max(lastOf(b, one), lastOf(b, other));
  for (let at = b.size - 1; at >= before && before >= 0; at -= 1) {
    const tag = b.tags[at] ?? 0;
    if (tag === one || tag === other) {
      closeImplied(b, tag);
      closeThrough(b, tag);
      break;
    }
    if ((names.kindsOf(tag) & names.SPECIAL) !== 0 && !PASSED_BY_ITEMS.has(tag)) break;
  }
  closeParagraph(b);
  open(b);
}

const PASSED_BY_ITEMS: ReadonlySet<number> = new Set(['address', 'div', 'p'].map(names.known));

onStart(inBody, 'plaintext', (b) => {
  closeParagraph(b);
  open(b);
});
onEnd(
  inBody,
  'address article aside blockquote button center details dialog dir div dl fieldset figcaption figure footer header hgroup ' +
    'listing main menu nav ol pre search section select summary ul',
  (b) => {
    if (!isInScope(b, b.tag)) return;
    closeImplied(b);
    closeThrough(b, b.tag);
  },
);
onEnd(inBody, 'p', (b) => {
  if (!isInButtonScope(b, names.P)) openNamed(b, 'p', names.P, {});
  closeParagraph(b);
});
onEnd(inBody, 'li', (b) => {
  if (!isInListScope(b, names.LI)) return;
  closeImplied(b, names.LI);
  closeThrough(b, names.LI);
});
onEnd(inBody, 'dd dt', (b) => {
  if (!isInScope(b, b.tag)) return;
  closeImplied(b, b.tag);
  closeThrough(b, b.tag);
});
const HEADINGS = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map(names.known);
onEnd(inBody, 'h1 h2 h3 h4 h5 h6', (b) => {
  const at = Math.max(...HEADINGS.map((tag) => lastOf(b, tag)));
  if (at < 0 || at < (b.scopes[b.size - 1] ?? 0)) return;
  closeImplied(b);
  popTo(b, at);
});

onStart(inBody, 'table', (b) => {
  if (!b.isQuirky) closeParagraph(b);
  open(b);
  b.mayBeFrameset = false;
  b.mode = inTable;
});
onStart(inBody, 'param source track', insertVoid);
onStart(inBody, 'hr', (b) => {
  closeParagraph(b);
  if (isInScope(b, names.SELECT)) closeImplied(b);
  insertVoid(b);
  b.mayBeFrameset = false;
});
onStart(inBody, 'xmp', (b) => {
  closeParagraph(b);
  reopenFormatting(b);
  b.mayBeFrameset = false;
  open(b);
});
onStart(inBody, 'iframe', (b) => {
  b.mayBeFrameset = false;
  open(b);
});
onStart(inBody, 'noembed', open);
onStart(inBody, 'noscript', (b) => {
  if (!b.runsScripts) reopenFormatting(b);
  open(b);
});

onStart(inBody, 'rb rtc', (b) => {
  if (isInScope(b, names.RUBY)) closeImplied(b);
  open(b);
});
onStart(inBody, 'rp rt', (b) => {
  if (isInScope(b, names.RUBY)) closeImplied(b, names.RTC);
  open(b);
});
onStart(inBody, 'math', (b) => {
  reopenFormatting(b);
  openForeign(b, IN_MATH);
});
onStart(inBody, 'svg', (b) => {
  reopenFormatting(b);
  openForeign(b, IN_SVG);
});
onStart(inBody, 'caption col colgroup frame head tbody td tfoot th thead tr', ignore);
