import { strict as assert } from 'node:assert';
import type { DialectName } from '../../../src/core/dialect.js';
import { chooseDialect } from '../../../src/http/dialects/choose.js';
import type { Head } from '../../../src/http/dialects/dialect.js';
import { DIALECTS } from '../../../src/http/dialects/index.js';

const HOSTS = new Map<string, DialectName>([
  ['runo.test', 'runo'],
  ['scrpy.test:8080', 'scrpy'],
]);
const KEY = { apiKey: 'k' };
const BEARER = { authorization: 'Bearer k' };

/** What is asked, the credential headers, and what it speaks; two keys that contradict each other are marked. */
const CASES: readonly [call: string, headers: object, speaks: string | null][] = [
  ['GET any.test /v1/jobs', KEY, 'runo'],
  ['GET any.test /v1/jobs', BEARER, 'scrpy'],
  ['GET any.test /v1/jobs', { authorization: 'bearer k' }, 'scrpy'],
  ['GET any.test /v1/jobs', { authorization: 'Basic k' }, 'runo'],
  ['GET any.test /v1/jobs', { ...KEY, authorization: 'Basic k' }, 'runo'],
  ['GET any.test /v1/jobs', {}, 'runo'],
  ['GET any.test /v1/jobs', { ...KEY, ...BEARER }, 'runo, two keys'],
  ['POST any.test /v1/jobs', BEARER, 'scrpy'],
  ['POST any.test /v1/jobs', KEY, 'runo'],
  ['POST any.test /v1/jobs', {}, 'scrpy'],
  ['POST any.test /v1/jobs', { ...KEY, ...BEARER }, 'scrpy, two keys'],
  ['DELETE any.test /v1/jobs/job_1', BEARER, 'scrpy'],
  ['DELETE any.test /v1/jobs/job_1', {}, 'runo'],
  ['POST any.test /v1/batch', BEARER, 'runo'],
  ['POST any.test /v1/batch', { ...KEY, ...BEARER }, 'runo'],
  ['GET any.test /v1', {}, 'runo'],
  ['GET any.test /v1/jobsworth', BEARER, 'runo'],
  ['GET any.test /v10/jobs', BEARER, null],
  ['GET any.test /api/v1/jobs', BEARER, 'scrapethis'],
  ['GET any.test /api/v1/jobs', KEY, 'scrapethis'],
  ['GET any.test /api/v1/jobs', {}, 'scrapethis'],
  ['GET any.test /api/v1x/jobs', BEARER, null],
  ['GET any.test /healthz', BEARER, null],
  ['GET any.test /admin/accounts', BEARER, null],
  ['GET runo.test /v1/jobs', BEARER, 'runo'],
  ['GET RUNO.test:443 /v1/jobs', BEARER, 'runo'],
  ['GET runo.test /v1/jobs', { ...KEY, ...BEARER }, 'runo'],
  ['GET scrpy.test:8080 /v1/jobs', KEY, 'scrpy'],
  ['GET scrpy.test:8080 /v1/batch', KEY, 'scrpy'],
  ['GET scrpy.test /v1/jobs', KEY, 'runo'],
  ['GET scrpy.test:8080 /healthz', {}, null],
  ['GET runo.test /docs', {}, null],
];

function headOf(call: string, headers: object): Head {
  const [method = '', host = '', path = ''] = call.split(' ');
  return { method, host, path, apiKey: '', authorization: '', ...headers };
}

describe('which API a request speaks', () => {
  it('is likely for one API at the most', () => {
    for (const [call, headers] of CASES) {
      const likely = Object.values(DIALECTS).filter(
        ({ claims }) => claims(headOf(call, headers)) === 'likely',
      );
      assert.ok(likely.length <= 1, call);
    }
  });

  for (const [call, headers, speaks] of CASES) {
    it(`${call} with ${JSON.stringify(headers)}: ${speaks ?? 'none'}`, () => {
      const choice = chooseDialect(headOf(call, headers), HOSTS);
      assert.equal(choice && `${choice.dialect}${choice.ambiguous ? ', two keys' : ''}`, speaks);
    });
  }
});
