/** The forms of keys that the APIs have, and asking for a key of one of them. */

import { z } from 'zod';
import type { KeyForm } from '../../core/account.js';
import { DIALECTS } from '../dialects/index.js';
import { DYNAMIC_KEY } from '../dialects/runo/keys.js';
import { fieldsSchema } from '../dialects/runo/field-schemas.js';
import type { Body } from '../route.js';
import { validate } from '../validate.js';

const FORMS: readonly KeyForm[] = Object.values(DIALECTS).flatMap(({ keyForms }) => keyForms);

const typesOf = (forms: readonly KeyForm[]): string[] => forms.map(({ type }) => type);
const binding = typesOf(FORMS.filter(({ bindsSchema }) => bindsSchema));
const plain = typesOf(FORMS.filter(({ bindsSchema }) => !bindsSchema));

export const keyType = z.enum(typesOf(FORMS));

/** `type` is one of `keyType`. */
export function keyFormOf(type: string): KeyForm {
  const form = FORMS.find((known) => known.type === type);
  if (form === undefined) throw new Error(`no such form of key [type=${type}]`);
  return form;
}

const noSchema = z
  .unknown()
  .refine((schema) => schema === undefined, `is for ${binding.join(' and ')} keys only`)
  .transform(() => undefined)
  .optional()
  .meta({ description: `For ${binding.join(' and ')} keys only.` });

const newKeyRequest = z
  .discriminatedUnion('type', [
    z.object({ type: z.enum(binding), schema: fieldsSchema }),
    z.object({ type: z.enum(plain), schema: noSchema }),
  ])
  .meta({ id: 'NewKey' });

/** The type is looked at first: it decides what else must be there. */
export const newKeyBody: Body<typeof newKeyRequest> = {
  schema: newKeyRequest,
  read: (sent) => {
    const body = validate(z.looseObject({}), sent ?? {});
    return validate(newKeyRequest, 'type' in body ? body : { ...body, type: DYNAMIC_KEY.type });
  },
};
