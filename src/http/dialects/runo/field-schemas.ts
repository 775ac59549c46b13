/** The schema of a Runo call, and the values it gives, as zod schemas. Objects are an addition of ours. */

import { z } from 'zod';
import {
  everyField,
  FIELD_TYPES,
  INNER_TYPES,
  OBJECT_TYPES,
  type FieldValues,
  type Schema,
} from '../../../core/schema.js';
import { isStorable } from '../../../core/storable.js';

const MAX_FIELDS = 200;
const MAX_FIELD_NAME = 200;
const MAX_HINT = 1_000;

const named = {
  field: z
    .string()
    .min(1, 'must not be empty')
    .max(MAX_FIELD_NAME, `must not be longer than ${MAX_FIELD_NAME} characters`)
    .refine((name) => name.trim() !== '', 'must not be blank')
    .refine(isStorable, 'must not contain NUL or half a surrogate pair'),
  hint: z.string().max(MAX_HINT, `must not be longer than ${MAX_HINT} characters`).optional(),
};

const noFields = z
  .unknown()
  .refine((fields) => fields === undefined, `is only for the types ${OBJECT_TYPES.join(' and ')}`)
  .optional();

/** A field of the schema itself. */
const topField = z.object({
  ...named,
  type: z.enum(FIELD_TYPES),
  example: z.unknown().refine((example) => example !== undefined, 'is required'),
  fields: noFields,
});

/** A field of an object. */
const innerField = z
  .object({ ...named, type: z.enum(INNER_TYPES), example: z.unknown().optional(), fields: noFields })
  .meta({ id: 'RunoInnerField' });

const innerFields = fieldsOf(
  z.discriminatedUnion('type', [innerField], {
    error: ofTypes(INNER_TYPES, ': an object within an object has no objects in it'),
  }),
);

const innerObject = z
  .object({ ...named, type: z.enum(OBJECT_TYPES), fields: innerFields })
  .meta({ id: 'RunoInnerObject' });

const objectFields = fieldsOf(
  z.discriminatedUnion('type', [innerField, innerObject], {
    error: ofTypes([...INNER_TYPES, ...OBJECT_TYPES]),
  }),
);

const topObject = z.object({ ...named, type: z.enum(OBJECT_TYPES), fields: objectFields }).meta({
  id: 'RunoObjectField',
  description: 'Ours: a thing with fields of its own, or a list of such things.',
});

/** Unique names at each level, and a bounded number of fields in all of them. */
export const fieldsSchema = fieldsOf(
  z.discriminatedUnion('type', [topField, topObject], {
    error: ofTypes([...FIELD_TYPES, ...OBJECT_TYPES]),
  }),
)
  .refine((fields) => everyField(fields satisfies Schema).length <= MAX_FIELDS, {
    error: `must not have more than ${MAX_FIELDS} fields, those of objects among them`,
  })
  .meta({ id: 'RunoSchema', description: 'What to extract: one object per field.' });

function fieldsOf<T extends z.ZodType<{ readonly field: string }>>(field: T) {
  return z
    .array(field)
    .min(1, 'must have at least one field')
    .max(MAX_FIELDS, `must not have more than ${MAX_FIELDS} fields`)
    .superRefine((fields, ctx) => {
      const seen = new Set<string>();
      for (const [at, { field: name }] of fields.entries()) {
        if (seen.has(name)) {
          ctx.addIssue({
            code: 'custom',
            path: [at, 'field'],
            message: `repeats the field name ${JSON.stringify(name)}`,
          });
        }
        seen.add(name);
      }
    });
}

/** What to say of a type that is none of these; everything else is said elsewhere. */
function ofTypes(types: readonly string[], why = '') {
  const known = types.map((type) => JSON.stringify(type)).join(', ');
  return ({ code, input }: z.core.$ZodRawIssue): string | undefined => {
    if (code !== 'invalid_union') return undefined;
    return z.object({ type: z.undefined().optional() }).safeParse(input).success
      ? 'is required'
      : `must be one of ${known}${why}`;
  };
}

const flatValue = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.null(),
  z.array(z.string()),
  z.array(z.number()),
  z.array(z.boolean()),
]);

/** A value, or a thing (or a list of things) whose fields have such values. */
function orThings<T extends z.ZodType>(value: T) {
  const thing = z.record(z.string(), value);
  return z.union([value, thing, z.array(thing)]);
}

/** What a page's fields have for values. */
export const fieldValues: z.ZodType<FieldValues> = z.record(z.string(), orThings(orThings(flatValue)));
