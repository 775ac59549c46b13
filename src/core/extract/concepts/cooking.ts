/** How long a dish takes, for how many, and from where it is. */

import type { Candidate } from '../candidate.js';
import { wordedMinutes } from '../coerce/duration.js';
import type { Question } from '../engine/reader.js';
import { LABELS } from '../words/labels.js';
import type { ConceptRow } from './concept.js';

// prettier-ignore
export const COOKING = {
  prepTime: { names: 'prep time, preparation time, prep minute, time to prepare', labels: LABELS.prepTime, mend: inMinutes, paths: 'prepTime', shape: 'minutes' },
  cookTime: { names: 'cook time, cooking time, cook minute, time to cook', labels: LABELS.cookTime, mend: inMinutes, paths: 'cookTime performTime', shape: 'minutes' },
  totalTime: { names: 'total time, time, ready in, total minute, time needed', labels: LABELS.totalTime, paths: 'totalTime', sum: ['prepTime', 'cookTime'], mend: inMinutes, shape: 'minutes' },
  duration: { names: 'duration, running time, runtime, length', paths: 'duration timeRequired', metas: 'video:duration og:video:duration', shape: 'minutes' },
  readingTime: { names: 'reading time, read time', paths: 'timeRequired', shape: 'minutes' },
  servings: { names: 'serving, yield, recipe yield, portion, number of servings, serve', labels: LABELS.servings, paths: 'recipeYield yield' },
  cuisine: { names: 'cuisine, recipe cuisine, cuisine type', labels: LABELS.cuisine, paths: 'recipeCuisine servesCuisine', shape: 'words', plural: true },
} satisfies Record<string, ConceptRow>;

const MANY_HOURS = 10;
const MAX_LINE_CHARS = 60;

/** `PT30H` where the page says "30 min": programs write the unit that they were told last. */
function inMinutes(candidate: Candidate, { page }: Question): Candidate {
  const { value } = candidate;
  const hours = typeof value === 'number' ? value / 60 : 0;
  if (!Number.isInteger(hours) || hours < MANY_HOURS) return candidate;
  const shown = page
    .lines()
    .filter(({ text }) => text.length <= MAX_LINE_CHARS && text.includes(String(hours)))
    .map(({ text }) => wordedMinutes(text));
  return shown.includes(hours) && !shown.includes(hours * 60) ? { ...candidate, value: hours } : candidate;
}
