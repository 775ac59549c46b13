/** Bodies of Firecrawl's calls: strict objects, whose problems are told one by one. */

import type { z } from 'zod';
import type { Body } from '../../route.js';
import { FirecrawlRefused } from './refusals.js';

/** A JSON body that is held against its schema. Every problem is an entry of `details`. */
export function strictBody<T extends z.ZodType>(schema: T): Body<T> {
  return {
    schema,
    read: (sent) => {
      const parsed = schema.safeParse(sent ?? {});
      if (parsed.success) return parsed.data;
      throw badRequest(parsed.error.issues);
    },
  };
}

function badRequest(issues: readonly z.core.$ZodIssue[]): FirecrawlRefused {
  const details = issues.map((issue) => ({
    code: issue.code,
    path: issue.path,
    message: issue.message,
    ...(issue.code === 'unrecognized_keys' ? { keys: issue.keys } : {}),
  }));
  const told = issues.slice(0, 3).map(({ path, message }) => {
    const name = path.map(String).join('.');
    return name === '' ? message : `${name}: ${message}`;
  });
  return new FirecrawlRefused(400, 'BAD_REQUEST', `Bad Request: ${told.join('; ')}`, details);
}

/** An empty object stands for an option that is left out: form-based clients send them. */
export function withoutEmptyObject(value: unknown): unknown {
  const isEmpty =
    typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length === 0;
  return isEmpty || value === null ? undefined : value;
}
