/** The energy class of a building where its label stands above a scale, or beside a consumption: "143 kWh/m² E". */

import type { Candidate } from '../candidate.js';
import { nameKey } from '../field-name.js';
import type { PageSources } from '../page-sources.js';
import { pathOf } from './near.js';

const MAX_LABEL_CHARS = 80;
/** So many lines below its label. */
const BELOW = 4;
const CLASS = /^[A-H](?:[1-4]|\+{1,4})?$/;

export function energyClasses({ lines }: PageSources, labels: ReadonlySet<string>): Candidate[] {
  const all = lines();
  for (const { text, region, at } of all) {
    if (region !== 'main' || text.length > MAX_LABEL_CHARS || !isLabel(text, labels)) continue;
    for (const { block, segments } of all.slice(at + 1, at + 1 + BELOW)) {
      const found = segments.find((segment) => CLASS.test(segment.text));
      if (found === undefined) continue;
      return [
        { rule: 'energy.class', source: 'text', path: pathOf(block), value: found.text, confidence: 0.6 },
      ];
    }
  }
  return [];
}

function isLabel(text: string, labels: ReadonlySet<string>): boolean {
  return labels.has(nameKey(text.replace(/\([^)]{0,20}\)/g, ' ')));
}

/** The class in what a label says: "C (120 kWh/m²)", "E 143 kWh". Other texts stay as they are. */
export function classOf(text: string): string {
  return /^([A-H](?:[1-4]|\+{1,4})?)(?=\s*[\s(,;:/|-]\s*\(?\s*\d|\s*\()/.exec(text)?.[1] ?? text;
}
