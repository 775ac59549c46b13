/** The modes up to the body: a page gets `html`, `head` and `body`, whether or not it writes them. */

import { append } from './links.js';
import { closeTemplate, openTemplate } from './templates.js';
import {
  afterHead,
  againEnd,
  againStart,
  beforeHead,
  beforeHtml,
  endBy,
  ignore,
  inBody,
  inFrameset,
  inHead,
  initial,
  leadingSpace,
  onEnd,
  onOther,
  onStart,
  startBy,
} from './modes.js';
import { BODY, HEAD, HTML } from './names.js';
import { insertText, insertVoid, newElement, open, openNamed, pop, push } from './stack.js';
import { changeOpen } from './stack.js';
import { IN_HTML, lastOf, type Builder, type Mode } from './state.js';

/** A mode in which everything else first does `step`, which leads to the next mode, and is then read there. */
function leadsOn(mode: Mode, step: (b: Builder) => void, keepsSpace: boolean): void {
  const endRule = (b: Builder): void => {
    step(b);
    againEnd(b);
  };
  onOther(
    mode,
    (b) => {
      step(b);
      againStart(b);
    },
    ignore,
  );
  onEnd(mode, 'head body html br', endRule);
  mode.text = (b, data) => {
    const space = leadingSpace(data);
    if (keepsSpace && space > 0) insertText(b, data.slice(0, space));
    if (space === data.length) return;
    step(b);
    b.mode.text(b, data.slice(space));
  };
  mode.endOfPage = (b) => {
    step(b);
    return true;
  };
}

leadsOn(initial, withoutDoctype, false);
initial.otherEnd = (b) => {
  withoutDoctype(b);
  againEnd(b);
};
initial.end.fill(initial.otherEnd);
initial.holdsComments = (b) => b.root;

function withoutDoctype(b: Builder): void {
  b.isQuirky = true;
  b.mode = beforeHtml;
}

leadsOn(beforeHtml, (b) => openHtml(b, {}), false);
onStart(beforeHtml, 'html', (b) => openHtml(b, b.attribs));
beforeHtml.holdsComments = (b) => b.root;

function openHtml(b: Builder, attribs: Record<string, string>): void {
  const html = newElement(b, 'html', attribs);
  append(b.root, html);
  push(b, html, HTML, IN_HTML);
  b.mode = beforeHead;
}

leadsOn(beforeHead, (b) => openHead(b, {}), false);
onStart(beforeHead, 'html', (b) => startBy(inBody, b));
onStart(beforeHead, 'head', (b) => openHead(b, b.attribs));

function openHead(b: Builder, attribs: Record<string, string>): void {
  b.head = openNamed(b, 'head', HEAD, attribs);
  b.mode = inHead;
}

leadsOn(inHead, closeHead, true);
onStart(inHead, 'html', (b) => startBy(inBody, b));
onStart(inHead, 'base basefont bgsound link meta', insertVoid);
onStart(inHead, 'title noframes style script', open);
onStart(inHead, 'noscript', (b) => {
  if (b.runsScripts) open(b);
  else {
    closeHead(b);
    againStart(b);
  }
});
onStart(inHead, 'template', openTemplate);
onStart(inHead, 'head', ignore);
onEnd(inHead, 'head', closeHead);
onEnd(inHead, 'template', closeTemplate);

function closeHead(b: Builder): void {
  pop(b);
  b.mode = afterHead;
}

leadsOn(afterHead, (b) => openBody(b, {}), true);
onStart(afterHead, 'html', (b) => startBy(inBody, b));
onStart(afterHead, 'body', (b) => {
  openBody(b, b.attribs);
  b.mayBeFrameset = false;
});
onStart(afterHead, 'frameset', (b) => {
  open(b);
  b.mode = inFrameset;
});
onStart(afterHead, 'base basefont bgsound link meta noframes script style template title', (b) => {
  const { head } = b;
  if (head === null) return;
  push(b, head, HEAD, IN_HTML);
  startBy(inHead, b);
  const at = lastOf(b, HEAD);
  if (at >= 0 && b.nodes[at] === head)
    changeOpen(b, at, () => {
      b.nodes.splice(at, 1);
      b.tags.splice(at, 1);
      b.spaces.splice(at, 1);
    });
});
onStart(afterHead, 'head', ignore);
onEnd(afterHead, 'head', ignore);
onEnd(afterHead, 'template', (b) => endBy(inHead, b));

function openBody(b: Builder, attribs: Record<string, string>): void {
  openNamed(b, 'body', BODY, attribs);
  b.mode = inBody;
}
