/** Which concept a name means: the name of a field, or what a page writes above or in front of a value. */

import { keepRecent } from '../recent.js';
import type { Concept } from './concepts/concept.js';
import { CONCEPTS } from './concepts/index.js';
import { nameForms } from './field-name.js';

const ALL = Object.values<Concept>(CONCEPTS);
const BY_NAME = new Map(ALL.flatMap((concept) => concept.names.map((name) => [name, concept] as const)));
const BY_LABEL = new Map<string, readonly Concept[]>();
for (const concept of ALL) {
  for (const key of concept.labels) BY_LABEL.set(key, [...(BY_LABEL.get(key) ?? []), concept]);
}

/** The concepts that pages head or label with these words (comparable form), in any language. */
export function conceptsOfLabel(key: string): readonly Concept[] {
  return BY_LABEL.get(key) ?? [];
}

const found = new Map<string, Concept | undefined>();
const MAX_FOUND = 2_000;

/** What a field name means, or undefined for a name of the caller's own. */
export function findConcept(field: string): Concept | undefined {
  const concept = found.has(field) ? found.get(field) : find(field);
  keepRecent(found, field, concept, MAX_FOUND);
  return concept;
}

function find(field: string): Concept | undefined {
  const forms = nameForms(field);
  for (const form of forms) {
    const concept = BY_NAME.get(form);
    if (concept !== undefined) return concept;
  }
  for (const form of forms) {
    const concept = findLoosely(form.split(' '));
    if (concept !== undefined) return concept;
  }
  // What callers of other languages call it is what pages of those languages do.
  const own = forms.find((form) => form.length >= 4 && !EVERYDAY.has(form) && BY_LABEL.has(form));
  return own === undefined ? undefined : mostParticular(conceptsOfLabel(own));
}

/** Of several with the same label, the one with the fewest. */
function mostParticular(concepts: readonly Concept[]): Concept | undefined {
  return concepts.reduce<Concept | undefined>(
    (best, one) => (best !== undefined && best.labels.size <= one.labels.size ? best : one),
    undefined,
  );
}

/** Labels that mean something else as the name of a field. */
const EVERYDAY = new Set(
  'text texts type types code codes item items total totals word words style styles stand note notes data make makes take takes feed feeds call calls pay pays mail mails ready cooking prep bake posted publication number numbers lead norm prima antes avant'.split(
    ' ',
  ),
);

/** "type of property", "tag list", "picture url", "keyword tags": a name with words that add nothing to it. */
function findLoosely(words: readonly string[]): Concept | undefined {
  if (words.length < 2) return undefined;
  const [first = '', second = ''] = words;
  const last = words.at(-1) ?? '';
  const beginning = words.slice(0, -1).join(' ');
  if (/^(?:type|kind|name|title|date|day|url)$/.test(first) && second === 'of') {
    const kind = first === 'kind' ? 'type' : first === 'day' ? 'date' : first;
    const rest = words.slice(2).join(' ');
    return BY_NAME.get(`${rest} ${kind}`) ?? (kind === 'type' ? undefined : BY_NAME.get(rest));
  }
  if (/^(?:num|nr|nb|no|number|count|total)$/.test(first)) {
    const counted = words.slice(second === 'of' ? 2 : 1).join(' ');
    const concept = BY_NAME.get(`${counted} count`) ?? BY_NAME.get(`number of ${counted}`);
    if (concept !== undefined) return concept;
  }
  if (last === 'list' || last === 'number' || last === 'name') return BY_NAME.get(beginning);
  if (/^(?:url|uri|link|src|href)$/.test(last)) {
    const concept = BY_NAME.get(beginning);
    return concept?.shape === 'picture' || concept?.shape === 'page-url' ? concept : undefined;
  }
  const [concept, ...others] = words.map((word) => BY_NAME.get(singularOf(word)));
  return others.every((other) => other === concept) ? concept : undefined;
}

function singularOf(word: string): string {
  return nameForms(word).at(-1) ?? word;
}
