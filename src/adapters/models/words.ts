/**
 * What a model provider says about a call that failed: read from the error of an SDK or from the body of an answer, cut to a
 * bounded length, without the key and without the text of the page, which some servers repeat in their errors.
 */

import type { ProviderWords } from '../../ports/model.js';

/** What must not come out with the provider's words. */
export interface Hidden {
  readonly apiKey: string | null;
  /** The page's text as it was sent. */
  readonly sent: string;
}

export const NOTHING_HIDDEN: Hidden = { apiKey: null, sent: '' };

const MAX_CHARS = 500;
const MAX_SHORT_CHARS = 160;
/** So many characters in a row that also stand in what was sent are a quotation of it. */
const QUOTED_CHARS = 24;
/** The SDKs' own words where the provider said nothing. */
const NO_BODY = /status code \(no body\)/;
/** Keys as vendors write them, whole or with stars in the middle. */
const KEY = /\b(?:sk|key|pk|gsk|xai)-[\w*.-]{6,}|\bBearer\s+\S+/gi;
const ADDRESS =
  /\b[a-z][a-z+.-]*:\/\/[^\s"')]+|\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?\b|\[[0-9a-f:]*:[0-9a-f:]*\](?::\d+)?|\b[\w-]+(?:\.[\w-]+)*:\d{2,5}\b/gi;

/** The words of an error that an SDK has thrown. Both SDKs keep the answer's body in `error`, as a whole or its inner part. */
export function wordsOf(error: unknown, hidden: Hidden): ProviderWords {
  const { status, message } = error as { readonly status?: unknown; readonly message?: unknown };
  const said = saidIn((error as { readonly error?: unknown }).error);
  const code = said.code ?? networkCodeOf(error);
  const text = said.message ?? (typeof message === 'string' && !NO_BODY.test(message) ? message : '');
  return {
    status: typeof status === 'number' ? status : null,
    type: said.type,
    code,
    message: clean(text.replace(/^\d{3} /, ''), hidden),
  };
}

/** The words of an error that came as the body of an answer with another status than an error's. */
export function wordsIn(status: number, body: unknown, hidden: Hidden): ProviderWords {
  const { type, code, message } = saidIn(body);
  return { status, type, code, message: clean(message ?? '', hidden) };
}

/** For the caller whose page failed: a few words without addresses, or nothing. */
export function shortly({ message }: ProviderWords): string {
  const text = message.replace(ADDRESS, '[address]');
  if (text === '') return '';
  const cut = text.length > MAX_SHORT_CHARS ? `${text.slice(0, MAX_SHORT_CHARS - 1).trimEnd()}…` : text;
  return ` It says: "${cut}"`;
}

/** Node's or undici's code of a connection that failed, e.g. `ECONNREFUSED`; null when nothing of that kind happened. */
export function networkCodeOf(error: unknown): string | null {
  for (let at = error, depth = 0; at instanceof Error && depth < 6; at = at.cause, depth += 1) {
    const { code } = at as { readonly code?: unknown };
    if (typeof code === 'string' && /^[A-Z][A-Z_0-9]+$/.test(code)) return code;
    if (at instanceof AggregateError && at.errors.length > 0) return networkCodeOf(at.errors[0]);
  }
  return null;
}

interface Said {
  readonly type: string | null;
  readonly code: string | null;
  readonly message: string | null;
}

/** `{error: {message}}`, `{message}`, `{error: "..."}`, `{detail}` (FastAPI) or a text. */
function saidIn(body: unknown): Said {
  if (typeof body === 'string') return { type: null, code: null, message: body };
  if (typeof body !== 'object' || body === null) return { type: null, code: null, message: null };
  const { error, message, detail, type, code } = body as Readonly<Record<string, unknown>>;
  if (typeof error === 'string' || (typeof error === 'object' && error !== null)) return saidIn(error);
  const text = [message, detail].find((each) => typeof each === 'string');
  return { type: shortText(type), code: shortText(code), message: text ?? null };
}

function shortText(value: unknown): string | null {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value.slice(0, 80) : null;
}

function clean(text: string, { apiKey, sent }: Hidden): string {
  // Bounds the work: a body may have any length.
  let cleaned = text.slice(0, 64 * 1_024);
  if (apiKey !== null && apiKey.length >= 4) cleaned = cleaned.replaceAll(apiKey, '[key]');
  cleaned = cleaned.replace(KEY, '[key]').slice(0, 2 * MAX_CHARS);
  return withoutQuotations(cleaned, sent)
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, MAX_CHARS);
}

/** Takes out every run of characters that also stands in what was sent, as it stands there or as JSON has it. */
function withoutQuotations(text: string, sent: string): string {
  const haystack = `${sent}\n${JSON.stringify(sent)}`;
  let kept = '';
  for (let at = 0; at < text.length;) {
    let length = 0;
    if (haystack.includes(text.slice(at, at + QUOTED_CHARS)) && at + QUOTED_CHARS <= text.length) {
      length = QUOTED_CHARS;
      while (at + length < text.length && haystack.includes(text.slice(at, at + length + 1))) length += 1;
    }
    kept += length > 0 ? '[page]' : (text[at] ?? '');
    at += Math.max(1, length);
  }
  return kept;
}
