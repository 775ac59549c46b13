/** Turning a request into typed values, or into a refusal that names the field and the rule. */

import type { z } from 'zod';
import { CallRefused, type FailureCode } from '../core/failure.js';

/**
 * Validates `input`. Refuses with `code` (INVALID_REQUEST unless `codeFor` says otherwise for the path of the first
 * problem) and a message such as `urls[3] must be an absolute http or https URL`.
 */
export function validate<T extends z.ZodType>(
  schema: T,
  input: unknown,
  codeFor: (path: readonly PropertyKey[]) => FailureCode = () => 'INVALID_REQUEST',
): z.infer<T> {
  const parsed = schema.safeParse(input, { error: requiredFirst });
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const path = issue?.path ?? [];
  throw new CallRefused(codeFor(path), `${fieldName(path)} ${issue?.message ?? 'is invalid'}.`);
}

/** Zod's own sentences for what the schemas leave unsaid, in words that go behind a field's name. */
function requiredFirst(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === 'invalid_type') {
    return issue.input === undefined ? 'is required' : `must be ${article(issue.expected)}`;
  }
  if (issue.code === 'invalid_value')
    return `must be one of ${issue.values.map((v) => JSON.stringify(v)).join(', ')}`;
  if (issue.code === 'too_small') return `must be at least ${issue.minimum}`;
  if (issue.code === 'too_big') return `must be at most ${issue.maximum}`;
  if (issue.code === 'invalid_union') return 'is not one of the accepted values';
  return undefined;
}

/** JSON's names of zod's types. */
const JSON_NAMES: Readonly<Record<string, string>> = { int: 'integer', record: 'object' };

function article(type: string): string {
  const name = JSON_NAMES[type] ?? type;
  return `${/^[aeiou]/.test(name) ? 'an' : 'a'} ${name}`;
}

/** `urls[3]`, `options.timeout_ms`; the body itself when the path is empty. */
function fieldName(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'The body';
  return path
    .map((part, at) => (typeof part === 'number' ? `[${part}]` : `${at === 0 ? '' : '.'}${String(part)}`))
    .join('');
}
