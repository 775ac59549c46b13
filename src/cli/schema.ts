/** The schema of a call, from a file or from fields in shorthand. */

import type { Field } from '../../packages/client/src/index.js';
import { UsageError } from './exit.js';

const EXAMPLES: Readonly<Record<string, unknown>> = {
  string: 'Some text',
  integer: 42,
  float: 19.99,
  boolean: true,
  date: '2026-01-31',
  'array<string>': ['one', 'two'],
  'array<integer>': [1, 2],
  'array<float>': [1.5, 2.5],
};

/**
 * `name`, `name:type` or `name:type=example`, as in `price:float=19.99`; the type is string unless given, and an example of
 * the type stands in for one that is not there. The items of a list are divided by commas.
 */
export function parseField(text: string): Field {
  const match = /^([^:=]+)(?::([^=]+))?(?:=(.*))?$/s.exec(text);
  const name = match?.[1]?.trim() ?? '';
  if (match === null || name === '') throw new UsageError(`${text} is no field: write name:type=example.`);
  const type = match[2]?.trim() ?? 'string';
  if (!Object.hasOwn(EXAMPLES, type))
    throw new UsageError(`${name} has the type ${type}: it is one of ${Object.keys(EXAMPLES).join(', ')}.`);
  const example = match[3] === undefined ? EXAMPLES[type] : readExample(name, type, match[3]);
  return { field: name, type, example } as Field;
}

function readExample(name: string, type: string, text: string): unknown {
  const inner = /^array<(.+)>$/.exec(type)?.[1];
  if (inner !== undefined) return text.split(',').map((item) => readExample(name, inner, item.trim()));
  const refuse = (): never => {
    throw new UsageError(`${name} is of the type ${type}, and ${text} is no example of it.`);
  };
  if (type === 'boolean') return text === 'true' ? true : text === 'false' ? false : refuse();
  if (type === 'integer' || type === 'float') {
    const number = Number(text);
    const fits =
      text.trim() !== '' && (type === 'integer' ? Number.isInteger(number) : Number.isFinite(number));
    return fits ? number : refuse();
  }
  return text;
}

/** What a schema file holds: the list of fields, or an object with it as `schema`. The service looks at the fields. */
export function parseSchema(text: string, file: string): Field[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${file} is not JSON: ${(error as Error).message}.`);
  }
  const fields = Array.isArray(value) ? value : (value as { schema?: unknown } | null)?.schema;
  if (!Array.isArray(fields)) throw new UsageError(`${file} is no schema: it is a JSON list of fields.`);
  return fields as Field[];
}
