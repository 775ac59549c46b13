/** The text of a page, and how long it is. */

import type { ConceptRow } from './concept.js';

// prettier-ignore
export const TEXT = {
  description: { names: 'description, summary, abstract, excerpt, teaser, meta description, short description, intro, lead, subtitle', paths: 'description abstract', metas: 'description og:description twitter:description dc.description dcterms.description' },
  body: { names: 'body, text, content, article body, full text, article text', paths: 'articleBody reviewBody text' },
  wordCount: { names: 'word count', paths: 'wordCount' },
  commentCount: { names: 'comment count, number of comments, comment', paths: 'commentCount' },
} satisfies Record<string, ConceptRow>;
