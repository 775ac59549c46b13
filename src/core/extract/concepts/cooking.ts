/** How long a dish takes, for how many, and from where it is. */

import { LABELS } from '../words/labels.js';
import type { ConceptRow } from './concept.js';

// prettier-ignore
export const COOKING = {
  prepTime: { names: 'prep time, preparation time, prep minute, time to prepare', labels: LABELS.prepTime, paths: 'prepTime', shape: 'minutes' },
  cookTime: { names: 'cook time, cooking time, cook minute, time to cook', labels: LABELS.cookTime, paths: 'cookTime performTime', shape: 'minutes' },
  totalTime: { names: 'total time, time, ready in, total minute, time needed', labels: LABELS.totalTime, paths: 'totalTime', sum: ['prepTime', 'cookTime'], shape: 'minutes' },
  duration: { names: 'duration, running time, runtime, length', paths: 'duration timeRequired', metas: 'video:duration og:video:duration', shape: 'minutes' },
  readingTime: { names: 'reading time, read time', paths: 'timeRequired', shape: 'minutes' },
  servings: { names: 'serving, yield, recipe yield, portion, number of servings, serve', labels: LABELS.servings, paths: 'recipeYield yield' },
  cuisine: { names: 'cuisine, recipe cuisine, cuisine type', labels: LABELS.cuisine, paths: 'recipeCuisine servesCuisine', shape: 'words', plural: true },
} satisfies Record<string, ConceptRow>;
