/** Bodies of ScrapeThis's calls. */

import type { z } from 'zod';
import { CallRefused } from '../../../core/failure.js';
import type { Body } from '../../route.js';
import { validate } from '../../validate.js';

/**
 * An object. When a field of `required` is missing or empty, the refusal is `missing`, the text that the contract has for
 * it.
 */
export function objectBody<T extends z.ZodType>(
  schema: T,
  required: readonly string[] = [],
  missing = '',
): Body<T> {
  return {
    schema,
    read: (sent) => {
      const body = sent ?? {};
      if (typeof body !== 'object' || Array.isArray(body))
        throw new CallRefused('INVALID_REQUEST', 'The body must be an object.');
      const lacks = (field: string): boolean => {
        const value = (body as Record<string, unknown>)[field];
        return value === undefined || value === null || value === '';
      };
      if (required.some(lacks)) throw new CallRefused('INVALID_REQUEST', missing);
      return validate(schema, body);
    },
  };
}
