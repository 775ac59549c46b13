/** Labels that are a word off the name of a field: "Heating" and "Type of heating" for `heating_type`. */

import { nameForms, plural } from '../field-name.js';

/** Words that a label may leave out or add without meaning something else. */
const KINDS = ['type', 'kind', 'period', 'status', 'level', 'name', 'date', 'size', 'value'];
const COUNTS = ['number of', 'no of', 'total', 'nr of'];

/** For names that are the caller's own. */
export function looseLabels(field: string): string[] {
  const loose = nameForms(field).flatMap((name) => {
    const words = name.split(' ');
    const last = words.at(-1) ?? '';
    const rest = words.slice(0, -1).join(' ');
    if (rest.length >= 4 && KINDS.includes(last))
      return [rest, `${last} of ${rest}`, `${last} of ${plural(rest)}`];
    if (name.length < 4) return [];
    return [
      `${name} type`,
      `type of ${name}`,
      ...COUNTS.flatMap((count) => [`${count} ${name}`, `${count} ${plural(name)}`]),
    ];
  });
  const own = nameForms(field);
  return [...new Set(loose)].filter((label) => !own.includes(label));
}
