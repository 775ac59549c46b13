/** Questions and their answers. */

import { LABELS } from '../words/labels.js';
import type { ConceptRow } from './concept.js';

// prettier-ignore
export const QUESTION = {
  question: { names: 'question, question text, question title', labels: LABELS.question, paths: 'mainEntity.name mainEntity.text', plural: true },
  answer: { names: 'answer, answer text, accepted answer, best answer', labels: LABELS.answer, paths: 'mainEntity.acceptedAnswer.text mainEntity.suggestedAnswer.text', plural: true },
  answerCount: { names: 'answer count, number of answers', paths: 'answerCount mainEntity.answerCount' },
  upvoteCount: { names: 'upvote count, upvote, number of upvotes', paths: 'upvoteCount mainEntity.upvoteCount' },
} satisfies Record<string, ConceptRow>;
