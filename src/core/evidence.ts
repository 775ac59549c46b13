/** What a value rests on: which rule found it, where it stood and what stood there. */

import type { Source } from './extract/source.js';
import type { Rule, ThingRule } from './extract/engine/rule.js';
import type { FieldValue } from './schema.js';

/**
 * What kind of place a value came from. The first ones are places of an HTML page; `json`, `xml` and `pdf` are documents of
 * these kinds, `text` is visible text or a document of nothing else, `selector` is what the caller's own selector matched,
 * `model` and `image` are what a language model answered from the page's text or from its images.
 */
export type EvidenceSource = Source | 'json' | 'xml' | 'pdf' | 'selector' | 'model' | 'image';

/** Documents of names and values: the field's own name, another name of what it means, one in each of a list of things, the things themselves. */
type KeyedRule = 'keyed.name' | 'keyed.meaning' | 'keyed.items' | 'keyed.things';
/** Texts and PDF: what the document says about itself, a line with a label, the first line, all lines. */
type TextRule = 'text.metadata' | 'text.label' | 'text.title' | 'text.whole';
/** Models: words of the page, a number or a day that follows from them, an image. */
type ModelRule = 'model.quoted' | 'model.derived' | 'model.image';

/** The rules of HTML pages, and those of everything else. */
export type EvidenceRule = Rule | ThingRule | KeyedRule | TextRule | ModelRule | 'selector';

export interface Evidence {
  /** The same for all pages: `meta.tag`, `price.line`. */
  readonly rule: EvidenceRule;
  readonly source: EvidenceSource;
  /** Where it stood within the source: `offers.price`, `og:title`, `h1`, `/items/0/price`. */
  readonly path: string;
  /** What stood there, in one line, cut. */
  readonly raw: string;
  /** 0 to 1: how sure it is that this place means the field. */
  readonly confidence: number;
  /** The page of the same host whose values are the examples, where that page has shown the place. */
  readonly learnedFrom?: string;
  /** Of an array: how many items it has. */
  readonly items?: number;
}

/** By field. Fields without a value have none. */
export type EvidenceByField = Readonly<Record<string, Evidence>>;

const MAX_RAW_CHARS = 100;
/** Names in a page's scripts may be whole documents. */
const MAX_PATH_CHARS = 300;

/** In one line, cut, as warnings and evidence quote what a page says. */
export function quoted(text: string): string {
  // What is cut off anyway need not be collapsed.
  const line = text
    .slice(0, 10 * MAX_RAW_CHARS)
    .replace(/\s+/g, ' ')
    .trim();
  return line.length > MAX_RAW_CHARS ? `${line.slice(0, MAX_RAW_CHARS)}\u2026` : line;
}

/** Evidence for `value`, which was read from `raw`. */
export function evidenceFor(
  { rule, source, path, confidence, learnedFrom }: Omit<Evidence, 'raw' | 'items'>,
  raw: unknown,
  value: FieldValue,
): Evidence {
  const text = typeof raw === 'string' ? raw : JSON.stringify(Array.isArray(raw) ? raw.slice(0, 20) : raw);
  return {
    ...{
      rule,
      source,
      path: path.slice(0, MAX_PATH_CHARS),
      raw: quoted(text),
      confidence: Math.round(confidence * 100) / 100,
    },
    ...(learnedFrom === undefined ? {} : { learnedFrom }),
    ...(Array.isArray(value) ? { items: value.length } : {}),
  };
}

/** How a rule did for a field. */
export interface RuleOutcome {
  readonly rule: EvidenceRule | 'none';
  /**
   * `answered`: its value is the field's. `coercion_failed`: what it found is not of the field's type, and nothing else was
   * found. `left_out`: a model's answer that is not on the page. `empty`: no rule found anything.
   */
  readonly outcome: 'answered' | 'coercion_failed' | 'left_out' | 'empty';
}

/** One outcome for each of the fields. */
export function ruleOutcomes(
  fields: readonly { readonly field: string }[],
  { evidence, unread }: { readonly evidence: EvidenceByField; readonly unread: EvidenceByField },
): RuleOutcome[] {
  return fields.map(({ field }) => {
    const [answered, failed] = [evidence, unread].map((of) =>
      Object.hasOwn(of, field) ? of[field] : undefined,
    );
    if (answered !== undefined) return { rule: answered.rule, outcome: 'answered' };
    if (failed !== undefined) return { rule: failed.rule, outcome: 'coercion_failed' };
    return { rule: 'none', outcome: 'empty' };
  });
}
