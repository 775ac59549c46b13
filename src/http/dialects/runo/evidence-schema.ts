/** What a value rests on, in the answers of Runo's calls: an addition of ours. */

import { z } from 'zod';
import type { EvidenceByField } from '../../../core/evidence.js';

export const evidenceAnswer = z
  .object({
    rule: z.string().meta({
      description: 'The rule that found the value, the same for all pages: `meta.tag`, `price.line`.',
    }),
    source: z.string().meta({
      description:
        'What it was found in: a kind of metadata or a visible part of an HTML page (`json-ld`, `open-graph`, `heading`, `table`), `json`, `xml`, `pdf`, `text`, or the answer of a `model`, from text or an `image`.',
    }),
    path: z
      .string()
      .meta({ description: 'Where it stood in there: `offers.price`, `og:title`, `h1`, `/items/*/price`.' }),
    raw: z.string().meta({ description: 'What stood there, in one line, cut to 100 characters.' }),
    confidence: z
      .number()
      .min(0)
      .max(1)
      .meta({ description: 'How sure it is that this place means the field. Not a probability.' }),
    learned_from: z.string().optional().meta({
      description: 'The page of the job whose values are the examples, where that page has shown the place.',
    }),
    items: z.int().optional().meta({ description: 'Of an array: how many items it has.' }),
  })
  .meta({ id: 'RunoEvidence', description: 'An addition of Holdfast; not part of the Runo API.' });

/** Evidence under the names of the answer. */
export function renderEvidence(evidence: EvidenceByField): Record<string, z.infer<typeof evidenceAnswer>> {
  const rendered = Object.entries(evidence).map(([field, { learnedFrom, ...rest }]) => {
    const learned = learnedFrom === undefined ? {} : { learned_from: learnedFrom };
    return [field, { ...rest, ...learned }] as const;
  });
  return Object.fromEntries(rendered);
}
