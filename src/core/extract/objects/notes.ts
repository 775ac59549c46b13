/** What is worth telling of the fields of objects: of each field the first case, whatever number of things it is read from. */

import type { FlatValue } from '../../schema.js';
import type { Json } from '../entity.js';
import { coercedWarning, unreadWarning } from '../warnings.js';

export interface Notes {
  readonly coerced: (path: string, raw: Json, value: FlatValue) => void;
  readonly failed: (path: string, type: string, raw: Json) => void;
  readonly warnings: () => readonly string[];
}

export function newNotes(): Notes {
  const told = new Map<string, string>();
  const tell = (path: string, warning: () => string): void => {
    if (!told.has(path)) told.set(path, warning());
  };
  return {
    coerced: (path, raw, value) => tell(path, () => coercedWarning(path, textOf(raw), value)),
    failed: (path, type, raw) => tell(path, () => unreadWarning(path, type, textOf(raw))),
    warnings: () => [...told.values()],
  };
}

function textOf(raw: Json): string {
  return typeof raw === 'string' ? raw : JSON.stringify(raw);
}
