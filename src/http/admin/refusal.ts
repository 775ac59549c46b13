/** How the operator's API refuses calls; those that belong to no API are refused so as well. */

import type { z } from 'zod';
import { CallRefused, type Failure } from '../../core/failure.js';
import { answer } from '../route.js';
import { adminErrorAnswer } from './schemas.js';

export function renderAdminRefusal({ code, message }: Failure): z.infer<typeof adminErrorAnswer> {
  return { error: { code, message } };
}

export const INVALID = { 400: answer(adminErrorAnswer, 'INVALID_REQUEST') };
export const NOT_FOUND = { 404: answer(adminErrorAnswer, 'NOT_FOUND') };

export function noAccount(): never {
  throw new CallRefused('NOT_FOUND', 'There is no account with this id.');
}
