/** The formats that a call of Firecrawl asks for, as zod schemas. */

import { z } from 'zod';
import type { AttributeQuery, FormatName } from '../../../core/formats/index.js';
import type { Schema } from '../../../core/schema.js';
import { isSelector, MAX_SELECTOR_LENGTH } from '../../../core/select/selector.js';
import { withoutEmptyObject } from './body.js';
import { readJsonSchema } from './json-schema.js';

/** What of a page is answered. `fields` is empty where no JSON is asked for. */
export interface AskedFormats {
  readonly names: readonly FormatName[];
  readonly attributes: readonly AttributeQuery[];
  readonly fields: Schema;
  /** Properties of the JSON Schema that no rule can fill. */
  readonly unsupported: readonly string[];
}

const PLAIN: ReadonlySet<string> = new Set(['markdown', 'html', 'rawHtml', 'links', 'images']);
const MAX_FORMATS = 20;
const MAX_ATTRIBUTES = 50;
const MAX_PROMPT = 10_000;

const selector = z
  .string()
  .max(MAX_SELECTOR_LENGTH)
  .refine((text) => text.trim() !== '' && isSelector(text), 'is not a valid CSS selector');

/** CSS selectors of elements. */
export const selectors = z.preprocess(withoutEmptyObject, z.array(selector).max(100).default([]));

const plain = z.strictObject({ type: z.enum(['markdown', 'html', 'rawHtml', 'links', 'images']) });
const attributes = z.strictObject({
  type: z.literal('attributes'),
  selectors: z
    .array(z.strictObject({ selector, attribute: z.string().min(1).max(200) }))
    .min(1)
    .max(MAX_ATTRIBUTES),
});
const json = z.strictObject({
  type: z.literal('json'),
  schema: z.unknown().optional(),
  prompt: z.string().max(MAX_PROMPT).nullish(),
});

/** Form-based clients send `{ format: [...] }`, and nothing at all as an empty list. */
function listOf(given: unknown): unknown {
  const value = withoutEmptyObject(given);
  if (value === undefined) return undefined;
  const list = typeof value === 'object' && value !== null && 'format' in value ? value.format : value;
  return Array.isArray(list) && list.length === 0 ? undefined : list;
}

const asked = z
  .array(z.unknown())
  .max(MAX_FORMATS)
  .transform((given, ctx): AskedFormats => {
    const names = new Set<FormatName>();
    const queries: AttributeQuery[] = [];
    let read: { fields: Schema; unsupported: readonly string[] } | null = null;
    for (const [at, one] of given.entries()) {
      const refuse = (message: string): void => ctx.addIssue({ code: 'custom', path: [at], message });
      const format = typeof one === 'string' ? { type: one } : one;
      const type = (format as { type?: unknown } | null)?.type;
      if (typeof type === 'string' && PLAIN.has(type) && plain.safeParse(format).success)
        names.add(type as FormatName);
      else if (type === 'attributes') {
        const parsed = attributes.safeParse(format);
        if (parsed.success) queries.push(...parsed.data.selectors);
        else refuse(`attributes: ${parsed.error.issues[0]?.message ?? 'is invalid'}`);
        names.add('attributes');
      } else if (type === 'json') {
        const fields = readJson(format);
        if (typeof fields === 'string') refuse(fields);
        else if (read !== null) refuse('There can be one json format.');
        else read = fields;
      } else refuse(`is not a format that is supported here: ${JSON.stringify(type ?? one)?.slice(0, 100)}`);
    }
    return {
      names: [...names],
      attributes: queries,
      fields: read?.fields ?? [],
      unsupported: read?.unsupported ?? [],
    };
  });

function readJson(format: unknown): { fields: Schema; unsupported: readonly string[] } | string {
  const parsed = json.safeParse(format);
  if (!parsed.success) return `json: ${parsed.error.issues[0]?.message ?? 'is invalid'}`;
  if (parsed.data.schema == null) return 'json needs a schema: a prompt alone needs a model.';
  return readJsonSchema(parsed.data.schema);
}

/** Names of formats, or objects with a `type`; Markdown where nothing is said. */
export const formats = z
  .preprocess((given) => listOf(given) ?? ['markdown'], asked)
  .meta({
    type: 'array',
    items: {},
    description: 'markdown, html, rawHtml, links, images, attributes, json.',
  });
