/**
 * Whether the configured model sees images. Some servers drop an image that their model cannot take, and the model then makes
 * its answer up; so where the server does not say what its model takes, the model has to read a picture first.
 */

import { randomInt } from 'node:crypto';
import { imagePromptOf } from '../core/model/prompt.js';
import { MODEL_MS } from '../core/timings.js';
import { unlessAborted } from '../core/unless-aborted.js';
import type { FailureCode } from '../core/failure.js';
import type { Log } from '../ports/log.js';
import type { Model, ModelOutcome } from '../ports/model.js';
import type { Job } from '../core/job.js';
import type { AskModel } from './ask-model.js';
import { drawDigits } from './draw-digits.js';

export type Sight = 'sees' | 'blind' | 'unknown';

/** Asks the server or the model when that is not known yet. Rejects with the signal's reason when it aborts. */
export type Eyes = (job: Job, signal: AbortSignal) => Promise<Sight>;

export interface EyesDeps {
  readonly model: Pick<Model, 'facts' | 'name'>;
  readonly askModel: AskModel;
  readonly log: Log;
  readonly now?: () => number;
}

/** A guess is right once in 100,000 times. */
const DIGITS = 5;
/** Before a model that could not be reached is tried again. */
const AGAIN_MS = 60_000;
/** Failures of the server or the network, which say nothing about the model. */
const PASSING: ReadonlySet<FailureCode> = new Set(['LLM_TIMEOUT', 'LLM_RATE_LIMITED', 'LLM_UNAVAILABLE']);

/** What was found out by a probe is kept as long as the process runs: one probe a process and model. */
export function createEyes({ model, askModel, log, now = Date.now }: EyesDeps): Eyes {
  let probe: Promise<Sight> | null = null;
  let notBefore = 0;

  const look = async (job: Job): Promise<Sight> => {
    const digits = String(randomInt(10 ** DIGITS)).padStart(DIGITS, '0');
    const prompt = imagePromptOf({
      url: '',
      fields: [{ field: 'number', type: 'string', example: '27', hint: 'the digits in the image' }],
      passages: '',
      lang: null,
      asOf: '',
      images: [],
    });
    const image = { mediaType: 'image/png', data: drawDigits(digits) };
    const outcome = await askModel(job, prompt, [image], AbortSignal.timeout(MODEL_MS.probe));
    const sight = sightOf(outcome, digits);
    const fields = { model: model.name, sight };
    if (sight === 'unknown') log.warn(fields, 'it could not be found out whether the model sees images');
    else log.info(fields, 'the model was shown a picture of digits, to find out whether it sees images');
    return sight;
  };

  return async (job, signal) => {
    const { seesImages } = await model.facts(signal);
    if (seesImages !== null) return seesImages ? 'sees' : 'blind';
    if (probe === null) {
      if (now() < notBefore) return 'unknown';
      probe = look(job).catch((error: unknown): Sight => {
        log.warn({ err: error, model: model.name }, 'the model could not be asked whether it sees images');
        return 'unknown';
      });
      void probe.then((sight) => {
        if (sight !== 'unknown') return;
        probe = null;
        notBefore = now() + AGAIN_MS;
      });
    }
    return unlessAborted(probe, signal);
  };
}

function sightOf(outcome: ModelOutcome, digits: string): Sight {
  if (outcome.kind === 'failed') {
    // An answer that is no answer of a model: a gateway's error page, or an error with status 200.
    const isUnread = outcome.failure.code === 'LLM_ERROR' && outcome.usage === null;
    return isUnread || PASSING.has(outcome.failure.code) ? 'unknown' : 'blind';
  }
  const { f1: said } = outcome.answer;
  const isScalar = typeof said === 'string' || typeof said === 'number';
  return isScalar && String(said).replace(/\D/g, '').padStart(DIGITS, '0') === digits ? 'sees' : 'blind';
}
