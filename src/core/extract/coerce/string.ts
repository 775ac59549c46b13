/** To one line of plain text. */

import { storable } from '../../storable.js';
import { isList } from '../entity.js';
import { plainText } from '../text.js';
import { isCredential, isNullToken, isTemplate } from './null-token.js';
import { ABSENT, FAILED, read, type Coerced, type Raw } from './types.js';

const MAX_STRING_CHARS = 200_000;

export function toText(raw: Raw): Coerced<string> {
  if (raw === null) return ABSENT;
  if (isList(raw)) return firstText(raw);
  if (typeof raw === 'object') return FAILED;
  if (typeof raw === 'number' && !Number.isFinite(raw)) return FAILED;
  if (typeof raw !== 'string') return read(String(raw));
  const text = storable(plainText(raw.slice(0, MAX_STRING_CHARS)));
  return isNullToken(text) || isTemplate(text) || isCredential(text) ? ABSENT : read(text);
}

function firstText(list: readonly Raw[]): Coerced<string> {
  for (const item of list) {
    const result = isList(item) ? ABSENT : toText(item);
    if (result.kind === 'value') return result;
  }
  return ABSENT;
}
