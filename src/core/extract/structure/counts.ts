/** How many of something a sentence about the page's thing tells: "A flat with 3 bedrooms in Leeds". */

import type { Candidate } from '../candidate.js';
import { nameKey } from '../field-name.js';
import type { PageSources } from '../page-sources.js';
import { lineOfSubject } from './subject-line.js';

/** So many lines from the heading on are about what it heads. */
const NEAR = 15;
const MAX_CHARS = 300;
const COUNTED = /(?<![\d.,-])(\d{1,2})[\s-](\p{L}{2,20})(?:[\s-](\p{L}{2,20}))?(?:[\s-](\p{L}{2,20}))?/gu;

/** Of what the page says of itself, then of what stands by its heading, the first that tells it. */
export function countsInText(page: PageSources, labels: ReadonlySet<string>): Candidate[] {
  const { doc, lines } = page;
  const headAt = lineOfSubject(page);
  const near = headAt === undefined ? [] : lines().slice(headAt, headAt + NEAR);
  const described = doc.facts.metas.find(({ key }) => key === 'og:description' || key === 'description');
  const texts = [
    ...(described === undefined ? [] : [described.content]),
    ...near.filter(({ region }) => region === 'main').map(({ text }) => text),
  ];
  for (const text of texts) {
    for (const [, count = '', ...words] of text.slice(0, MAX_CHARS).matchAll(COUNTED)) {
      const names = words.map((_, at) => nameKey(words.slice(0, at + 1).join(' ')));
      if (!names.some((name) => labels.has(name))) continue;
      return [{ rule: 'count.text', source: 'text', path: 'text', value: count, confidence: 0.5 }];
    }
  }
  return [];
}
