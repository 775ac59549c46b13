/** One page. */

import { allResults } from '../../../app/read-results.js';
import { answer, route, type Route } from '../../route.js';
import type { DialectDeps } from '../dialect.js';
import { renderPage } from './render.js';
import { extractRequest, pageAnswer } from './schemas.js';
import { callBody, LONG, REFUSED, submitAndAnswer, type Call } from './submit.js';

export function extractRoute(deps: DialectDeps): Route {
  const { app } = deps;
  return route({
    method: 'post',
    path: '/extract',
    summary: 'One URL, one result',
    description: LONG,
    idempotent: true,
    body: callBody(extractRequest),
    answers: { 200: answer(pageAnswer, 'The page, or why it failed'), ...REFUSED },
    handle: async (ctx, { body }) => {
      const { url, schema, options } = body();
      const call: Call = {
        pages: { kind: 'extract' },
        endpoint: '/extract',
        urls: [url],
        schema,
        options: { ...options, fail_fast: false, concurrency: 1 },
      };
      return submitAndAnswer(deps, ctx, call, async function* (done) {
        for await (const page of allResults(app.readResults, done))
          yield JSON.stringify(renderPage(done, page));
      });
    },
  });
}
