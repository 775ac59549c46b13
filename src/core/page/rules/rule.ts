/**
 * The words in which the rules of a wall are written: a rule is data, its condition is put together from tests of what
 * the page has on it. Expressions run over text of bounded length and have no nested repetition, so they are linear.
 */

import type { Block, BlockKind } from '../kinds.js';
import type { PageSigns } from '../signs.js';

export type Test = (page: PageSigns) => boolean;

export interface Rule {
  readonly kind: BlockKind;
  /** Stable: metrics and logs name it. */
  readonly name: string;
  /** The protection product, where there is one. */
  readonly product?: string;
  readonly mayPass?: boolean;
  readonly when: Test;
}

export const all =
  (...tests: readonly Test[]): Test =>
  (page) =>
    tests.every((test) => test(page));

export const some =
  (...tests: readonly Test[]): Test =>
  (page) =>
    tests.some((test) => test(page));

export const header =
  (name: string, value: RegExp): Test =>
  ({ headers }) =>
    value.test(headers[name] ?? '');

export const title =
  (words: RegExp): Test =>
  (page) =>
    words.test(page.title);

/** Words that a reader sees. */
export const text =
  (words: RegExp): Test =>
  (page) =>
    words.test(page.text);

/** Words of the title, the text, or for readers without scripts. */
export const says =
  (words: RegExp): Test =>
  (page) =>
    words.test(page.title) || words.test(page.text) || words.test(page.noscript);

/** An address that the page loads or goes to by itself. */
export const loads =
  (address: RegExp): Test =>
  ({ sources }) =>
    sources.some((source) => address.test(source));

/** Code that stands in the page. */
export const runs =
  (code: RegExp): Test =>
  (page) =>
    code.test(page.code);

/** An element by `#id`, `.class` or the name of a custom element. */
export const has =
  (...marks: readonly string[]): Test =>
  (page) =>
    marks.some((mark) => page.marks.has(mark));

/** No more visible characters than these, white space not counted. */
export const atMost =
  (chars: number): Test =>
  ({ measure }) =>
    measure.textChars <= chars;

export function blockBy(rule: Rule): Block {
  const { kind, name, mayPass = false } = rule;
  return { kind, rule: name, message: messageOf(rule), mayPass };
}

function messageOf({ kind, product, mayPass }: Rule): string {
  const by = product === undefined ? '' : ` (${product})`;
  switch (kind) {
    case 'bot_wall':
      return mayPass === true
        ? `The site answered with a check of the browser${by} instead of the page.`
        : `The protection of the site${by} refused the request.`;
    case 'captcha':
      return `The site asks for a CAPTCHA${by} before it shows the page.`;
    case 'login':
      return 'The site asks to log in before it shows the page.';
    case 'redirect':
      return 'The page only says that a script leads to another.';
    case 'empty_shell':
      return 'The page came without content: it is a shell that only scripts fill.';
    default:
      return kind satisfies never;
  }
}
