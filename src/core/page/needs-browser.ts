/**
 * Whether a page that was fetched over plain HTTP is worth rendering with a browser (`render_js: auto`). Only pages that
 * left a field unanswered are looked at; an access denial is a stop signal and never a reason, and a status alone tells
 * nothing. The reasons are those that Runo names, with its numbers: markers of frameworks, little text, few digits.
 */

import type { PageDocument } from '../extract/document.js';
import { textOf } from '../extract/text.js';
import { everyField, type Schema, type SchemaField } from '../schema.js';
import type { Block } from './block.js';
import { lackingFields, type Gaps } from './gaps.js';
import { measurePage, sourceCharsOf, type PageMeasure } from './measure.js';
import { scriptsAtWork } from './scripts.js';

export interface BrowserNeed {
  /** `fetch_failed`: there is no page to judge, and a browser may get one. `awaited`: what the caller waits for is not there. */
  readonly reason:
    | 'fetch_failed'
    | 'awaited'
    | 'script_challenge'
    | 'empty_root'
    | 'little_text'
    | 'noscript_notice'
    | 'fields_missing';
  /** strong: the page itself says so; weak: only a guess, which a host's habits may outweigh. */
  readonly strength: 'strong' | 'weak';
}

export interface PlainPage {
  readonly status: number;
  readonly doc: PageDocument;
  readonly schema: Schema;
  readonly gaps: Gaps;
  /** What `blockOf` said of the page. */
  readonly block: Block | null;
}

/** Statuses by which a site says no; a browser must not be the second try. */
const DENIALS: ReadonlySet<number> = new Set([401, 403, 407, 451]);
/** What is behind them is said to programs. */
const LAST_STATUS = 599;
/** Statuses by which a site says not now: worth a browser only for a check that it may pass. */
const NOT_NOW: ReadonlySet<number> = new Set([429, 503]);

/** Visible characters of a page or an element that holds no more than a notice that the content is loading. */
const NEARLY_EMPTY_CHARS = 100;
/** Visible characters around an empty root: more, and the root is a part of the page rather than the page. */
const AROUND_ROOT_CHARS = 1_000;
/** Visible characters of a page whose notice about scripts means all of it, not a form or a menu. */
const NOTICE_PAGE_CHARS = 1_500;
/** Digits of a page that numbers are wanted from. */
const FEW_DIGITS = 5;

/**
 * Why the page should be rendered: the first reason that holds, strong ones before guesses. Null when every field has a
 * value of this page, for denials, CAPTCHAs and logins, and where no script could change anything.
 */
export function needsBrowser({ status, doc, schema, gaps, block }: PlainPage): BrowserNeed | null {
  if (DENIALS.has(status) || status > LAST_STATUS) return null;
  if (block !== null && block.kind !== 'empty_shell') return needToPass(status, block);
  if (lackingFields(gaps).length === 0) return null;
  if (NOT_NOW.has(status)) return null;

  const measure = measurePage(doc.root);
  const scripts = scriptsAtWork(measure.scripts);
  if (!scripts.any) return null;
  if (hasEmptyRoot(measure)) return strong('empty_root');
  const isMissingAny = gaps.missing.length > 0;
  // What an error page says is little, and seldom more with scripts.
  if (status >= 400) return block !== null && measure.textChars === 0 ? strong('little_text') : null;
  const little = block !== null || (isMissingAny && showsLittle(doc, measure));
  // With a heading and some text it may just be a short page.
  const mayBeAll = measure.textChars >= NEARLY_EMPTY_CHARS && doc.facts.headings.length > 0;
  if (little && !mayBeAll) return strong('little_text');
  if (!isMissingAny) return null;
  if (measure.textChars < NOTICE_PAGE_CHARS && asksForScripts(measure)) return strong('noscript_notice');
  if (little) return weak('little_text');
  const wantsNumbers =
    measure.digits < FEW_DIGITS &&
    schema.some((field) => gaps.missing.includes(field.field) && everyField([field]).some(isNumeric));
  return scripts.canFill || wantsNumbers ? weak('fields_missing') : null;
}

/** What is missing of a page that is wanted whole. No field of a schema has this name. */
const WHOLE = '(page)';

/**
 * As `needsBrowser`, for a page that is wanted whole: a browser is needed also when every field has an answer, where the page
 * plainly shows little without its scripts. That scripts may add something is true of most pages, and no reason.
 */
export function needForWhole(page: PlainPage): BrowserNeed | null {
  const ofFields = needsBrowser(page);
  if (ofFields !== null) return ofFields;
  const ofPage = needsBrowser({ ...page, gaps: { missing: [WHOLE], unproven: [] } });
  return ofPage?.strength === 'strong' ? ofPage : null;
}

/** The need of a page that something stands in the way of, whatever that answers; shells are judged by what they answer. */
export function needToPass(status: number, { kind, mayPass }: Block): BrowserNeed | null {
  if (!mayPass || kind === 'empty_shell' || DENIALS.has(status) || status > LAST_STATUS) return null;
  return kind === 'redirect' ? strong('little_text') : strong('script_challenge');
}

function strong(reason: BrowserNeed['reason']): BrowserNeed {
  return { reason, strength: 'strong' };
}

function weak(reason: BrowserNeed['reason']): BrowserNeed {
  return { reason, strength: 'weak' };
}

function hasEmptyRoot({ rootChars, textChars }: PageMeasure): boolean {
  return rootChars.some((chars) => chars <= NEARLY_EMPTY_CHARS && textChars - chars <= AROUND_ROOT_CHARS);
}

/** Visible characters below which the length of the source decides. */
const LITTLE_CHARS = 300;
const LONG_SOURCE_CHARS = 8_000;

/** Little text against its source, by the lengths that Runo names. A page for readers without scripts is not little. */
function showsLittle(doc: PageDocument, { textChars, noscriptChars }: PageMeasure): boolean {
  const shown = Math.max(textChars, noscriptChars);
  if (shown >= LITTLE_CHARS) return false;
  const source = sourceCharsOf(doc.root, LONG_SOURCE_CHARS + 1);
  if (source < 500) return shown < 100;
  return source < 1_000 || source > LONG_SOURCE_CHARS ? shown < 200 : true;
}

/** Any language's notice names what it asks for. */
const SCRIPTING = /java ?script/i;

function asksForScripts({ noscripts }: PageMeasure): boolean {
  return noscripts
    .slice(0, 20)
    .some((element) => SCRIPTING.test(textOf(element, { chars: 500, nodes: 200 })));
}

function isNumeric({ type }: SchemaField): boolean {
  switch (type) {
    case 'integer':
    case 'float':
    case 'array<integer>':
    case 'array<float>':
      return true;
    case 'string':
    case 'boolean':
    case 'date':
    case 'array<string>':
    case 'array<date>':
    case 'array<boolean>':
    case 'object':
    case 'array<object>':
      return false;
    default:
      return type satisfies never;
  }
}
