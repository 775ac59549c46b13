/** What a serving of a dish holds. */

import { LABELS } from '../words/labels.js';
import type { ConceptRow } from './concept.js';

// prettier-ignore
export const NUTRITION = {
  calories: { names: 'calory, calorie, energy, calories per serving, kcal', labels: LABELS.calories, paths: 'nutrition.calories calories' },
  protein: { names: 'protein', paths: 'nutrition.proteinContent' },
  fat: { names: 'fat', paths: 'nutrition.fatContent' },
  carbohydrates: { names: 'carb, carbohydrate', paths: 'nutrition.carbohydrateContent' },
  fiber: { names: 'fiber, fibre', paths: 'nutrition.fiberContent' },
  sugar: { names: 'sugar', paths: 'nutrition.sugarContent' },
  sodium: { names: 'sodium', paths: 'nutrition.sodiumContent' },
} satisfies Record<string, ConceptRow>;
