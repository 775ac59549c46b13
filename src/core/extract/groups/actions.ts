/** Texts that offer to do something and tell nothing of the thing: "Read more", "Reply". */

import { nameKey } from '../field-name.js';
import { ACTIONS } from '../words/actions.js';

const KEYS: ReadonlySet<string> = new Set(
  Object.values(ACTIONS).flatMap((words) => words.split(' ').map((word) => word.replaceAll('_', ' '))),
);
const MAX_CHARS = 24;

export function isAction(text: string): boolean {
  return text.length <= MAX_CHARS && KEYS.has(nameKey(text));
}
