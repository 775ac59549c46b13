/** Many pages that the caller names. */

import { allResults } from '../../../app/read-results.js';
import { answer, route, type Route } from '../../route.js';
import type { DialectDeps } from '../dialect.js';
import { renderBatch } from './render.js';
import { batchAnswer, batchRequest } from './schemas.js';
import { answerWhenDone, callBody, LONG, REFUSED, submit } from './submit.js';

export function batchRoute({ app, maxBatchUrls }: DialectDeps): Route {
  return route({
    method: 'post',
    path: '/batch',
    summary: 'Many URLs, one result each, in input order',
    description: LONG,
    idempotent: true,
    body: callBody(batchRequest(maxBatchUrls)),
    answers: { 200: answer(batchAnswer, 'Every URL with its result or error'), ...REFUSED },
    handle: async (ctx, { body }) => {
      const { urls, schema, options, async_mode: asyncMode } = body();
      const job = await submit(app, ctx, {
        pages: { kind: 'batch' },
        endpoint: '/batch',
        urls,
        schema,
        options,
        asyncMode: asyncMode || options.async_mode === true,
      });
      return answerWhenDone(app, ctx, job, (done) => renderBatch(done, allResults(app.readResults, done)));
    },
  });
}
