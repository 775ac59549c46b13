/** What is worth telling of the fields of objects: of each field the first case, whatever number of things it is read from. */

import type { FlatValue } from '../../schema.js';
import type { Json } from '../entity.js';

export interface Notes {
  readonly coerced: (path: string, raw: Json, value: FlatValue) => void;
  readonly failed: (path: string, type: string, raw: Json) => void;
  readonly warnings: () => readonly string[];
}

const MAX_RAW_CHARS = 100;

export function newNotes(): Notes {
  const told = new Map<string, string>();
  const tell = (path: string, warning: string): void => {
    if (!told.has(path)) told.set(path, warning);
  };
  return {
    coerced: (path, raw, value) => {
      const text = Array.isArray(value) ? value.join(', ') : String(value);
      tell(path, `coerced '${path}' from '${clip(raw)}' to ${text}`);
    },
    failed: (path, type, raw) => tell(path, `could not read '${path}' as ${type} from '${clip(raw)}'`),
    warnings: () => [...told.values()],
  };
}

function clip(raw: Json): string {
  const text = (typeof raw === 'string' ? raw : JSON.stringify(raw)).replace(/\s+/g, ' ').trim();
  return text.length > MAX_RAW_CHARS ? `${text.slice(0, MAX_RAW_CHARS)}\u2026` : text;
}
