/** What a model's values rest on: its own words, and whether they stand in what it was shown. */

import { evidenceFor, type Evidence, type EvidenceByField, type RuleOutcome } from '../evidence.js';
import type { FieldValue } from '../schema.js';
import type { AnswerPart, Grounded, ModelAnswer } from './ground.js';
import { keyOf } from './prompt.js';
import type { Question } from './question.js';
import { shownBy } from './shown.js';

/** What was asked, what was answered to it, and what of that counts. */
export interface ReadAnswer {
  readonly question: Question;
  readonly answer: ModelAnswer;
  readonly values: Grounded['values'];
}

/** @param model the model's name, as the operator gives it */
export function textEvidence(read: ReadAnswer, model: string): EvidenceByField {
  const { holds } = shownBy(read.question);
  const place = (value: FieldValue, words: readonly string[]): Place => {
    const held = words.filter(holds).length;
    return held >= (Array.isArray(value) ? value.length : 1) ? QUOTED : DERIVED;
  };
  return evidenceBy(read, model, place);
}

/** For answers from images, which cannot be held against anything. */
export function imageEvidence(read: ReadAnswer, model: string): EvidenceByField {
  return evidenceBy(read, model, () => SEEN);
}

/** How the model did for the fields that it was asked for; what it says it does not know is no outcome of a rule. */
export function modelOutcomes(
  { question, answer, values }: ReadAnswer,
  evidence: EvidenceByField,
): RuleOutcome[] {
  return question.fields.flatMap(({ field }, at): RuleOutcome[] => {
    const answered = evidence[field];
    if (answered !== undefined && values.has(field)) return [{ rule: answered.rule, outcome: 'answered' }];
    return wordsOf(partOf(answer, at)).length === 0 ? [] : [{ rule: 'model.quoted', outcome: 'left_out' }];
  });
}

type Place = Pick<Evidence, 'rule' | 'source' | 'confidence'>;

const QUOTED: Place = { rule: 'model.quoted', source: 'model', confidence: 0.7 };
const DERIVED: Place = { rule: 'model.derived', source: 'model', confidence: 0.6 };
const SEEN: Place = { rule: 'model.image', source: 'image', confidence: 0.5 };

function evidenceBy(
  { question, answer, values }: ReadAnswer,
  model: string,
  place: (value: FieldValue, words: readonly string[]) => Place,
): EvidenceByField {
  return Object.fromEntries(
    question.fields.flatMap(({ field }, at): [string, Evidence][] => {
      const value = values.get(field);
      if (value === undefined) return [];
      const words = wordsOf(partOf(answer, at));
      const raw = words.length === 1 ? words[0] : words;
      return [[field, evidenceFor({ ...place(value, words), path: model }, raw, value)]];
    }),
  );
}

function partOf(answer: ModelAnswer, at: number): AnswerPart {
  return Object.hasOwn(answer, keyOf(at)) ? (answer[keyOf(at)] ?? null) : null;
}

/** The texts of an answer, of a boolean the words that it quotes. */
function wordsOf(part: AnswerPart): string[] {
  if (part === null || part === '') return [];
  if (typeof part !== 'object') return [String(part)];
  if ('quote' in part) return wordsOf(part['quote'] ?? null);
  return Object.values(part).flatMap((inner: AnswerPart) => wordsOf(inner));
}
