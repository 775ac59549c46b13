/** What the descriptions of several APIs are made of. */

import type { RouteConfig } from '@asteasolutions/zod-to-openapi';
import type { z } from 'zod';

type Response = NonNullable<RouteConfig['responses'][string]>;

export const json = (schema: z.ZodType, description: string): Response => ({
  description,
  content: { 'application/json': { schema } },
});

export const body = (schema: z.ZodType): NonNullable<RouteConfig['request']> => ({
  body: { required: true, content: { 'application/json': { schema } } },
});

const text = { type: 'string' as const };

/** A part of a path in braces. */
export const pathPart = (name: string) => ({ name, in: 'path' as const, required: true, schema: text });
export const pathId = pathPart('id');

export const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header' as const,
  required: false,
  schema: { ...text, maxLength: 255 },
  description:
    'An addition of Holdfast. The same key and body attach to the same job; nothing is charged twice.',
};
