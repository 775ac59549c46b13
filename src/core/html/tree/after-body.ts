/** The modes behind the body, and those of framesets. */

import {
  afterAfterBody,
  afterAfterFrameset,
  afterBody,
  afterFrameset,
  againEnd,
  againStart,
  ignore,
  inBody,
  inFrameset,
  inHead,
  leadingSpace,
  onEnd,
  onOther,
  onStart,
  spaceOf,
  startBy,
} from './modes.js';
import { FRAMESET } from './names.js';
import { insertText, insertVoid, open, pop } from './stack.js';
import type { Builder, Mode } from './state.js';

/** What is there belongs into the body after all. */
function goesOnInBody(mode: Mode): void {
  onOther(
    mode,
    (b) => {
      b.mode = inBody;
      againStart(b);
    },
    (b) => {
      b.mode = inBody;
      againEnd(b);
    },
  );
  onStart(mode, 'html', (b) => startBy(inBody, b));
  mode.text = (b, data) => {
    if (leadingSpace(data) < data.length) b.mode = inBody;
    inBody.text(b, data);
  };
  mode.endOfPage = (b) => inBody.endOfPage(b);
}

goesOnInBody(afterBody);
onEnd(afterBody, 'html', (b) => {
  b.mode = afterAfterBody;
});
afterBody.holdsComments = (b) => b.nodes[0] ?? b.root;
goesOnInBody(afterAfterBody);
afterAfterBody.holdsComments = (b) => b.root;

onOther(inFrameset, ignore, ignore);
inFrameset.text = insertSpace;
onStart(inFrameset, 'html', (b) => startBy(inBody, b));
onStart(inFrameset, 'frameset', open);
onEnd(inFrameset, 'frameset', (b) => {
  if (b.size <= 1) return;
  pop(b);
  if (b.current !== FRAMESET) b.mode = afterFrameset;
});
onStart(inFrameset, 'frame', insertVoid);
onStart(inFrameset, 'noframes', (b) => startBy(inHead, b));

onOther(afterFrameset, ignore, ignore);
afterFrameset.text = insertSpace;
onStart(afterFrameset, 'html', (b) => startBy(inBody, b));
onEnd(afterFrameset, 'html', (b) => {
  b.mode = afterAfterFrameset;
});
onStart(afterFrameset, 'noframes', (b) => startBy(inHead, b));

function insertSpace(b: Builder, data: string): void {
  const space = spaceOf(data);
  if (space !== '') insertText(b, space);
}

onOther(afterAfterFrameset, ignore, ignore);
afterAfterFrameset.text = (b, data) => inBody.text(b, spaceOf(data));
onStart(afterAfterFrameset, 'html', (b) => startBy(inBody, b));
onStart(afterAfterFrameset, 'noframes', (b) => startBy(inHead, b));
afterAfterFrameset.holdsComments = (b: Builder) => b.root;
