/**
 * The insertion modes. Each is filled with its rules by the file of its name, since rules of one mode apply those of
 * others. https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inhtml
 */

import { KNOWN_NAMES, known } from './names.js';
import type { Builder, Mode, TagRule } from './state.js';

export const initial = newMode('initial');
export const beforeHtml = newMode('before html');
export const beforeHead = newMode('before head');
export const inHead = newMode('in head');
export const afterHead = newMode('after head');
export const inBody = newMode('in body');
export const inTable = newMode('in table');
export const inTableText = newMode('in table text');
export const inCaption = newMode('in caption');
export const inColumnGroup = newMode('in column group');
export const inTableBody = newMode('in table body');
export const inRow = newMode('in row');
export const inCell = newMode('in cell');
export const inTemplate = newMode('in template');
export const afterBody = newMode('after body');
export const inFrameset = newMode('in frameset');
export const afterFrameset = newMode('after frameset');
export const afterAfterBody = newMode('after after body');
export const afterAfterFrameset = newMode('after after frameset');

/** Until rules are added, a mode passes over all there is. */
function newMode(name: string): Mode {
  return {
    name,
    start: [],
    end: [],
    otherStart: ignore,
    otherEnd: ignore,
    text: ignore,
    holdsComments: undefined,
    endOfPage: () => false,
  };
}

export function ignore(): void {
  // The rule for what is an error and adds nothing to the tree.
}

/** The rules for all tags that the next calls name no other ones for. */
export function onOther(mode: Mode, start: TagRule, end: TagRule): void {
  mode.otherStart = start;
  mode.otherEnd = end;
  for (let tag = 0; tag < KNOWN_NAMES; tag += 1) {
    mode.start[tag] = start;
    mode.end[tag] = end;
  }
}

/** The rule for opening tags of these names, divided by blanks. */
export function onStart(mode: Mode, names: string, rule: TagRule): void {
  for (const name of names.split(' ')) mode.start[known(name)] = rule;
}

export function onEnd(mode: Mode, names: string, rule: TagRule): void {
  for (const name of names.split(' ')) mode.end[known(name)] = rule;
}

/** Applies a mode's rule for an opening tag, without changing to that mode. */
export function startBy(mode: Mode, b: Builder): void {
  (mode.start[b.tag] ?? mode.otherStart)(b);
}

export function endBy(mode: Mode, b: Builder): void {
  (mode.end[b.tag] ?? mode.otherEnd)(b);
}

/** Reads the opening tag again, in the mode that it has led to. */
export function againStart(b: Builder): void {
  startBy(b.mode, b);
}

export function againEnd(b: Builder): void {
  endBy(b.mode, b);
}

/** How much of a text is white space at its start. */
export function leadingSpace(data: string): number {
  let at = 0;
  while (at < data.length && isSpace(data.charCodeAt(at))) at += 1;
  return at;
}

export function isSpace(char: number): boolean {
  return char === 0x20 || char === 0x0a || char === 0x09 || char === 0x0c || char === 0x0d;
}

/** Only the white space of a text. */
export function spaceOf(data: string): string {
  return data.replace(/[^\t\n\f\r ]+/g, '');
}
