/**
 * Whether a page is the one that was asked for, or something that stands in its way: a bot wall, a CAPTCHA, a login, or a
 * shell without content. The rules are data, in `rules/`; they name protection products and never sites, and would rather
 * miss a wall than take a page for one.
 */

import type { PageDocument } from '../extract/document.js';
import type { Block } from './kinds.js';
import { measurePage } from './measure.js';
import { CAPTCHA_RULES, WORDED_RULES } from './rules/captcha.js';
import { ledToLogin, LOGIN_FORM_RULE, LOGIN_REDIRECT_RULE, SURE_LOGIN_REDIRECT_RULE } from './rules/login.js';
import { declaresWall, HEADER_RULES, PRODUCT_RULES } from './rules/products.js';
import { blockBy, type Rule } from './rules/rule.js';
import { SHELL_RULES } from './rules/shell.js';
import { readSigns, type PageSigns } from './signs.js';

export type { Block, BlockKind } from './kinds.js';

export interface JudgedPage {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly requestedUrl: string;
  /** `doc.url` is the URL after redirects. */
  readonly doc: PageDocument;
}

/** Visible characters, white space not counted, beyond which a page has content of its own. */
export const MAX_WALL_CHARS = 2_500;

/** Asked in this order. */
export const SHORT_PAGE_RULES: readonly Rule[] = [
  ...PRODUCT_RULES,
  LOGIN_REDIRECT_RULE,
  ...CAPTCHA_RULES,
  ...WORDED_RULES,
  LOGIN_FORM_RULE,
  ...SHELL_RULES,
];
/** How a page came may say that it is a wall, whatever its length. */
const LONG_PAGE_RULES: readonly Rule[] = [...HEADER_RULES, SURE_LOGIN_REDIRECT_RULE];

/**
 * What stands in the way of the page, or null. Does not depend on the status, so that refused pages (403, 429, 503) can
 * be told apart by `mayPass` as well. Pages with content are read only as far as it takes to see that.
 */
export function blockOf(page: JudgedPage): Block | null {
  const { root, url } = page.doc;
  const short = measurePage(root, MAX_WALL_CHARS);
  if (short !== null) return firstMatch(SHORT_PAGE_RULES, readSigns(page, short));
  if (!mayBeLongWall(page, url)) return null;
  return firstMatch(LONG_PAGE_RULES, readSigns(page, measurePage(root)));
}

/** Whether a page with content may be a wall all the same. `url` is the URL after redirects. */
export function mayBeLongWall(
  { headers, requestedUrl }: Pick<JudgedPage, 'headers' | 'requestedUrl'>,
  url: string,
): boolean {
  return declaresWall(headers) || ledToLogin(requestedUrl, url, true);
}

function firstMatch(rules: readonly Rule[], page: PageSigns): Block | null {
  const rule = rules.find(({ when }) => when(page));
  return rule === undefined ? null : blockBy(rule);
}
