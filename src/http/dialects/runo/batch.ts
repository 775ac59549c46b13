/** Many pages that the caller names. */

import { allResults } from '../../../app/read-results.js';
import { answer, route, type Route } from '../../route.js';
import type { DialectDeps } from '../dialect.js';
import { renderBatch } from './render.js';
import { batchAnswer, batchRequest } from './schemas.js';
import { callBody, LONG, REFUSED, submitAndAnswer, type Call } from './submit.js';

export function batchRoute(deps: DialectDeps): Route {
  const { app, maxBatchUrls } = deps;
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
      const call: Call = {
        pages: { kind: 'batch' },
        endpoint: '/batch',
        urls,
        schema,
        options,
        asyncMode: asyncMode || options.async_mode === true,
      };
      return submitAndAnswer(deps, ctx, call, (done) => renderBatch(done, allResults(app.readResults, done)));
    },
  });
}
