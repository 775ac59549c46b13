/**
 * The fields that no rule could answer, from a model: its answer is held against the page, then the page's images are looked
 * at where that was asked for. Rules come first and are never overruled.
 */

import { emptyValue, isEmptyValue } from '../core/extract/coerce/index.js';
import type { EvidenceByField, RuleOutcome } from '../core/evidence.js';
import { isUnreadWarning } from '../core/extract/warnings.js';
import { imageEvidence, modelOutcomes, textEvidence } from '../core/model/evidence.js';
import { groundAnswer, readImageAnswer, type Grounded } from '../core/model/ground.js';
import { rankImages } from '../core/model/images.js';
import { selectPassages } from '../core/model/passages.js';
import { imagePromptOf } from '../core/model/prompt.js';
import type { Question } from '../core/model/question.js';
import { findsFields } from '../core/job-spec.js';
import { filledValue, missingOf } from '../core/page/gaps.js';
import type { Schema } from '../core/schema.js';
import type { Extraction } from '../ports/extractor.js';
import type { FetchedPage, Fetcher } from '../ports/fetcher.js';
import type { Job } from '../core/job.js';
import { concluded, pageFailed, type PageResult, type PartialPage } from '../core/page-outcome.js';
import type { AskModel } from './ask-model.js';
import type { Asked, AskQuestion } from './ask-question.js';
import type { Eyes } from './eyes.js';
import { fetchImages } from './fetch-images.js';
import type { ModelLimits } from './model-limits.js';
import { ModelBusy } from './model-slots.js';

export interface FillGaps {
  /** What the model is to be asked about a page; null when every field has a value, or the page has nothing to show. */
  question(job: Job, page: FetchedPage, extraction: Extraction): Question | null;
  ask: AskQuestion;
  /** The page's result, with what the model's answer is worth. */
  finish(job: Job, partial: PartialPage, asked: Asked, signal: AbortSignal): Promise<Filled>;
}

export interface Filled {
  readonly result: PageResult;
  /** False when the model did not answer, or not to the whole question: asked again, the page may have more. */
  readonly isWhole: boolean;
}

export interface FillDeps {
  /** Asks about images. */
  readonly askModel: AskModel;
  readonly askQuestion: AskQuestion;
  readonly eyes: Eyes;
  readonly limits: Pick<ModelLimits, 'scale'>;
  /** Most tokens of a page's text. */
  readonly pageTokens: number;
  /** The model's name, for evidence. */
  readonly modelName: string;
  /** Told how the model did for the fields that it was asked for. */
  readonly onRules: (outcomes: readonly RuleOutcome[]) => void;
  /** Fetches images, none larger than it lets through. */
  readonly imageFetcher: Fetcher;
}

/** Kept of a page, of which the best are looked at. */
const MAX_CANDIDATES = 10;
const MAX_IMAGES = 3;

