/** Pages that are data: JSON and XML. */

import type { Element } from 'domhandler';
import type { Fields } from './fields.js';
import type { Schema } from '../schema.js';
import type { Json } from './entity.js';
import { extractKeyed, noFields, type KeyedContext } from './keyed.js';
import { parseJson } from './sources/json-text.js';
import { xmlValues } from './xml.js';

const MAX_JSON_CHARS = 10_000_000;

export interface DataContext extends KeyedContext {
  readonly contentType: string;
}

export function extractFromJson(text: string, schema: Schema, context: DataContext): Fields {
  const body = parseBody(text);
  return body === undefined
    ? noFields(schema, `the page is ${context.contentType}, but its text is not valid JSON`)
    : extractKeyed(body, schema, { ...context, source: 'json' });
}

/** @param root null when the text holds no element */
export function extractFromXml(root: Element | null, schema: Schema, context: DataContext): Fields {
  return root === null
    ? noFields(schema, `the page is ${context.contentType}, but its text holds no XML element`)
    : extractKeyed(xmlValues(root), schema, { ...context, source: 'xml' });
}

function parseBody(text: string): Json | undefined {
  if (text.length > MAX_JSON_CHARS) return undefined;
  try {
    return parseJson(text.replace(/^\ufeff/, ''));
  } catch {
    return undefined;
  }
}
