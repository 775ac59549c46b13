/**
 * The fields that no rule could answer, from a model: its answer is held against the page, then the page's images are looked
 * at where that was asked for. Rules come first and are never overruled.
 */

import { emptyValue, isEmptyValue } from '../core/extract/coerce/index.js';
import { groundAnswer, readImageAnswer, type Grounded } from '../core/model/ground.js';
import { rankImages } from '../core/model/images.js';
import { selectPassages } from '../core/model/passages.js';
import { imagePromptOf, promptOf } from '../core/model/prompt.js';
import type { Question } from '../core/model/question.js';
import { missingFields } from '../core/page/needs-browser.js';
import type { Schema } from '../core/schema.js';
import type { Extraction } from '../ports/extractor.js';
import type { FetchedPage, Fetcher } from '../ports/fetcher.js';
import type { ModelOutcome } from '../ports/model.js';
import type { Job, PageResult, PageSuccess } from '../ports/store.js';
import type { AskModel } from './ask-model.js';
import { fetchImages } from './fetch-images.js';

export interface FillGaps {
  /** What the model is to be asked about a page; null when every field has a value, or the page has nothing to show. */
  question(job: Job, page: FetchedPage, extraction: Extraction): Question | null;
  ask(job: Job, question: Question, signal: AbortSignal): Promise<ModelOutcome>;
  /** The page's result, with what the model's answer is worth. */
  finish(
    job: Job,
    partial: PageSuccess,
    question: Question,
    outcome: ModelOutcome,
    signal: AbortSignal,
  ): Promise<Filled>;
}

export interface Filled {
  readonly result: PageResult;
  /** False when the model did not answer: asked again, the page may have more. */
  readonly isWhole: boolean;
}

export interface FillDeps {
  readonly askModel: AskModel;
  /** Most tokens of a page's text. */
  readonly pageTokens: number;
  /** Fetches images, none larger than it lets through. */
  readonly imageFetcher: Fetcher;
}

/** Kept of a page, of which the best are looked at. */
const MAX_CANDIDATES = 10;
const MAX_IMAGES = 3;

export function createFillGaps({ askModel, pageTokens, imageFetcher }: FillDeps): FillGaps {
  const lookAt = async (
    job: Job,
    result: PageSuccess,
    question: Question,
    signal: AbortSignal,
  ): Promise<PageSuccess> => {
    const fields = missing(job, result);
    const candidates = rankImages(question.images, fields, question.url, MAX_IMAGES);
    if (!job.spec.processImages || fields.length === 0 || candidates.length === 0) return result;
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
    return {
      ...merge(job.spec.schema, result, readImageAnswer(asked, outcome.answer)),
      imagesProcessed: images.length,
    };
  };

  return {
    question: (job, page, { data, forModel }) => {
      // Selectors say what is wanted: what stands there, and nothing read into it.
      if (job.spec.selectors !== undefined) return null;
      const fields = fieldsNamed(job.spec.schema, missingFields(job.spec.schema, data));
      if (fields.length === 0 || forModel === undefined) return null;
      const { lines, lang, asOf, images } = forModel();
      const passages = selectPassages(lines, fields, pageTokens);
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

    ask: (job, question, signal) => askModel(job, promptOf(question), [], signal),

    finish: async (job, partial, question, outcome, signal) => {
      const { schema } = job.spec;
      if (outcome.kind === 'failed') {
        const { code, message } = outcome.failure;
        const seen = await lookAt(job, partial, question, signal);
        // Nothing at all was found: then the failure is what there is to say (Runo section 13).
        if (Object.values(seen.data).every(isEmptyValue))
          return { result: { status: 'error', failure: outcome.failure }, isWhole: false };
        const names = missing(job, seen).map(({ field }) => `'${field}'`);
        const warning = `could not ask the model for ${names.join(', ')} (${code}): ${message}`;
        const warnings = names.length === 0 ? seen.warnings : [...seen.warnings, warning];
        return { result: { ...seen, warnings }, isWhole: false };
      }
      const read = merge(schema, partial, groundAnswer(question, outcome.answer));
      return { result: await lookAt(job, read, question, signal), isWhole: true };
    },
  };
}

function missing(job: Job, { data }: PageSuccess): Schema {
  return fieldsNamed(job.spec.schema, missingFields(job.spec.schema, data));
}

function fieldsNamed(schema: Schema, names: readonly string[]): Schema {
  const wanted = new Set(names);
  return schema.filter(({ field }) => wanted.has(field));
}

/** Values only for what is empty; a warning that a field could not be read is void when it was read after all. */
function merge(schema: Schema, result: PageSuccess, { values, warnings }: Grounded): PageSuccess {
  const data = Object.fromEntries(
    schema.map(({ field, type }) => {
      const own = Object.hasOwn(result.data, field) ? (result.data[field] ?? null) : null;
      return [field, isEmptyValue(own) ? (values.get(field) ?? emptyValue(type)) : own] as const;
    }),
  );
  const isVoid = (warning: string): boolean =>
    [...values.keys()].some((field) => warning.startsWith(`could not read '${field}' as `));
  return {
    ...result,
    data,
    warnings: [...result.warnings.filter((warning) => !isVoid(warning)), ...warnings],
  };
}