export function createFillGaps({
  askModel,
  askQuestion,
  eyes,
  limits,
  pageTokens,
  modelName,
  onRules,
  imageFetcher,
}: FillDeps): FillGaps {
  const look = async (
    job: Job,
    result: PartialPage,
    question: Question,
    signal: AbortSignal,
  ): Promise<PartialPage> => {
    const fields = stillMissing(question, result);
    const candidates = rankImages(question.images, fields, question.url, MAX_IMAGES);
    if (!job.spec.processImages || fields.length === 0 || candidates.length === 0) return result;
    const sight = await eyes(job, signal);
    if (sight !== 'sees')
      return { ...result, warnings: [...result.warnings, notLookedAt(fields, WHY_NOT[sight])] };
    const images = await fetchImages(
      imageFetcher,
      candidates.map(({ url }) => url),
      signal,
    );
    if (images.length === 0) return result;
    const asked = { ...question, fields };
    const outcome = await askModel(job, imagePromptOf(asked), images, signal);
    // Whatever goes wrong here leaves the text's result as it is.
    if (outcome.kind === 'failed') return result;
    const seen = readImageAnswer(asked, outcome.answer);
    const read = { question: asked, answer: outcome.answer, values: seen.values };
    const evidence = imageEvidence(read, modelName);
    onRules(modelOutcomes(read, evidence));
    return { ...merge(job.spec.schema, result, seen, evidence), imagesProcessed: images.length };
  };

  /** The text's result is kept when the model has no time for the images. */
  const lookAt: typeof look = async (job, result, question, signal) => {
    try {
      return await look(job, result, question, signal);
    } catch (error) {
      if (!(error instanceof ModelBusy)) throw error;
      const warning = notLookedAt(stillMissing(question, result), 'the model had no time for them');
      return { ...result, warnings: [...result.warnings, warning] };
    }
  };

  return {
    question: (job, page, { data, gaps, forModel }) => {
      // Selectors say what is wanted: what stands there, and nothing read into it.
      if (!findsFields(job.spec)) return null;
      const wanted = new Set(gaps.missing);
      const fields = missingOf(job.spec.schema, data).filter(({ field }) => wanted.has(field));
      if (fields.length === 0 || forModel === undefined) return null;
      const { lines, lang, asOf, images } = forModel();
      const passages = selectPassages(lines, fields, Math.floor(pageTokens / limits.scale()));
      const shown = job.spec.processImages ? rankImages(images, fields, page.finalUrl, MAX_CANDIDATES) : [];
      if (passages === '' && shown.length === 0) return null;
      return {
        url: page.finalUrl,
        fields,
        passages,
        lang,
        asOf: asOf.toISOString(),
        images: shown,
      };
    },

    ask: askQuestion,

    finish: async (job, partial, { outcome, question, warnings: told, isWhole }, signal) => {
      const { schema } = job.spec;
      if (outcome.kind === 'failed') {
        const { code, message } = outcome.failure;
        const seen = await lookAt(job, partial, question, signal);
        // Nothing at all was found: then the failure is what there is to say.
        if (Object.values(seen.data).every(isEmptyValue))
          return { result: pageFailed(outcome.failure), isWhole: false };
        const names = stillMissing(question, seen).map(({ field }) => `'${field}'`);
        const warning = `could not ask the model for ${names.join(', ')} (${code}): ${message}`;
        const warnings = names.length === 0 ? seen.warnings : [...seen.warnings, warning];
        return { result: concluded({ ...seen, warnings }), isWhole: false };
      }
      const { values, warnings } = groundAnswer(question, outcome.answer);
      const read = { question, answer: outcome.answer, values };
      const evidence = textEvidence(read, modelName);
      onRules(modelOutcomes(read, evidence));
      const filled = merge(schema, partial, { values, warnings: [...told, ...warnings] }, evidence);
      return { result: concluded(await lookAt(job, filled, question, signal)), isWhole };
    },
  };
}

const WHY_NOT = {
  blind: 'the model does not see images',
  unknown: 'it is not known whether the model sees images',
};

function notLookedAt(fields: Schema, why: string): string {
  const names = fields.map(({ field }) => `'${field}'`).join(', ');
  return `did not look at images for ${names}: ${why}`;
}

/** Of the fields that the model was asked for, those without a value: all that had none before are among them. */
function stillMissing({ fields }: Question, { data }: PartialPage): Schema {
  return missingOf(fields, data);
}

/** Values only for what is empty; a warning that a field could not be read is void when it was read after all. */
function merge(
  schema: Schema,
  result: PartialPage,
  { values, warnings }: Grounded,
  evidence: EvidenceByField,
): PartialPage {
  const data = Object.fromEntries(
    schema.map(({ field, type }) => {
      const own = Object.hasOwn(result.data, field) ? (result.data[field] ?? null) : null;
      const value = isEmptyValue(own) ? emptyValue(type) : own;
      return [field, filledValue(value, values.get(field) ?? null)] as const;
    }),
  );
  const isVoid = (warning: string): boolean =>
    [...values.keys()].some((field) => isUnreadWarning(warning, field));
  const unread = schema
    .map(({ field }) => field)
    .filter((field) => warnings.some((warning) => isUnreadWarning(warning, field)));
  return {
    ...result,
    data,
    warnings: [...result.warnings.filter((warning) => !isVoid(warning)), ...warnings],
    unread: [...new Set([...(result.unread ?? []), ...unread])],
    // Rules come first here too: a thing that a model has added to rests on what they have found of it.
    ...(result.evidence === undefined ? {} : { evidence: { ...evidence, ...result.evidence } }),
  };
}
