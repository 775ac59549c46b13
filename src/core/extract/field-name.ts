/** Names of fields and of properties, made comparable: `publishedAt`, `published_at` and `Published at` are the same. */

/** Lower-case words: split at case changes, marks and digits. */
export function wordsOf(name: string): string[] {
  return name
    .slice(0, 200)
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .replace(/(\p{L})(\d)/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** The comparable form of a name. */
export function nameKey(name: string): string {
  return wordsOf(name).join(' ');
}

/** Words in front that only say what kind of thing the page shows. */
const THING_WORDS = new Set(
  'product article recipe post news story book job event page item listing property movie blog main the'.split(
    ' ',
  ),
);

/**
 * The forms under which a field may be known, most exact first: as it stands, without the thing it belongs to
 * (`product_price`), without its unit (`cook_time_minutes`), in the singular.
 */
export function nameForms(field: string): string[] {
  const words = wordsOf(field);
  const forms = [words];
  let rest = words;
  while (rest.length > 1 && THING_WORDS.has(rest[0] ?? '')) {
    rest = rest.slice(1);
    forms.push(rest);
  }
  const last = rest.at(-1) ?? '';
  if (rest.length > 1 && UNIT_WORDS.has(last)) {
    rest = rest.slice(0, rest.at(-2) === 'in' ? -2 : -1);
    forms.push(rest);
  }
  return [...new Set(forms.flatMap((form) => [form.join(' '), singular(form).join(' ')]))].filter(
    (form) => form !== '',
  );
}

const UNIT_WORDS = new Set('minutes minute mins min usd eur gbp kcal deg degrees text value'.split(' '));

function singular(words: readonly string[]): string[] {
  const last = words.at(-1) ?? '';
  if (last.length < 4 || !last.endsWith('s') || last.endsWith('ss') || last.endsWith('us')) return [...words];
  const stem = last.endsWith('ies') ? `${last.slice(0, -3)}y` : last.slice(0, -1);
  return [...words.slice(0, -1), stem];
}

/** As pages write it above several. */
export function plural(name: string): string {
  return /[^aeou]y$/.test(name) ? `${name.slice(0, -1)}ies` : `${name}s`;
}
